"""Thousands of readers in one thread: bare sockets and epoll, so that what is measured is the server.

A reader here takes frames as they come and counts the deltas in them; whether they are the right ones is tested by
readers who understand them (live.py).
"""

from __future__ import annotations

import resource
import select
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DELTA = b"event: delta\n"


def room_for(count: int) -> int:
    """How many of so many connections this process may open, its limit of open files raised as far as it goes."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return min(count, hard - 300)


@dataclass
class Crowd:
    """`heard` counts deltas by reader; `waits` holds, for each delta of each reader, the seconds since `mark`."""

    url: str
    request: bytes
    heard: dict[int, int] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    mark: float = 0.0
    ended: int = 0
    _sockets: dict[int, socket.socket] = field(default_factory=dict)
    _poll: select.epoll = field(default_factory=select.epoll)

    def __len__(self) -> int:
        return len(self._sockets)

    def join(self, count: int, receive_buffer: int = 0, is_reading: bool = True) -> int:
        """Open so many streams; how many could be opened. Those who are not reading are never heard of again."""
        address = urlsplit(self.url)
        for i in range(count):
            made = socket.socket()
            if receive_buffer:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            try:
                made.connect((address.hostname, address.port))
                made.sendall(self.request)
            except OSError:
                made.close()
                return i
            made.setblocking(False)
            self._sockets[made.fileno()] = made
            if is_reading:
                self.heard[made.fileno()] = 0
                self._poll.register(made, select.EPOLLIN)
            if i % 100 == 99:
                self.read(0)
        return count

    def read(self, seconds: float) -> None:
        """Take what comes, for so long; 0 takes what is there."""
        until = time.monotonic() + seconds
        while True:
            ready = self._poll.poll(max(0.0, min(0.1, until - time.monotonic())), 4096)
            now = time.monotonic()
            for number, _ in ready:
                self._take(number, now)
            if now >= until and (seconds or not ready):
                return

    def read_until(self, is_done: Callable[[], bool], patience: float) -> bool:
        """Take what comes until this holds; whether it ever did."""
        until = time.monotonic() + patience
        while not is_done():
            if time.monotonic() > until:
                return False
            self.read(0.02)
        return True

    def _take(self, number: int, now: float) -> None:
        try:
            data = self._sockets[number].recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.leave(number)
            self.ended += 1
        elif deltas := data.count(DELTA):
            self.heard[number] += deltas
            self.waits += [now - self.mark] * deltas

    def leave(self, number: int) -> None:
        self._sockets.pop(number).close()
        self.heard.pop(number, None)

    def some(self, count: int) -> list[int]:
        """The oldest of those who read."""
        return list(self.heard)[:count]

    def disperse(self) -> None:
        for made in self._sockets.values():
            made.close()
        self._sockets.clear()
        self._poll.close()


def stream_from(slug: str, cursor: str) -> bytes:
    return f"GET /{slug}/stream?after={cursor} HTTP/1.1\r\nHost: a\r\n\r\n".encode()


@contextmanager
def crowd(url: str, slug: str, cursor: str) -> Iterator[Crowd]:
    made = Crowd(url, stream_from(slug, cursor))
    try:
        yield made
    finally:
        made.disperse()


def quantile(values: list[float], q: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * q))]


def resident(pid: int) -> int:
    """Bytes that this process holds in memory."""
    with open(f"/proc/{pid}/statm") as statm:  # noqa: PTH123  a path that is no file
        return int(statm.read().split()[1]) * resource.getpagesize()
