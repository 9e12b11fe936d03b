"""The live page's script in Python: a reader who follows a blog through whatever the network does.

It does what line.js does with stream, watchdog, polling and jitter, in the same order and with the same waits, all
multiplied by `pace`, so that a test need not take as long as a day in a train.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from lxml import html

SILENCE = 31.0
TIMEOUT = 10.0
LONGEST = 4.0
RETRY = 3.0  # a browser's own wait after a stream has ended, unless it is told another
TRIES = 3
PARTS = ("state", "masthead", "updated", "byline", "summary", "pinned", "keys")


class Lost(Exception):
    """A stream that has ended, or a request without an answer. `silent`: nothing was heard for too long."""

    def __init__(self, silent: bool = False) -> None:
        super().__init__("lost")
        self.silent = silent


@dataclass
class LiveReader:
    url: str
    slug: str
    pace: float = 1.0
    cursor: str = ""
    articles: dict[str, str] = field(default_factory=dict)  # by element id, from the top of the page
    parts: dict[str, str] = field(default_factory=dict)
    resets: int = 0
    streams: int = 0
    polls: int = 0
    doubled: int = 0
    longest_still: float = 0.0  # seconds without either hearing or asking
    _sign: float = field(default_factory=time.monotonic)
    _failures: int = 0
    _misses: int = 0
    _retry: float = RETRY
    _interval: float = 4.0  # seconds between two requests, as the server says
    _stream_after: float = 0.0

    @property
    def state(self) -> str:
        """A hash of all that the reader sees: articles in their order, and the parts above them."""
        shown = json.dumps([list(self.articles.items()), sorted(self.parts.items())])
        return hashlib.sha256(shown.encode()).hexdigest()

    async def run(self) -> None:
        await self._asking(self._renew)
        while True:
            if self._failures >= TRIES and time.monotonic() < self._stream_after:
                await asyncio.sleep(self.pace * self._interval * random.uniform(0.8, 1.2))
                await self._asking(self._catch_up)
                continue
            try:
                await self._listen()
            except (Lost, OSError, asyncio.IncompleteReadError, ValueError) as error:
                await self._lost(isinstance(error, Lost) and error.silent)

    async def _lost(self, silent: bool) -> None:
        self._failures += 1
        if self._failures < TRIES and not silent:
            await asyncio.sleep(self.pace * self._retry)  # the browser's own return, by its last event id
        elif self._failures < TRIES:
            await self._asking(self._catch_up, self._backoff(self._failures))
        else:
            wait = random.uniform(0.5, 1.5) * min(180, 2 ** (self._failures + 1))
            self._stream_after = time.monotonic() + self.pace * wait
            await self._asking(self._catch_up)

    async def _asking(self, deed: Any, delay: float = 0.0) -> None:
        """Do this until it is answered."""
        await asyncio.sleep(self.pace * delay)
        while True:
            self._alive()
            try:
                async with asyncio.timeout(max(1.0, self.pace * TIMEOUT)):
                    await deed()
            except (Lost, OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
                self._misses += 1
                await asyncio.sleep(self.pace * self._backoff(self._misses))
            else:
                if self._misses:
                    self._failures = self._misses = 0  # the server was away, so it was not streams that failed
                self._alive()
                return

    @staticmethod
    def _backoff(n: int) -> float:
        return random.random() * float(min(LONGEST, 2 ** (n - 1)))

    def _alive(self) -> None:
        now = time.monotonic()
        self.longest_still = max(self.longest_still, now - self._sign)
        self._sign = now

    # The stream

    async def _listen(self) -> None:
        self.streams += 1
        self._alive()
        watch = max(2.6, self.pace * SILENCE)
        try:
            async with asyncio.timeout(watch):
                opening = self._open(f"/{self.slug}/stream?after={self.cursor}", {"Last-Event-ID": self.cursor})
                reader = await opening.__aenter__()
        except TimeoutError:
            raise Lost(silent=True) from None
        try:
            await self._hear(reader, watch, self._sign + watch - time.monotonic())
        finally:
            await opening.__aexit__(None, None, None)

    async def _hear(self, reader: asyncio.StreamReader, watch: float, first: float) -> None:
        """Every event within `watch` seconds of the one before, the first within so many."""
        body, patience = b"", first
        while True:
            try:
                async with asyncio.timeout(patience):
                    while b"\n\n" not in body:
                        size = int(await reader.readuntil(b"\r\n"), 16)
                        if not size:
                            raise Lost
                        body += (await reader.readexactly(size + 2))[:-2]
            except TimeoutError:
                raise Lost(silent=True) from None
            block, _, body = body.partition(b"\n\n")
            members = dict(line.split(": ", 1) for line in block.decode().split("\n"))
            if "retry" in members:
                self._retry = int(members["retry"]) / 1000
            if "event" not in members:
                continue
            self._alive()
            patience = watch
            self._failures = self._misses = 0
            if not await self._receive(members["event"], _json(members["data"])):
                return

    async def _receive(self, name: str, data: Any) -> bool:
        """Take one event; False when the stream must begin anew, since something was missed."""
        if name == "reset":
            await self._asking(self._renew, 2 * random.random())
            return False
        (epoch, seq), (theirs, last) = self.cursor.split("."), data["cursor"].split(".")
        ahead = int(last) - int(seq) if theirs == epoch else 1_000_000
        if ahead == 1 and "ops" in data:
            self._apply([data])
        elif ahead > 0:
            await self._asking(self._catch_up, random.random())
            return False
        elif "ops" in data:
            self.doubled += 1  # and passed over
        return True

    # Requests

    async def _catch_up(self) -> None:
        self.polls += 1
        asked = self.cursor
        reply = _json((await self._get(f"/{self.slug}/since/{asked}.json")).decode())
        self._interval = reply["poll"]
        if reply.get("reset"):
            await self._renew()
        else:
            self._apply(reply["deltas"])

    async def _renew(self) -> None:
        self.cursor, articles, parts = _page((await self._get(f"/{self.slug}")).decode())
        self.resets += 1
        self.articles, self.parts = dict(articles), dict(parts)

    def _apply(self, deltas: list[Any]) -> None:
        for delta in deltas:
            for op in delta["ops"]:
                self._operate(op)
            self.cursor = delta["cursor"]

    def _operate(self, op: Any) -> None:
        if op["op"] == "drop":
            self.articles.pop(f"p-{op['id']}", None)
            return
        elements = _elements(op["html"])
        if op["op"] == "head":
            self.parts.update({name: text for name, text in elements if name in self.parts})
            return
        ((name, post),) = elements
        shown = list(self.articles)
        before = f"p-{op['before']}"
        self.articles.pop(name, None)
        where = [one for one in shown if one != name]
        place = where.index(before) if before in where else len(where)
        rest = {one: self.articles[one] for one in where[place:]}
        for one in rest:
            del self.articles[one]
        self.articles |= {name: post, **rest}

    async def _get(self, path: str) -> bytes:
        async with self._open(path, {"Connection": "close"}) as reader:
            return await reader.readexactly(self._length)

    @asynccontextmanager
    async def _open(self, path: str, headers: dict[str, str]) -> AsyncIterator[asyncio.StreamReader]:
        """One request on a connection of its own; Lost for any answer but 200."""
        address = urlsplit(self.url)
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        try:
            lines = [f"GET {path} HTTP/1.1", f"Host: {address.netloc}", *(f"{k}: {v}" for k, v in headers.items())]
            writer.write("\r\n".join([*lines, "", ""]).encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            if not head.startswith("http/1.1 200 "):
                raise Lost
            _, found, length = head.partition("content-length: ")
            self._length = int(length.partition("\r\n")[0]) if found else 0
            yield reader
        finally:
            writer.close()


# All readers of a process get the same bytes: read once, they leave the machine to the network that is on trial.
_json = lru_cache(1024)(json.loads)


@lru_cache(1024)
def _elements(text: str) -> tuple[tuple[str, str], ...]:
    """The elements of a fragment, by their ids."""
    return tuple((one.get("id"), _bytes(one)) for one in html.fragments_fromstring(text))


@lru_cache(64)
def _page(text: str) -> tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The cursor of a page, its articles from the top, and its parts."""
    page = html.document_fromstring(text)
    articles = tuple((one.get("id"), _bytes(one)) for one in page.xpath("//*[@id='posts']/article"))
    named = page.xpath("//main//*[@id][not(ancestor-or-self::*[@id='posts'])]")
    return (
        page.body.get("data-cursor"),
        articles,
        tuple((n.get("id"), _bytes(n)) for n in named if n.get("id") in PARTS),
    )


def _bytes(element: Any) -> str:
    element.tail = None
    return str(html.tostring(element, encoding="unicode"))
