"""Whole blogs in this process's memory, for what needs their order: a page of posts from the middle.

Folded once and then kept up with the log, so that a page costs the same in a blog of ten posts and of ten thousand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from dateline.blog.changes import Post
from dateline.blog.fold import Blog, fold
from dateline.errors import Invalid, Unknown
from dateline.log import tail

KEPT = 16


@dataclass(frozen=True, slots=True)
class Page:
    """Posts, newest first; `more` says whether there are older ones."""

    posts: list[Post]
    more: bool
    cursor: str


@dataclass
class _Kept:
    epoch: str
    blog: Blog = field(default_factory=Blog)
    lock: Lock = field(default_factory=Lock)


_kept: OrderedDict[str, _Kept] = OrderedDict()
_lock = Lock()


def page(slug: str, before: str | None, limit: int) -> Page:
    """The newest posts, or those below the post `before`. Raises Unknown, and Invalid for a `before` that is none."""
    kept = _current(slug)
    with kept.lock:
        blog = fold(tail.after(slug, kept.blog.seq), kept.blog)
        end = len(blog.order) if before is None else _index(blog, before)
        start = max(0, end - limit)
        posts = [blog.posts[post_id] for _, _, post_id in reversed(blog.order[start:end])]
        return Page(posts, start > 0, f"{kept.epoch}.{blog.seq}")


def _index(blog: Blog, post_id: str) -> int:
    if post_id not in blog.posts:
        raise Invalid("before", f"there is no post '{post_id}' in this blog")
    return bisect_left(blog.order, blog.place(post_id))


def _current(slug: str) -> _Kept:
    """What is kept of this blog, anew when its history was replaced."""
    head = tail.head(slug)
    if head is None:
        raise Unknown(f"There is no blog '{slug}'.")
    with _lock:
        kept = _kept.get(slug)
        if kept is None or kept.epoch != head.epoch or kept.blog.seq > head.seq:
            kept = _kept[slug] = _Kept(head.epoch)
        _kept.move_to_end(slug)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
        return kept
