"""Whole blogs in this process's memory, for what needs their order: a page of posts from the middle, the timeline.

Folded once and then kept up with the log, so that a page costs the same in a blog of ten posts and of ten thousand.
Beside the fold stands who did what to each post, which is the newsroom's own business and in no page for readers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from dateline.blog.changes import Change, Json, Post
from dateline.blog.fold import Blog
from dateline.errors import Invalid, Unknown
from dateline.log import tail

KEPT = 16


@dataclass(frozen=True, slots=True)
class Page:
    """Posts, newest first; `more` says whether there are older ones."""

    posts: list[Post]
    more: bool
    cursor: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what to a post, and when: `kind` as the log has it, `actor` as `person:4f2a`."""

    seq: int
    kind: str
    at: str
    actor: str

    def to_json(self) -> Json:
        return {"kind": self.kind, "at": self.at, "actor": self.actor}


@dataclass(slots=True)
class Trace:
    """What was done to one post first and last, and by whom in all."""

    first: Deed
    last: Deed
    actors: set[str]


@dataclass
class Kept:
    """A blog as far as its log goes; `hays` are the texts that a search looks through, by post, with their revision."""

    epoch: str
    blog: Blog = field(default_factory=Blog)
    traces: dict[str, Trace] = field(default_factory=dict)
    hays: dict[str, tuple[int, str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def cursor(self) -> str:
        return f"{self.epoch}.{self.blog.seq}"

    def follow(self, change: Change) -> None:
        self.blog.apply(change)
        if not change.kind.startswith("post."):
            return
        deed = Deed(change.seq, change.kind, change.at, change.actor)
        trace = self.traces.setdefault(change.subject, Trace(deed, deed, set()))
        trace.last = deed
        trace.actors.add(change.actor)


_kept: OrderedDict[str, Kept] = OrderedDict()
_lock = Lock()


def page(slug: str, before: str | None, limit: int) -> Page:
    """The newest posts, or those below the post `before`. Raises Unknown, and Invalid for a `before` that is none."""
    with current(slug) as kept:
        blog = kept.blog
        end = len(blog.order) if before is None else _index(blog, before)
        start = max(0, end - limit)
        posts = [blog.posts[post_id] for _, _, post_id in reversed(blog.order[start:end])]
        return Page(posts, start > 0, kept.cursor)


@contextmanager
def current(slug: str) -> Iterator[Kept]:
    """What is kept of this blog, up to its last change, for this thread alone. Raises Unknown."""
    kept = _held(slug)
    with kept.lock:
        for change in tail.after(slug, kept.blog.seq):
            kept.follow(change)
        yield kept


def _index(blog: Blog, post_id: str) -> int:
    if post_id not in blog.posts:
        raise Invalid("before", f"there is no post '{post_id}' in this blog")
    return bisect_left(blog.order, blog.place(post_id))


def _held(slug: str) -> Kept:
    """What is kept of this blog, anew when its history was replaced."""
    head = tail.head(slug)
    if head is None:
        raise Unknown(f"There is no blog '{slug}'.")
    with _lock:
        kept = _kept.get(slug)
        if kept is None or kept.epoch != head.epoch or kept.blog.seq > head.seq:
            kept = _kept[slug] = Kept(head.epoch)
        _kept.move_to_end(slug)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
        return kept
