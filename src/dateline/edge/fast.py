"""The same edge on uvicorn's own transport: hot paths answered from prepared bytes, streams taken over.

Whatever is not plainly a reader's GET goes through uvicorn's ASGI to the portable server, which gives the same answer.
What this adds to uvicorn besides speed: a request has a time within which it must arrive and a size that its head may
have; an address has a number of connections that it may keep; after an answer that closes, nothing more is answered.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Mapping
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from dateline.edge import stream
from dateline.edge.addresses import forwarded
from dateline.edge.answer import Answer, accepted
from dateline.edge.found import Attach, Request
from dateline.edge.frame import GZIP_HEADER, LAST_CHUNK, Frame, chunked
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.edge.routes import Routes

HEAD_BYTES = 32 * 1024
_IMPATIENCE = 2.0  # seconds for the one request of a connection that is not kept

_KEEP = b"\r\n"
_CLOSE = b"connection: close\r\n\r\n"
_OTHER = frozenset({b"content-length", b"transfer-encoding", b"upgrade", b"expect"})
_STREAM = b"".join(b"%s: %s\r\n" % header for header in stream.HEADERS) + b"transfer-encoding: chunked\r\n"
_STREAM_HEAD = _STREAM + b"\r\n"
_PACKED_HEAD = _STREAM + b"content-encoding: gzip\r\nvary: accept-encoding\r\n\r\n" + chunked(GZIP_HEADER)
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 35\r\nconnection: close\r\n\r\nThe head of a request is too long.\n"
)


class FastProtocol(HttpToolsProtocol):
    """One connection. `bound_to` gives the class that uvicorn is told to use."""

    node: ClassVar[Node]
    routes: ClassVar[Routes]
    dated: ClassVar[tuple[list[tuple[bytes, bytes]], bytes]] = ([], b"")

    @classmethod
    def bound_to(cls, node: Node, routes: Routes) -> type[FastProtocol]:
        return type("BoundFastProtocol", (cls,), {"node": node, "routes": routes})

    # Receiving

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        node = self.node
        node.descriptors.connections += 1
        self._counted = node.addresses.counted(self.client[0]) if self.client else b""
        self._kept = node.addresses.enter(self._counted) and not node.descriptors.near
        if not self._kept:
            node.metrics.unkept += 1
        self._patience = float(node.config.request_seconds) if self._kept else _IMPATIENCE
        self.deadline = time.monotonic() + self._patience
        self._head_bytes = 0
        self._answered = False
        self._taken = False
        if node.descriptors.reached:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.node.descriptors.connections -= 1
        self.node.addresses.leave(self._counted)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._taken:
            self._forget()
        elif self._head_bytes > HEAD_BYTES:
            self._refuse(_TOO_LARGE)

    def on_message_begin(self) -> None:
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._answered = False
        self.deadline = time.monotonic() + self._patience

    def on_headers_complete(self) -> None:
        # What has arrived bounds what this head can have: only a long read is worth measuring.
        if self._head_bytes > HEAD_BYTES and len(self.url) + sum(len(n) + len(v) for n, v in self.headers) > HEAD_BYTES:
            self._refuse(_TOO_LARGE)
        self._head_bytes = 0
        if self._taken or self.transport.is_closing() or self._is_answered():
            self._answered = True
            return
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers.extend(headers)
        self.scope["extensions"] = {stream.HAND_OVER: self._hand_over}  # type: ignore[dict-item]
        super().on_headers_complete()
        # After an upgrade that is not granted, the parser skips as many bytes as happen to have come with it.
        self.cycle.keep_alive = self.cycle.keep_alive and self._kept and not self.parser.should_upgrade()

    def on_body(self, body: bytes) -> None:
        self._head_bytes = 0
        if not self._answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self._answered:
            return
        self.deadline = float("inf")  # how long an answer takes is no fault of the reader's
        super().on_message_complete()
        if self.cycle.response_complete or self.flow.write_paused:
            self._rest()

    def on_response_complete(self) -> None:
        waits = not self.pipeline
        super().on_response_complete()
        if waits and self.deadline == float("inf"):
            self._rest()

    def _rest(self) -> None:
        """The time for taking an answer and asking again. uvicorn's own timer does not do: one blank line stops it."""
        self.deadline = time.monotonic() + self.timeout_keep_alive

    def pause_writing(self) -> None:
        super().pause_writing()
        self._rest()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._rest()

    def expire(self, now: float) -> None:
        """Close a connection whose request has not arrived in time, that does not take its answer, or is idle."""
        if now <= self.deadline:
            return
        if self.transport.is_closing():
            self.transport.abort()  # it takes not even its last answer
        else:
            self.transport.close()
        self.deadline = now + self._patience

    def send_400_response(self, msg: str) -> None:
        if self._is_free():
            super().send_400_response(msg)
        elif not self._taken:  # a stream heeds nothing that its reader sends
            self.transport.close()

    def _refuse(self, reply: bytes) -> None:
        if self._is_free():
            self.transport.write(reply)
        self.transport.close()

    def _is_free(self) -> bool:
        """Whether a refusal would be read as one, and not as part of an earlier answer that is still on its way."""
        waiting = self.cycle is not None and not self.cycle.response_complete
        return not (self._taken or waiting or self.transport.is_closing())

    # Answering

    def _is_answered(self) -> bool:
        """Answer here and now, if this is a reader's plain GET or HEAD and nothing is under way before it."""
        method = self.parser.get_method()
        if method not in (b"GET", b"HEAD") or (self.cycle is not None and not self.cycle.response_complete):
            return False
        path, _, query = self.url.partition(b"?")
        if not path.startswith(b"/") or path.startswith((b"//", b"/api/", b"/desk/")) or not path.isascii():
            return False
        if b"%" in path or b"#" in self.url:
            return False
        headers = dict(self.headers)
        if self.flow.write_paused or not _OTHER.isdisjoint(headers):
            return False
        wanted = (self.url, headers.get(b"accept-encoding"), headers.get(b"if-none-match"))
        if (known := self.node.hot.get(wanted)) is not None:
            self._answer(known, method == b"HEAD")
            return True
        found = self.routes.find(Request(path.decode(), query.decode("latin-1"), headers))
        if isinstance(found, Answer):
            self.node.remember(wanted, found)
            self._answer(found, method == b"HEAD")
            return True
        if isinstance(found, Attach) and method == b"GET" and self.parser.get_http_version() == "1.1":
            self._take_over(found, headers)
            return True
        return False

    def _hand_over(self, found: Attach) -> bool:
        """Take back a stream that the portable server has had to wait for; False when the connection is busy."""
        cycle = self.cycle
        if cycle.scope["http_version"] != "1.1" or cycle.more_body or self.pipeline or self.transport.is_closing():
            return False
        self.headers = cycle.scope["headers"]  # type: ignore[assignment]
        self._take_over(found, dict(self.headers))
        cycle.disconnected = True  # uvicorn then expects nothing more from this request
        if self._taken:
            self._forget()
        return True

    def _answer(self, answer: Answer, bare: bool) -> None:
        keep = self._kept and self.parser.should_keep_alive() and self.parser.get_http_version() != "1.0"
        head = (STATUS_LINE[answer.status], self._date(), answer.head, _KEEP if keep else _CLOSE)
        self.transport.write(b"".join(head if bare else (*head, answer.body)))
        self.node.metrics.answers[answer.status] += 1
        self.server_state.total_requests += 1
        self._rest()
        if not keep:
            self.transport.close()

    def _date(self) -> bytes:
        """uvicorn's own headers, written out once for each second's list of them."""
        headers, written = FastProtocol.dated
        if headers is not self.server_state.default_headers:
            headers = self.server_state.default_headers
            written = b"".join(b"%s: %s\r\n" % header for header in headers)
            FastProtocol.dated = (headers, written)
        return written

    # Streams

    def _take_over(self, found: Attach, headers: Mapping[bytes, bytes]) -> None:
        """Hand the connection to a reader: from here on it costs what a transport and a few slots cost."""
        node, transport = self.node, self.transport
        packs = node.config.pack_streams and b"gzip" in accepted(headers.get(b"accept-encoding", b""))
        head = b"".join((STATUS_LINE[200], self._date(), _PACKED_HEAD if packs else _STREAM_HEAD))
        if node.full or not self._may_stay():
            node.metrics.shed += 1
            retry = Frame(stream.retry(random.randint(10_000, 30_000)))
            transport.write(head + (retry.packed_chunk if packs else retry.chunk) + LAST_CHUNK)
            transport.close()
            return
        transport.write(head)
        reader = (PackedStream if packs else StreamProtocol)(transport, found.room, node, self._counted)
        self._taken = True
        self.connections.discard(self)
        self._unset_keepalive_if_required()
        transport.set_protocol(reader)
        node.attach(found.room, reader, found.cursor)

    def _may_stay(self) -> bool:
        """Whether this may be kept. A trusted proxy's connection counts from here on as its reader's."""
        peer = self.client[0] if self.client else ""
        if not self.node.addresses.trusts(peer):
            return self._kept
        self._counted = self.node.addresses.counted(self.node.addresses.reader(peer, forwarded(self.headers)))
        return self.node.addresses.enter(self._counted) and self._kept

    def _forget(self) -> None:
        """Break the circle of protocol and parser now, rather than let ten thousand of them wait for the collector."""
        self.__dict__.clear()


class StreamProtocol(asyncio.Protocol):
    """One reader: send-only. Frames go straight to the transport, the same bytes object to everybody."""

    __slots__ = ("_counted", "_node", "_opening", "_room", "_transport", "born")

    def __init__(self, transport: asyncio.Transport, room: Room, node: Node, counted: bytes) -> None:
        # A little older than it is, by chance: streams opened in one storm shall not be retired in one.
        self.born = time.monotonic() - random.uniform(0, node.config.stream_age / 10)
        self._transport = transport
        self._room = room
        self._node = node
        self._counted = counted
        self._opening: int | None = 0  # bytes of her first frame, until they are on their way

    def send(self, frame: Frame) -> None:
        self._transport.write(self._form(frame))
        if self._opening is not None:
            self._open(self._transport.get_write_buffer_size())

    def _open(self, waiting: int) -> None:
        """Only her first frame, what she missed, may be longer than what may wait; no more may pile up behind it."""
        if not self._opening:
            self._opening = waiting if waiting > stream.BEHIND else None
        elif waiting > self._opening + stream.BEHIND:
            self._cut()

    def end(self, retry_ms: int) -> None:
        self._transport.write(self._form(Frame(stream.retry(retry_ms))) + LAST_CHUNK)
        self._transport.close()

    def _form(self, frame: Frame) -> bytes:
        return frame.chunk

    def pause_writing(self) -> None:
        """More waits for this reader than she may have."""
        if self._opening is None:
            self._cut()

    def resume_writing(self) -> None:
        self._opening = None

    def _cut(self) -> None:
        self._node.metrics.cut += 1
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Nothing that a reader sends goes anywhere."""

    def connection_lost(self, exc: Exception | None) -> None:
        self._room.detach(self)
        self._node.descriptors.connections -= 1
        self._node.addresses.leave(self._counted)


class PackedStream(StreamProtocol):
    """A reader whose browser takes gzip; the head of her stream has begun it."""

    __slots__ = ()

    def _form(self, frame: Frame) -> bytes:
        return frame.packed_chunk
