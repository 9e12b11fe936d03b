"""One blog in this node's memory: its fold, its last deltas, its prepared pages and its readers.

A room reads nothing itself. The node feeds it changes; routes ask it for pages; streams attach to it. Everything here
happens on the event loop's thread, so between two awaits a room is never half changed.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, deque
from collections.abc import Callable
from typing import NamedTuple, Protocol

from dateline.blog.changes import Change
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.edge.answer import ENDED, FRESH, JSON, Header, Prepared
from dateline.edge.cursor import Cursor
from dateline.edge.deltas import Pages, fold_in
from dateline.edge.frame import Frame
from dateline.typeset.delta import Op, delta
from dateline.typeset.renderer import renderer
from dateline.typeset.site import Site

REPLAY = 500  # changes; somebody further behind fetches the page, which is smaller than what she missed
_KEPT = 1024  # prepared addresses per room; a crawler that walks every post must not fill the memory


class Reader(Protocol):
    """One open stream, as its room sees it. None of these ever blocks."""

    born: float

    def send(self, frame: Frame) -> None:
        """Hand over a frame. A reader who has fallen too far behind is cut; she resumes from her cursor."""

    def waits(self) -> bool:
        """Whether something that was handed over has not reached her machine yet, as far as this one can know."""

    def end(self, retry_ms: int) -> None:
        """End the stream and tell the browser when to come back."""


class Delivered(NamedTuple):
    """What one change is to open pages: its number, its delta as JSON, and whose words are in it."""

    seq: int
    delta: bytes
    post: str


class Crowd:
    """How many readers there are.

    `size` is of all rooms of this process: asked at every stream, so it is not added up each time. `elsewhere` is of
    each blog at the other workers, as they told within the last second.
    """

    def __init__(self) -> None:
        self.size = 0
        self.elsewhere: Counter[str] = Counter()


class Room:
    def __init__(self, slug: str, epoch: str, site: Site, poll: int, crowd: Crowd) -> None:
        self.slug = slug
        self.epoch = epoch
        self.site = site
        self.renderer = renderer(site)
        self.poll = poll
        self.blog = Blog()
        self.readers: dict[Reader, None] = {}
        self._crowd = crowd
        self.ring: deque[Delivered] = deque(maxlen=REPLAY)
        self.floor = 0  # the oldest cursor that the ring can still carry forward
        self.used = 0.0
        self.turn = asyncio.Lock()  # held while one frame goes round, lest a beat overtake the change that it speaks of
        self._pages: Pages | None = None
        self._prepared: dict[str, Prepared | None] = {}
        self._openings: dict[int | None, Frame] = {}

    @property
    def head(self) -> Cursor:
        return Cursor(self.epoch, self.blog.seq)

    @property
    def public(self) -> bool:
        return is_public(self.blog.description)

    @property
    def closed(self) -> bool:
        return self.blog.description is not None and self.blog.description.state == "closed"

    def load(self, changes: list[Change]) -> None:
        """Fold a whole log. Its last changes become deltas, so that readers can resume across this node's restart."""
        split = max(0, len(changes) - REPLAY)
        for change in changes[:split]:
            self.blog.apply(change)
        self.floor = self.blog.seq
        for change in changes[split:]:
            self.apply(change)

    def apply(self, change: Change) -> Frame:
        """Fold one change in: the frame that every reader now gets."""
        ops = self._ops(change)
        self._prepared.clear()
        self._openings.clear()
        if ops is None:
            self.ring.clear()
            self.floor = self.blog.seq
            self._pages = None
            return Frame(self._reset())
        if change.kind == "post.retracted":
            self._scrub(change.subject, ops[0])
        encoded = delta(str(self.head), ops)
        if len(self.ring) == REPLAY:
            self.floor = self.ring[0].seq
        self.ring.append(Delivered(change.seq, encoded, change.subject))
        return Frame(_event(self.head, encoded))

    def _ops(self, change: Change) -> list[Op] | None:
        """What the change does to open pages; None when they must fetch themselves anew, as at the hour of going live:
        what happened to a draft is nobody's."""
        if not self.public:
            self.blog.apply(change)
            return None if self.public else []
        if self._pages is None:
            self._pages = Pages(self.blog, self.site)
        return fold_in(change, self.blog, self._pages, self.site)

    def _scrub(self, post: str, end: Op) -> None:
        """Take a retracted post's words out of the deltas that a late reader would still be sent.

        The parts above the posts may quote it too (summary, key events, pinned); a retraction's own delta brings all of
        them anew, so the older ones can go.
        """
        below: dict[str, str | None] = {}
        for i, old in enumerate(self.ring):
            ops: list[Op] = json.loads(old.delta)["ops"]
            kept = [found for op in ops if (found := _without(op, post, end, below))]
            if kept != ops:
                self.ring[i] = old._replace(delta=delta(f"{self.epoch}.{old.seq}", kept))

    def behind(self, cursor: Cursor | None) -> int | None:
        """How many changes lie after this cursor; None when the page must be fetched anew."""
        if cursor is None or cursor.epoch != self.epoch or not self.floor <= cursor.seq <= self.blog.seq:
            return None
        return self.blog.seq - cursor.seq

    def _missed(self, behind: int) -> list[Delivered]:
        """The last so many deltas."""
        return [self.ring[i] for i in range(len(self.ring) - behind, len(self.ring))]

    def attach(self, reader: Reader, cursor: Cursor | None) -> None:
        """Join the live stream, then be sent what was missed: no gap lies between, and no change comes twice."""
        self.readers[reader] = None
        self._crowd.size += 1
        reader.send(self._opening(cursor))

    def _opening(self, cursor: Cursor | None) -> Frame:
        """The first frame of a stream: what was missed, and the head. In a storm, most readers share one."""
        behind = self.behind(cursor)
        if behind not in self._openings:
            if behind is None:
                first = self._reset()
            else:
                first = b"".join(_event(Cursor(self.epoch, d.seq), d.delta) for d in self._missed(behind))
            self._openings[behind] = Frame(first + self._beat())
        return self._openings[behind]

    def detach(self, reader: Reader) -> None:
        if reader in self.readers:
            del self.readers[reader]
            self._crowd.size -= 1

    def beat(self) -> Frame:
        """A sign of life with the head, by which a reader notices what she missed."""
        self._openings.clear()  # they say how many readers there are
        return Frame(self._beat())

    def _beat(self) -> bytes:
        readers = len(self.readers) + self._crowd.elsewhere[self.slug]
        return b'event: beat\ndata: {"cursor":"%s","readers":%d}\n\n' % (str(self.head).encode(), readers)

    def _reset(self) -> bytes:
        """Tells a page to fetch itself anew: its cursor leads nowhere here, or the change cannot be told as a delta."""
        return b'event: reset\ndata: {"cursor":"%s"}\n\n' % str(self.head).encode()

    def since(self, cursor: Cursor | None) -> bytes:
        """The polling reply: the same deltas as the stream's, and when to ask again (seconds)."""
        behind = self.behind(cursor)
        state = self.blog.description.state if self.blog.description else "draft"
        members = b'"cursor":"%s","poll":%d,"state":"%s"' % (str(self.head).encode(), self.poll, state.encode())
        if behind is None:
            return b'{%s,"reset":true,"deltas":[]}' % members
        return b'{%s,"deltas":[%s]}' % (members, b",".join(d.delta for d in self._missed(behind)))

    def prepared(
        self, address: str, content_type: bytes, make: Callable[[], bytes | None], caching: tuple[Header, ...] = FRESH
    ) -> Prepared | None:
        """The bytes at one address, made at the first request after a change; None when there is nothing there."""
        if address in self._prepared:
            return self._prepared[address]
        body = make()
        tag = f"{self.head}.{self.renderer}".encode()
        # The polling reply stays fresh: it is how a page that waits learns that its blog has been reopened.
        if self.closed and content_type != JSON and caching[: len(FRESH)] == FRESH:
            caching = (*ENDED, *caching[len(FRESH) :])
        made = None if body is None else Prepared(body, content_type, tag, caching, b"b-" + self.slug.encode())
        if len(self._prepared) >= _KEPT:
            del self._prepared[next(iter(self._prepared))]
        self._prepared[address] = made
        return made


def _without(op: Op, post: str, end: Op, below: dict[str, str | None]) -> Op | None:
    """An earlier operation as it is sent once this post has ended so; None when nothing of it is left.

    A tombstone stands from the start where its post stood, since the posts that came above it say that they belong
    there. Of a withdrawn post no trace may stay: `below` gathers what they are above without it.
    """
    if op["op"] == "head":
        return None
    if op["op"] == "drop":
        return op
    if op["id"] != post:
        return {**op, "before": below.get(op["before"], op["before"])} if op["before"] else op
    if end["op"] == "put":
        return {**op, "html": end["html"]}
    below[post] = op["before"]
    return None


def _event(cursor: Cursor, encoded: bytes) -> bytes:
    """A delta as an event of the stream (HTML Living Standard, 9.2)."""
    return b"event: delta\nid: %s\ndata: %s\n\n" % (str(cursor).encode(), encoded)
