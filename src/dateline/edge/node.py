"""Every room of this process: loading, following the log, beating, draining.

The bus says 'blog B reached seq N'; the node then reads the log. It also asks for the heads every second, so a lost
hint costs a second and never a post. All reading of the log happens in worker threads.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dateline.blog.changes import Change
from dateline.bus import Bus
from dateline.config import Config
from dateline.edge.addresses import Addresses
from dateline.edge.answer import Answer
from dateline.edge.cursor import Cursor
from dateline.edge.descriptors import Descriptors
from dateline.edge.frame import Frame
from dateline.edge.heads import Wanted
from dateline.edge.metrics import Family, Metrics, readers_by_blog
from dateline.edge.reader import fan_out
from dateline.edge.room import Crowd, Reader, Room
from dateline.edge.searches import Searches
from dateline.edge.shelf import Shelf
from dateline.edge.tallies import Tallies
from dateline.log import tail
from dateline.log.reading import reading
from dateline.typeset.site import Site

logger = logging.getLogger("dateline.edge")

_HEADS = 1.0  # seconds between two looks at the heads
_SEARCH = 0.05  # seconds between two look-ups of unknown slugs
_HOT = 4096  # answers remembered by the exact words of the request
_SLICE = 500  # readers served before the loop gets a turn
_IDLE = 600.0  # seconds after which a room without readers is let go
_LATE = 10.0  # seconds without a successful look at the log after which health says so


@dataclass(eq=False)
class Node:
    """What this process knows of all blogs, and its readers."""

    config: Config
    site: Site
    bus: Bus
    dress: Callable[[Site], Site] | None = None  # the site as it is now, given the one that pages are made for
    dressed: list[Callable[[], None]] = field(default_factory=list)  # called when the site has become another
    metrics: Metrics = field(default_factory=Metrics)
    worker: int = 0
    tallies: Tallies | None = None  # where this worker and its fellows tell what they count; None when it is alone
    addresses: Addresses = field(init=False)
    descriptors: Descriptors = field(default_factory=Descriptors)
    rooms: dict[str, Room] = field(default_factory=dict)
    crowd: Crowd = field(default_factory=Crowd)
    heads: dict[str, tail.HeadInfo] = field(default_factory=dict)
    # Called with a room and a change that has gone round to its readers; what hears it neither blocks nor raises.
    applied: list[Callable[[Room, Change], None]] = field(default_factory=list)
    draining: bool = False
    seen_log: float = 0.0
    _pulls: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    hot: dict[Wanted, Answer] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    searches: Searches = field(default_factory=Searches)
    _searched: float = 0.0
    _looked: dict[str, float] = field(default_factory=dict)
    _again: set[str] = field(default_factory=set)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.addresses = Addresses(self.config.trusted_proxies, self.config.connections_per_address)

    # Starting and stopping

    async def start(self) -> None:
        self.heads = await reading(tail.heads)
        self.seen_log = time.monotonic()
        self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._watch, self._beat)]

    async def stop(self) -> None:
        tasks = [*self._tasks, *self._pulls.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def drain(self) -> None:
        """End every stream over the grace period, each with its own time to come back, so that no storm follows."""
        self.draining = True
        readers = [(room, reader) for room in self.rooms.values() for reader in room.readers]
        random.shuffle(readers)
        pause = min(self.config.grace / (len(readers) or 1), 0.01)
        batch = max(1, int(len(readers) * 0.01 / (self.config.grace or 0.01)))
        for i, (room, reader) in enumerate(readers):
            room.detach(reader)
            reader.end(random.randint(1_000, 15_000))
            if i % batch == batch - 1:
                await asyncio.sleep(pause)

    # Answers given before

    def remember(self, wanted: Wanted, answer: Answer) -> None:
        """Give this answer again to whoever asks in the same words, until any blog changes.

        Not for what changes without a blog (health, metrics, lists by the hour), and not for refusals.
        """
        if answer.status in (200, 304) and b"surrogate-key" in answer.names:
            if len(self.hot) >= _HOT:
                self.hot.clear()
            self.hot[wanted] = answer

    # Following the log

    def room(self, slug: str) -> Room | None:
        """The room, when it is in memory."""
        room = self.rooms.get(slug)
        if room:
            room.used = time.monotonic()
        return room

    def exists(self, slug: str) -> bool:
        return slug in self.heads

    def may_search(self) -> bool:
        """Whether an unknown slug may be looked up: who opened a blog a moment ago, on any node, must find it.

        Twenty times a second for all together, lest made-up addresses become a load on the log.
        """
        now = time.monotonic()
        if now - self._searched < _SEARCH:
            return False
        self._searched = now
        return True

    async def open(self, slugs: Iterable[str]) -> None:
        """Have these rooms in memory and up to date with the log as far as it was a moment ago."""
        await asyncio.gather(*(self.pull(slug) for slug in slugs))

    async def pull(self, slug: str) -> None:
        """Bring one room up to the log. Callers at the same time share the work; a late one gets a fresh look."""
        running = self._pulls.get(slug)
        if running:
            self._again.add(slug)
        else:
            running = self._pulls[slug] = asyncio.create_task(self._pull(slug))
        await asyncio.shield(running)

    def may_look(self, room: Room) -> bool:
        """Whether a reader's cursor may send us to the log: once a second and blog, lest forged ones become a load."""
        now = time.monotonic()
        if now - self._looked.get(room.slug, 0.0) < _HEADS:
            return False
        self._looked[room.slug] = now
        return True

    async def _pull(self, slug: str) -> None:
        try:
            while True:
                self._again.discard(slug)
                await self._read(slug)
                if slug not in self._again:
                    return
        except Exception:
            logger.exception("the log of '%s' cannot be read; readers keep what they have", slug)
        finally:
            del self._pulls[slug]

    async def _read(self, slug: str) -> None:
        head = await reading(tail.head, slug)
        if head is None:
            return
        self.seen_log = time.monotonic()
        self.heads[slug] = head
        room = self.rooms.get(slug)
        if room is None or room.epoch != head.epoch:
            await self._load(slug, head, room)
            return
        if head.seq > room.blog.seq:
            for change in await reading(tail.after, slug, room.blog.seq):
                async with room.turn:
                    self.hot.clear()
                    await self._fan_out(room, room.apply(change))
                for heard in self.applied:
                    heard(room, change)
                self.metrics.published(change.at)
            if room.closed:
                self._dismiss(room)

    async def _load(self, slug: str, head: tail.HeadInfo, old: Room | None) -> None:
        room = Room(slug, head.epoch, self.site, self.config.poll, self.crowd)
        changes = await reading(tail.after, slug, 0)
        await asyncio.to_thread(room.load, changes)
        room.used = time.monotonic()
        self.hot.clear()
        self.rooms[slug] = room
        for reader in list(old.readers) if old else ():
            room.attach(reader, None)  # history was replaced: every open page fetches itself anew

    async def _fan_out(self, room: Room, frame: Frame) -> None:
        """The same bytes to everybody. Who joins meanwhile is not in this list: her replay held the change already."""
        readers = list(room.readers)
        for start in range(0, len(readers), _SLICE):
            fan_out(readers[start : start + _SLICE], frame)
            if len(readers) > _SLICE:
                await asyncio.sleep(0)
        self.metrics.delivered += len(readers)

    async def taken(self, room: Room) -> tuple[int, int]:
        """How many readers a room has, and how many of them have taken all that they were sent.

        Looked at when somebody asks, since counting at each delivery would cost every delivery.
        """
        readers, passed = list(room.readers), 0
        for start in range(0, len(readers), _SLICE):
            passed += sum(not reader.waits() for reader in readers[start : start + _SLICE])
            await asyncio.sleep(0)
        return len(readers), passed

    def _dismiss(self, room: Room) -> None:
        """A closed blog's streams end once they have carried its last change; a page that asks again gets 204."""
        for reader in list(room.readers):
            room.detach(reader)
            reader.end(random.randint(1_000, 15_000))

    # What runs all the time

    async def _listen(self) -> None:
        async for slug, _ in self.bus.listen():
            if slug in self.rooms or slug not in self.heads:
                self._wake(slug)

    def _wake(self, slug: str) -> None:
        if slug in self._pulls:
            self._again.add(slug)
        else:
            self._pulls[slug] = asyncio.create_task(self._pull(slug))

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_HEADS)
            try:
                heads = await reading(tail.heads)
            except Exception as error:
                logger.warning("the heads of the log cannot be read: %s", error)
                continue
            self.seen_log = time.monotonic()
            self.heads = heads
            await self._look_in_the_mirror()
            for slug, room in list(self.rooms.items()):
                head = heads.get(slug)
                if head is None:
                    self._drop(slug)
                elif (head.epoch, head.seq) != (room.epoch, room.blog.seq):
                    self._wake(slug)
                elif not room.readers and time.monotonic() - room.used > _IDLE:
                    self._drop(slug)

    async def _look_in_the_mirror(self) -> None:
        """When the newsroom has changed its name, colours or logo, every page is another one, open pages included."""
        if self.dress is None:
            return
        try:
            site = await reading(self.dress, self.site)
        except Exception as error:
            logger.warning("the newsroom's looks cannot be read: %s", error)
            return
        if site == self.site:
            return
        self.site = site
        for hook in self.dressed:
            hook()
        for slug, room in list(self.rooms.items()):
            if head := self.heads.get(slug):
                await self._load(slug, head, room)

    def _drop(self, slug: str) -> None:
        self.hot.clear()
        room = self.rooms.pop(slug)
        for reader in list(room.readers):
            reader.end(random.randint(1_000, 15_000))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self.config.beat)
            oldest = time.monotonic() - self.config.stream_age
            for room in list(self.rooms.values()):
                async with room.turn:
                    await self._fan_out(room, room.beat())
                self._retire(room, oldest)

    def _retire(self, room: Room, oldest: float) -> None:
        for reader in [r for r in room.readers if r.born < oldest]:
            room.detach(reader)
            reader.end(random.randint(500, 3_000))

    # Readers

    def attach(self, room: Room, reader: Reader, cursor: Cursor | None) -> None:
        self.metrics.streams += 1
        if cursor is not None and room.behind(cursor) is not None:
            self.metrics.resumed += 1
        room.used = time.monotonic()
        room.attach(reader, cursor)
        if room.closed:
            self._dismiss(room)

    @property
    def full(self) -> bool:
        """Whether a further stream must be told to come back later."""
        return self.draining or self.readers >= min(self.config.readers, self.descriptors.places)

    # Seen from outside

    def told(self) -> dict[int, list[Family]]:
        """What this worker counts now, and what each other has told within the last second."""
        return {**(self.tallies.told() if self.tallies else {}), self.worker: self._counted()}

    def tell(self) -> None:
        """Have the others know what this worker counts, and hear from them how many readers they have."""
        if self.tallies:
            self.tallies.tell(self.worker, self._counted())
            others = self.tallies.told()
            others.pop(self.worker, None)
            self.crowd.elsewhere = readers_by_blog(others.values())

    def _counted(self) -> list[Family]:
        readers = {room.slug: len(room.readers) for room in self.rooms.values()}
        return self.metrics.families(readers, self.late, self.descriptors)

    @property
    def readers(self) -> int:
        """Open streams of this process, which are what its limits are about."""
        return self.crowd.size

    @property
    def everywhere(self) -> int:
        """Open streams of all workers."""
        return self.crowd.size + self.crowd.elsewhere.total()

    @property
    def late(self) -> bool:
        """Whether this node has not been able to read the log for a while; it serves what it has."""
        return time.monotonic() - self.seen_log > _LATE
