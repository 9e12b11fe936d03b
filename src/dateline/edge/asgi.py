"""The portable server: readers over plain ASGI, on any server that speaks it."""

from __future__ import annotations

import asyncio
import logging
import random
import time

from dateline.edge import answer as answers
from dateline.edge import stream
from dateline.edge.answer import Answer
from dateline.edge.found import UNREADY, Attach, Later, Request
from dateline.edge.frame import Frame
from dateline.edge.node import Node
from dateline.edge.routes import Routes
from dateline.edge.shapes import Receive, Scope, Send

logger = logging.getLogger("dateline.edge")

_SLICE = 256 * 1024  # bytes

_NOT_ALLOWED = Answer(
    405, (*answers.UNKEPT, (b"allow", b"GET, HEAD"), (b"content-type", answers.TEXT)), b"Readers only read here.\n"
)


class Edge:
    """The ASGI application of everything that readers see."""

    def __init__(self, node: Node, routes: Routes) -> None:
        self._node = node
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            await self._give(_NOT_ALLOWED, scope, send)
            return
        request = Request(scope["path"], scope["query_string"].decode("latin-1"), dict(scope["headers"]))
        found = self._routes.find(request)
        try:
            while isinstance(found, Later):
                found = self._routes.settled(await found.settle(), request)
        except Exception:
            logger.exception("%s cannot be answered", scope["path"])
            found = UNREADY
        if isinstance(found, Attach) and scope["method"] == "GET":
            hand_over = scope.get("extensions", {}).get(stream.HAND_OVER)
            if hand_over is None or not hand_over(found):
                await self._stream(found, receive, send)
        elif isinstance(found, Attach):
            await self._give(Answer(200, stream.HEADERS, b""), scope, send)
        else:
            await self._give(found, scope, send)

    async def _give(self, answer: Answer, scope: Scope, send: Send) -> None:
        self._node.metrics.answers[answer.status] += 1
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.framed)})
        body = b"" if scope["method"] == "HEAD" else answer.body
        # In slices, of which the server takes the next when the last is on its way: megabytes for a slow reader would
        # else wait in this process, and she would seem to take nothing for as long as the first of them are under way.
        for start in range(0, len(body) - _SLICE, _SLICE):
            await send({"type": "http.response.body", "body": body[start : start + _SLICE], "more_body": True})
        await send({"type": "http.response.body", "body": body[max(0, (len(body) - 1) // _SLICE * _SLICE) :]})

    async def _stream(self, found: Attach, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(stream.HEADERS)})
        if self._node.full:
            # 200 and not 503: a browser's EventSource gives up for ever on any other status.
            self._node.metrics.shed += 1
            await send({"type": "http.response.body", "body": stream.retry(random.randint(10_000, 30_000))})
            return
        reader = _Reader(self._node)
        writing = asyncio.create_task(reader.write(send))
        listening = asyncio.create_task(_gone(receive))
        self._node.attach(found.room, reader, found.cursor)
        try:
            await asyncio.wait({writing, listening}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            found.room.detach(reader)
            writing.cancel()
            listening.cancel()
            await asyncio.gather(writing, listening, return_exceptions=True)


class _Reader:
    """One stream. Frames wait here only while the connection is full; they are shared, so waiting costs references."""

    def __init__(self, node: Node) -> None:
        # A little older than it is, by chance: streams opened in one storm shall not be retired in one.
        self.born = time.monotonic() - random.uniform(0, node.config.stream_age / 10)
        self._node = node
        self._waiting: list[bytes] = []
        self._size = 0
        self._more = asyncio.Event()
        self._ended = False

    def send(self, frame: Frame) -> None:
        if self._ended:
            return
        if self._size and self._size + len(frame.raw) > stream.BEHIND:
            self._node.metrics.cut += 1
            self._waiting.clear()
            self._ended = True
        else:
            self._waiting.append(frame.raw)
            self._size += len(frame.raw)
        self._more.set()

    def waits(self) -> bool:
        return self._size > 0

    def end(self, retry_ms: int) -> None:
        if not self._ended:
            self._waiting.append(stream.retry(retry_ms))
            self._ended = True
            self._more.set()

    async def write(self, send: Send) -> None:
        while self._waiting or not self._ended:
            await self._more.wait()
            self._more.clear()
            body = b"".join(self._waiting)
            self._waiting.clear()
            if body:
                await send({"type": "http.response.body", "body": body, "more_body": True})
            self._size = 0
        await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
