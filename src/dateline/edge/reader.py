"""One open stream on a connection that was taken over: send-only, and as cheap as a connection can be."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from dateline.edge import stream
from dateline.edge.answer import accepted
from dateline.edge.found import Attach
from dateline.edge.frame import GZIP_HEADER, LAST_CHUNK, Frame, chunked
from dateline.edge.room import Reader, Room

if TYPE_CHECKING:
    from dateline.edge.guest import Guest

_HEAD = b"".join(b"%s: %s\r\n" % header for header in stream.HEADERS) + b"transfer-encoding: chunked\r\n"


def take_over(guest: Guest, dated: bytes, found: Attach, accept_encoding: bytes, forwarded: bytes) -> bool:
    """Hand the connection to a reader: from here on it costs what a transport and a few slots cost.

    False when she is told to come back later; the connection then stays with who had it, and ends.
    """
    node = guest.node
    stays = guest.stays(forwarded)
    packs = node.config.pack_streams and b"gzip" in accepted(accept_encoding)
    reader = (PackedReader if packs else StreamReader)(guest, dated, found.room)
    if not stays:
        node.metrics.shed += 1
        reader.end(random.randint(10_000, 30_000))
        return False
    guest.transport.set_protocol(reader)
    node.attach(found.room, reader, found.cursor)
    return True


class StreamReader(asyncio.Protocol):
    """Frames go straight to the socket, the same bytes object to everybody.

    The transport takes over only what the kernel does not take: its queue, made for writes that can wait, costs an
    eighth of a delivery. It closes the descriptor after `connection_lost` and never before: until then it is ours too,
    as a socket object, since `send(2)` is cheaper by a fortieth than the `write(2)` that needs none. Once detached, it
    has no descriptor: sending fails, and never reaches somebody else's connection.
    """

    __slots__ = ("_counted", "_head", "_node", "_room", "_size", "_socket", "_transport", "_waiting", "born", "open")

    HEAD = _HEAD + b"\r\n"
    _form: Callable[[Frame], bytes] = attrgetter("chunk")  # which, unlike a method, costs nothing to speak of

    def __init__(self, guest: Guest, dated: bytes, room: Room) -> None:
        # A little older than it is, by chance: streams opened in one storm shall not be retired in one.
        self.born = time.monotonic() - random.random() * guest.node.config.stream_age / 10
        self._transport = guest.transport
        self._room = room
        self._node = guest.node
        self._counted = guest.counted
        theirs = guest.transport.get_extra_info("socket")
        # The bare type: the one that everybody uses is three times its size.
        self._socket = socket.SocketType(theirs.family, theirs.type, theirs.proto, theirs.fileno())
        self._head = STATUS_LINE[200] + dated + self.HEAD
        # The socket, while the head is sent and the kernel has taken everything until now.
        self.open: socket.SocketType | None = None
        self._waiting: list[bytes] | None = None
        self._size = 0  # bytes that wait in this list

    def send(self, frame: Frame) -> None:
        data = self._form(frame)
        if self._head:
            data, self._head = self._head + data, b""
            self.open = self._socket
        if self.open is None:
            self._keep(data)
        else:
            self._write(data)

    def _write(self, data: bytes) -> None:
        try:
            sent = self._socket.send(data)
        except OSError:
            sent = 0
        if sent != len(data):
            self.fall_behind(data, sent)

    def fall_behind(self, data: bytes, sent: int) -> None:
        """The kernel took only so many bytes, being full; or none, she being gone: the transport finds out which."""
        self.open = None
        self._transport.set_write_buffer_limits(high=0)  # tell us as soon as it has written the rest
        self._transport.write(data[sent:])

    def _keep(self, data: bytes) -> None:
        """Behind what is on its way. Who does not take anything costs references here, and no system calls."""
        if self._waiting is None:
            self._waiting = []
        if self._size > stream.BEHIND:
            self._node.metrics.cut += 1
            self._socket.detach()
            self._transport.abort()
            return
        self._waiting.append(data)
        self._size += len(data)

    def resume_writing(self) -> None:
        waiting, self._waiting, self._size = self._waiting, None, 0
        self.open = self._socket
        if waiting:
            self._write(b"".join(waiting))

    def waits(self) -> bool:
        return self.open is None or stream.unconfirmed(self._socket.fileno()) > 0

    def end(self, retry_ms: int) -> None:
        last = self._form(Frame(stream.retry(retry_ms))) + LAST_CHUNK
        self._transport.write(b"".join((self._head, *(self._waiting or ()), last)))
        self.open = None
        self._socket.detach()
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Nothing that a reader sends goes anywhere."""

    def connection_lost(self, exc: Exception | None) -> None:
        self.open = None
        self._socket.detach()
        self._room.detach(self)
        self._node.descriptors.connections -= 1
        self._node.addresses.leave(self._counted)


class PackedReader(StreamReader):
    """A reader whose browser takes gzip; the head of her stream begins it."""

    __slots__ = ()

    HEAD = _HEAD + b"content-encoding: gzip\r\nvary: accept-encoding\r\n\r\n" + chunked(GZIP_HEADER)
    _form = attrgetter("packed_chunk")


def fan_out(readers: Iterable[Reader], frame: Frame) -> None:
    """The same bytes to all of these.

    Here a busy server spends its day, so what `send` would come to for a stream that flows is written out: a method
    that calls another costs a thirtieth of a delivery.
    """
    plain, packed = frame.chunk, b""
    for reader in readers:
        if type(reader) is StreamReader:
            data = plain
        elif type(reader) is PackedReader:
            data = packed = packed or frame.packed_chunk
        else:
            reader.send(frame)
            continue
        if (open := reader.open) is None:
            reader.send(frame)
            continue
        try:
            sent = open.send(data)
        except OSError:
            sent = 0
        if sent != len(data):
            reader.fall_behind(data, sent)
