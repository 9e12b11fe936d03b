"""The same edge on uvicorn's own transport: hot paths answered from prepared bytes, streams taken over.

Whatever is not plainly a reader's GET goes through uvicorn's ASGI to the portable server, which gives the same answer.
What this adds to uvicorn besides speed: a request has a time and a size within which its head must arrive.
"""

from __future__ import annotations

import asyncio
import random
import time
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from dateline.edge import stream
from dateline.edge.answer import Answer, accepted
from dateline.edge.frame import GZIP_HEADER, LAST_CHUNK, Frame, chunked
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.edge.routes import Attach, Request, Routes

HEAD_SECONDS = 10.0  # within which a request must be complete
HEAD_BYTES = 32 * 1024

_KEEP = b"\r\n"
_CLOSE = b"connection: close\r\n\r\n"
_OTHER = frozenset({b"content-length", b"transfer-encoding", b"upgrade", b"expect"})
_STREAM = b"".join(b"%s: %s\r\n" % header for header in stream.HEADERS) + b"transfer-encoding: chunked\r\n"
_STREAM_HEAD = _STREAM + b"\r\n"
_PACKED_HEAD = _STREAM + b"content-encoding: gzip\r\nvary: accept-encoding\r\n\r\n" + chunked(GZIP_HEADER)
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 34\r\nconnection: close\r\n\r\nThe head of a request is too long.\n"
)


class FastProtocol(HttpToolsProtocol):
    """One connection. `bound_to` gives the class that uvicorn is told to use."""

    node: ClassVar[Node]
    routes: ClassVar[Routes]

    @classmethod
    def bound_to(cls, node: Node, routes: Routes) -> type[FastProtocol]:
        return type("BoundFastProtocol", (cls,), {"node": node, "routes": routes})

    # Receiving

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.deadline = time.monotonic() + HEAD_SECONDS
        self._head_bytes = 0
        self._answered = False
        self._taken = False

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._taken:
            self._forget()
        elif self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._answered = False
        self.deadline = time.monotonic() + HEAD_SECONDS

    def on_headers_complete(self) -> None:
        self._head_bytes = 0
        if self._taken or self._is_answered():
            self._answered = True
            return
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers.extend(headers)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head_bytes = 0
        if not self._answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self._answered:
            return
        self.deadline = float("inf")  # uvicorn's own timers follow it from here
        super().on_message_complete()

    def expire(self, now: float) -> None:
        """Close a connection whose request has not arrived in time, or which has been idle for long."""
        if now > self.deadline and not self.transport.is_closing():
            self.transport.close()

    # Answering

    def _is_answered(self) -> bool:
        """Answer here and now, if this is a reader's plain GET or HEAD and nothing is under way before it."""
        method = self.parser.get_method()
        if method not in (b"GET", b"HEAD") or (self.cycle is not None and not self.cycle.response_complete):
            return False
        path, _, query = self.url.partition(b"?")
        if not path.startswith(b"/") or path.startswith((b"/api/", b"/desk/")) or b"%" in path or not path.isascii():
            return False
        headers = dict(self.headers)
        if self.flow.write_paused or not _OTHER.isdisjoint(headers):
            return False
        found = self.routes.find(Request(path.decode(), query.decode("latin-1"), headers))
        if isinstance(found, Answer):
            self._answer(found, method == b"HEAD")
            return True
        if isinstance(found, Attach) and method == b"GET" and self.parser.get_http_version() == "1.1":
            packs = self.node.config.pack_streams and b"gzip" in accepted(headers.get(b"accept-encoding", b""))
            self._take_over(found, packs)
            return True
        return False

    def _answer(self, answer: Answer, bare: bool) -> None:
        keep = self.parser.should_keep_alive() and self.parser.get_http_version() != "1.0"
        head = (STATUS_LINE[answer.status], self._date(), answer.head, _KEEP if keep else _CLOSE)
        self.transport.write(b"".join(head if bare else (*head, answer.body)))
        self.node.metrics.answers[answer.status] += 1
        self.server_state.total_requests += 1
        if keep:
            self.deadline = time.monotonic() + self.timeout_keep_alive
        else:
            self.transport.close()

    def _date(self) -> bytes:
        return b"".join(b"%s: %s\r\n" % header for header in self.server_state.default_headers)

    # Streams

    def _take_over(self, found: Attach, packs: bool) -> None:
        """Hand the connection to a reader: from here on it costs what a transport and a few slots cost."""
        node, transport = self.node, self.transport
        head = b"".join((STATUS_LINE[200], self._date(), _PACKED_HEAD if packs else _STREAM_HEAD))
        if node.full:
            node.metrics.shed += 1
            retry = Frame(stream.retry(random.randint(10_000, 30_000)))
            transport.write(head + (retry.packed_chunk if packs else retry.chunk) + LAST_CHUNK)
            transport.close()
            return
        transport.write(head)
        reader = (PackedStream if packs else StreamProtocol)(transport, found.room, node)
        self._taken = True
        self.connections.discard(self)
        self._unset_keepalive_if_required()
        transport.set_protocol(reader)
        node.attach(found.room, reader, found.cursor)

    def _forget(self) -> None:
        """Break the circle of protocol and parser now, rather than let ten thousand of them wait for the collector."""
        self.__dict__.clear()


class StreamProtocol(asyncio.Protocol):
    """One reader: send-only. Frames go straight to the transport, the same bytes object to everybody."""

    __slots__ = ("_node", "_opening", "_room", "_transport", "born")

    def __init__(self, transport: asyncio.Transport, room: Room, node: Node) -> None:
        # A little older than it is, by chance: streams opened in one storm shall not be retired in one.
        self.born = time.monotonic() - random.uniform(0, node.config.stream_age / 10)
        self._transport = transport
        self._room = room
        self._node = node
        self._opening = True

    def send(self, frame: Frame) -> None:
        self._transport.write(self._form(frame))
        if self._opening:
            self._opening = self._transport.get_write_buffer_size() > stream.BEHIND

    def end(self, retry_ms: int) -> None:
        self._transport.write(self._form(Frame(stream.retry(retry_ms))) + LAST_CHUNK)
        self._transport.close()

    def _form(self, frame: Frame) -> bytes:
        return frame.chunk

    def pause_writing(self) -> None:
        """More waits for this reader than she may have. Only her first frame, what she missed, may be longer."""
        if not self._opening:
            self._node.metrics.cut += 1
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Nothing that a reader sends goes anywhere."""

    def connection_lost(self, exc: Exception | None) -> None:
        self._room.detach(self)


class PackedStream(StreamProtocol):
    """A reader whose browser takes gzip; the head of her stream has begun it."""

    __slots__ = ()

    def _form(self, frame: Frame) -> bytes:
        return frame.packed_chunk
