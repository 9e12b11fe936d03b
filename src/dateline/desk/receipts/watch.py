"""Follow a correction or a retraction out to readers for a minute, in the background of a running server.

Every process hears of a change, from whoever committed it or by the log, and counts its own open streams. Whichever
writes the receipt first also looks at the places: once, as a stranger, through the newsroom's own public address.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from django.db import DatabaseError

from dateline import __version__
from dateline.blog.changes import Change, Post, moment
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.desk.folds import current
from dateline.desk.receipts import departing, expected, keeping
from dateline.desk.receipts.expected import Expected, Place
from dateline.log import tail
from dateline.log.reading import reading
from dateline.typeset.site import Site

logger = logging.getLogger("dateline.receipts")

# Seconds after the change at which somebody looks: often while it is expected, then ever less often.
LOOKS = (0.1, 0.3, 0.6, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0, 30.0, 45.0, 60.0)
_TIMEOUT = 5.0
_LONGEST = 4 * 1024 * 1024  # bytes of a page that is read

_Found = dict[str, Any]
Count = Callable[[], Awaitable[tuple[int, int]]]  # how many streams are open, and how many have taken all that was sent


@dataclass(frozen=True, slots=True)
class _Asked:
    epoch: str
    change: Change

    def age(self) -> float:
        """Seconds since the change was recorded."""
        return max(0.0, (datetime.now(UTC) - moment(self.change.at)).total_seconds())


class Watch:
    """One process's part. `committed` may be called from any thread, `applied` from the loop's own."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._process = f"{os.getpid()}-{secrets.token_hex(4)}"  # a restarted server may have an old one's number
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: httpx.AsyncClient | None = None

    def committed(self, slug: str, seq: int) -> None:
        """A change was stored by this process."""
        self._loop.call_soon_threadsafe(self._start, self._begin_at(slug, seq))

    def applied(self, slug: str, epoch: str, change: Change, count: Count) -> None:
        """A change has been sent to the streams that this process holds open."""
        if asked := _asked(epoch, change):
            self._start(self._begin(slug, asked))
            self._start(self._count(slug, asked, count))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _begin_at(self, slug: str, seq: int) -> None:
        head = await reading(tail.head, slug)
        for change in await reading(tail.after, slug, seq - 1, 1):
            if head and (asked := _asked(head.epoch, change)):
                await self._begin(slug, asked)

    async def _begin(self, slug: str, asked: _Asked) -> None:
        """Write the receipt, unless another has; whoever has written it looks."""
        found = await reading(_expected, slug, asked, self._site)
        if found is None:
            return
        wanted, places = found
        row = await reading(keeping.begin, wanted, asked.change.at, [_told(place) for place in places])
        if row is not None:
            await self._look(row, slug, asked, wanted, places)

    async def _look(self, row: int, slug: str, asked: _Asked, wanted: Expected, places: list[Place]) -> None:
        told = {place.name: _told(place) for place in places}
        for seconds in LOOKS:
            await asyncio.sleep(max(0.0, seconds - asked.age()))
            waiting = [place for place in places if told[place.name]["state"] != "carries"]
            for place, found in zip(waiting, await _all(await self._stranger(), waiting), strict=True):
                after = round(asked.age(), 3) if found["state"] == "carries" else None
                told[place.name] |= {**found, "after": after}
            is_done = all(one["state"] == "carries" for one in told.values())
            if await _stored(keeping.looked, row, list(told.values()), is_done or seconds == LOOKS[-1]) and is_done:
                return
        logger.warning(
            "the %s of post %s in '%s' has not come everywhere in a minute", wanted.what, wanted.post.id, slug
        )

    async def _stranger(self) -> httpx.AsyncClient:
        """Who asks as any reader does, without a cookie. Made once: reading the world's certificates takes long."""
        if self._client is None:
            self._client = await asyncio.to_thread(_client)
        return self._client

    async def _count(self, slug: str, asked: _Asked, count: Count) -> None:
        for seconds in LOOKS:
            await asyncio.sleep(max(0.0, seconds - asked.age()))
            connected, passed = await count()
            after = round(asked.age(), 3) if passed == connected else None
            change = (slug, asked.epoch, asked.change.seq)
            is_stored = await _stored(keeping.counted, change, self._process, connected, passed, after)
            if is_stored and passed == connected:
                return


async def _stored(write: Callable[..., None], *what: Any) -> bool:
    """False when the database was busy or out of reach: the next look finds the same, and stores that."""
    try:
        await reading(write, *what)
    except DatabaseError:
        logger.warning("a receipt could not be written; trying again at the next look", exc_info=True)
        return False
    return True


def _asked(epoch: str, change: Change) -> _Asked | None:
    """The change, if it gets a receipt and is not an old one that this process has only come to now."""
    asked = _Asked(epoch, change)
    if change.body is None or not change.kind.startswith("post.") or asked.age() > LOOKS[-1]:
        return None
    return asked if expected.what(Post.from_json(change.body), change.kind) else None


def _expected(slug: str, asked: _Asked, site: Site) -> tuple[Expected, list[Place]] | None:
    """What is to be found where; None for a blog that readers do not know of."""
    change = asked.change
    assert change.body is not None  # _asked has seen to that
    post = Post.from_json(change.body)
    what = expected.what(post, change.kind)
    with current(slug) as kept:
        blog: Blog = kept.blog
        if what is None or blog.description is None or not is_public(blog.description):
            return None
        wanted = Expected(what, blog.description, post, asked.epoch, change.seq, departing.taken(slug, post.id))
        return wanted, expected.places(wanted, blog, site)


def _client() -> httpx.AsyncClient:
    named = {"User-Agent": f"Dateline/{__version__} (receipt)"}
    return httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False, headers=named)


async def _all(client: httpx.AsyncClient, places: list[Place]) -> list[_Found]:
    return await asyncio.gather(*(_one(client, place) for place in places))


async def _one(client: httpx.AsyncClient, place: Place) -> _Found:
    try:
        async with client.stream("GET", place.url) as reply:
            text = (await _read(reply)).decode("utf-8", "replace")
        holds = await asyncio.to_thread(place.holds, reply.status_code, text)
    except (httpx.HTTPError, OSError) as error:
        return {"state": "unreachable", "why": str(error) or type(error).__name__}
    except (ValueError, KeyError, TypeError) as error:
        return {"state": "waiting", "why": f"{error!r}"}  # not what we serve: something stands between
    return {"state": "carries" if holds else "waiting", "why": ""}


async def _read(reply: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in reply.aiter_bytes():
        body += piece
        if len(body) > _LONGEST:
            break
    return bytes(body)


def _told(place: Place) -> _Found:
    return {"name": place.name, "url": place.url, "state": "waiting", "after": None, "why": ""}


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        logger.exception("a receipt could not be measured")
