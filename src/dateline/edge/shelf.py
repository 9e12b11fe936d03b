"""What costs too much to make on the loop or to keep for long: the page as it stood, the replay, the saved file, the
log.

They are made of the whole log, so they are made in a worker thread, one at a time for all blogs of this node, and the
maker then rests for as long as it worked: whoever asks for one after another takes at most half a thread, and the rest
are told to come back. What has been made is kept until its blog changes, as long as it is wanted and there is room.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from dateline.edge.answer import ENDED, FRESH, Header, Prepared
from dateline.edge.found import UNREADY, Found, Request
from dateline.edge.room import Room
from dateline.log.reading import reading

_ROOM = 64 * 1024 * 1024  # bytes kept, encodings included
_MOST = 256  # things kept
_KEEP = 300.0  # seconds since somebody last wanted it
_WAITING = 16  # who may wait for the maker; the next one is told to come back
_LONGEST_REST = 2.0  # seconds


@dataclass(slots=True)
class _Kept:
    prepared: Prepared | None
    size: int
    used: float


class Shelf:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], _Kept] = {}
        self._size = 0
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._tidying: asyncio.TimerHandle | None = None

    async def answer(
        self,
        request: Request,
        room: Room,
        address: str,
        content_type: bytes,
        make: Callable[[], bytes | None],
        *,
        headers: tuple[Header, ...] = (),
    ) -> Found | None:
        """The bytes at this address of the room's, from `make` in a worker thread; None where it finds nothing.

        `make` reads the log itself and must not touch the room, which goes on changing meanwhile.
        """
        key = (room.slug, str(room.head), address)
        if key not in self._kept:
            if self._waiting >= _WAITING:
                return UNREADY
            caching = (*(ENDED if room.closed else FRESH), *headers)
            tag = f"{room.head}.{room.renderer}".encode()
            await self._make(key, lambda: _prepare(make(), content_type, tag, caching, room.slug))
        kept = self._kept[key] = self._kept.pop(key)
        kept.used = time.monotonic()
        return request.answer(kept.prepared) if kept.prepared else None

    async def _make(self, key: tuple[str, str, str], prepare: Callable[[], tuple[Prepared | None, int]]) -> None:
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        started = time.monotonic()
        try:
            if key not in self._kept:  # somebody who waited longer may have wanted the same
                self._keep(key, *await reading(prepare))
        finally:
            rest = min(time.monotonic() - started, _LONGEST_REST)
            asyncio.get_running_loop().call_later(rest, self._turn.release)

    def _keep(self, key: tuple[str, str, str], prepared: Prepared | None, size: int) -> None:
        self._kept[key] = _Kept(prepared, size, time.monotonic())
        self._size += size
        while len(self._kept) > 1 and (self._size > _ROOM or len(self._kept) > _MOST):
            self._drop(next(iter(self._kept)))
        if self._tidying is None:
            self._tidying = asyncio.get_running_loop().call_later(_KEEP, self._tidy)

    def _tidy(self) -> None:
        """Let go of what nobody has wanted for a while."""
        oldest = time.monotonic() - _KEEP
        for key in [key for key, kept in self._kept.items() if kept.used <= oldest]:
            self._drop(key)
        self._tidying = asyncio.get_running_loop().call_later(_KEEP, self._tidy) if self._kept else None

    def _drop(self, key: tuple[str, str, str]) -> None:
        self._size -= self._kept.pop(key).size


def _prepare(
    body: bytes | None, content_type: bytes, tag: bytes, caching: tuple[Header, ...], slug: str
) -> tuple[Prepared | None, int]:
    """Ready for every reader, and how many bytes that is. In the thread, since packing megabytes takes a second."""
    if body is None:
        return None, 0
    prepared = Prepared(body, content_type, tag, caching, b"b-" + slug.encode())
    return prepared, sum(len(prepared.answer(encoding, b"").body) for encoding in (b"", b"gzip", b"br"))
