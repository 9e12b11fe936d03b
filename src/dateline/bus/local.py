"""The bus of one machine: each listener is a Unix datagram socket in the data directory, and a hint goes to each.

So a command line, the threads of a server and other servers on the same data reach one another in well under a
millisecond, with nothing to configure and nothing that has to run. Rejected: a file watched with inotify, which cannot
be awaited without a library, and a TCP port, which has to be found and guarded.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LONGEST = 4096  # bytes of one datagram; a slug has 80


class Local:
    """The bus of a data directory; `bus/` in it is made at need."""

    def __init__(self, data: Path) -> None:
        self._place = data / "bus"

    def hint(self, slug: str, seq: int) -> None:
        """Tell every listener on this data directory. A full or dead socket is passed over; dead ones are removed."""
        message = json.dumps([slug, seq]).encode()
        with suppress(OSError), _open(self._place) as directory, _socket() as sender:
            for name in os.listdir(directory):  # noqa: PTH208  a pathlib.Path cannot be one of a descriptor
                try:
                    sender.sendto(message, _address(directory, name))
                except ConnectionRefusedError:
                    with suppress(OSError):
                        os.unlink(name, dir_fd=directory)
                except OSError:
                    continue

    async def listen(self) -> AsyncIterator[tuple[str, int]]:
        """The hints from now on. Raises OSError when the data directory cannot hold a socket."""
        self._place.mkdir(mode=0o700, exist_ok=True)
        # The process id is for people who look; the rest keeps it apart from what a killed process 1 of an earlier
        # container left behind.
        name = f"{os.getpid()}-{secrets.token_hex(4)}.sock"
        with _socket() as receiver:
            with _open(self._place) as directory:
                receiver.bind(_address(directory, name))
            try:
                while True:
                    if hint := _read(await asyncio.get_running_loop().sock_recv(receiver, _LONGEST)):
                        yield hint
            finally:
                with suppress(OSError):
                    (self._place / name).unlink()


def _read(message: bytes) -> tuple[str, int] | None:
    """A hint, or None for anything else: whoever may write here may read the log too, so it is noise and no attack."""
    try:
        slug, seq = json.loads(message)
    except (ValueError, TypeError, RecursionError):
        return None
    return (slug, seq) if isinstance(slug, str) and isinstance(seq, int) else None


@contextmanager
def _open(directory: Path) -> Iterator[int]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    made.setblocking(False)
    return made


def _address(directory: int, name: str) -> str:
    """A socket's address has room for 107 bytes, and a data directory's path may be longer than that."""
    return f"/proc/self/fd/{directory}/{name}"
