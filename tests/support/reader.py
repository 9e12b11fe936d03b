"""A reader in Python: the stream and the polling path as the browser's script speaks them, over a bare socket."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 10.0


@dataclass
class Event:
    name: str
    data: Any
    id: str = ""


@dataclass
class Stream:
    """One open stream. `retry` is the last one told, in milliseconds; `ended` says that the server closed it."""

    status: int
    headers: dict[str, str]
    _socket: socket.socket
    _buffer: bytes
    retry: int | None = None
    ended: bool = False
    _body: bytes = field(default=b"")

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def next(self, timeout: float = PATIENCE) -> Event:
        """The next event. TimeoutError when none comes, EOFError when the stream has ended."""
        deadline = time.monotonic() + timeout
        while True:
            while b"\n\n" in self._body:
                block, _, self._body = self._body.partition(b"\n\n")
                if event := self._parse(block):
                    return event
            if self.ended:
                raise EOFError("the stream has ended")
            self._read(deadline)

    def until(self, name: str, timeout: float = PATIENCE) -> Event:
        """The next event of this name, passing others over."""
        while True:
            event = self.next(timeout)
            if event.name == name:
                return event

    def deltas_to(self, cursor: str, timeout: float = PATIENCE) -> list[Event]:
        """The deltas up to and with the one of this cursor; AssertionError when a reset comes instead."""
        found: list[Event] = []
        while not found or found[-1].id != cursor:
            event = self.next(timeout)
            assert event.name != "reset", "a reset where deltas were due"
            if event.name == "delta":
                found.append(event)
        return found

    def _parse(self, block: bytes) -> Event | None:
        members: dict[str, str] = {}
        for line in block.decode().split("\n"):
            name, _, value = line.partition(": ")
            members[name] = value
        if "retry" in members:
            self.retry = int(members["retry"])
        if "data" not in members:
            return None
        return Event(members.get("event", "message"), json.loads(members["data"]), members.get("id", ""))

    def _read(self, deadline: float) -> None:
        self._socket.settimeout(max(0.001, deadline - time.monotonic()))
        received = self._socket.recv(65536)
        if not received:
            self.ended = True
        self._buffer += received
        self._unchunk()

    def _unchunk(self) -> None:
        if "transfer-encoding" not in self.headers:
            self._body, self._buffer = self._body + self._buffer, b""
            return
        while b"\r\n" in self._buffer:
            size_line, _, rest = self._buffer.partition(b"\r\n")
            size = int(size_line, 16)
            if len(rest) < size + 2:
                return
            self.ended = self.ended or size == 0
            self._body, self._buffer = self._body + rest[:size], rest[size + 2 :]


def connect(url: str, path: str, timeout: float = PATIENCE, headers: Mapping[str, str] | None = None) -> Stream:
    """Open a stream, with these request headers beside the usual ones."""
    address = urlsplit(url)
    connection = socket.create_connection((address.hostname or "", address.port or 80), timeout)
    lines = [f"GET {path} HTTP/1.1", f"Host: {address.netloc}", "Accept: text/event-stream"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    connection.sendall("\r\n".join([*lines, "", ""]).encode())
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            break
        received += part
    head, _, rest = received.partition(b"\r\n\r\n")
    first, *others = head.decode("latin-1").split("\r\n")
    named = {k.lower(): v for k, v in (line.split(": ", 1) for line in others)}
    stream = Stream(int(first.split(" ")[1]), named, connection, rest)
    stream._unchunk()
    return stream
