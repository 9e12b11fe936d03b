"""Looking for words in blogs, for all readers of a node: one search at a time, in a thread, over texts folded once.

Folding the text of 10,000 posts takes a second and looking through it a few milliseconds, so the folded texts are kept
for the blogs searched last, and only posts that changed since are folded again.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from dateline.blog.changes import Post
from dateline.blog.gate import public_posts
from dateline.blog.search import haystack, matches
from dateline.edge.answer import Prepared
from dateline.edge.room import Room

_BLOGS = 8  # whose folded texts are kept, each about as large as its posts
_PAGES = 64  # results kept as pages
_WAITING = 16  # searches that may wait; one more is told to come back

Asked = tuple[str, str, str, int]  # slug, cursor, query, number of the page
Texts = dict[str, tuple[Post, str]]


@dataclass(frozen=True, slots=True)
class Hits:
    """The posts found that one page shows, newest first, and how many there are in all."""

    posts: list[Post]
    total: int


class Searches:
    def __init__(self) -> None:
        self._texts: WeakKeyDictionary[Room, Texts] = WeakKeyDictionary()
        self._pages: OrderedDict[Asked, Prepared] = OrderedDict()
        self._turn = asyncio.Lock()
        self._waiting = 0

    @property
    def full(self) -> bool:
        return self._waiting >= _WAITING

    def kept(self, asked: Asked) -> Prepared | None:
        """The page that an equal search was answered with, if nothing has changed since."""
        if asked in self._pages:
            self._pages.move_to_end(asked)
        return self._pages.get(asked)

    def keep(self, asked: Asked, page: Prepared) -> None:
        """Keep this page, and none of the same blog before its last change: it may hold what has been taken down."""
        for old in [old for old in self._pages if old[0] == asked[0] and old[1] != asked[1]]:
            del self._pages[old]
        self._pages[asked] = page
        if len(self._pages) > _PAGES:
            self._pages.popitem(last=False)

    async def find(self, room: Room, needles: tuple[str, ...], first: int, count: int) -> Hits:
        """So many of the posts found, from the first one asked for."""
        self._waiting += 1
        try:
            async with self._turn:
                posts = public_posts(room.blog)
                return await asyncio.to_thread(_find, posts, self._texts_of(room), needles, first, count)
        finally:
            self._waiting -= 1

    def _texts_of(self, room: Room) -> Texts:
        texts = self._texts.pop(room, {})
        self._texts[room] = texts
        while len(self._texts) > _BLOGS:
            del self._texts[next(iter(self._texts))]
        return texts


def _find(posts: list[Post], texts: Texts, needles: tuple[str, ...], first: int, count: int) -> Hits:
    found = []
    for post in posts:
        kept = texts.get(post.id)
        if kept is None or kept[0] is not post:
            kept = texts[post.id] = (post, haystack(post))
        if matches(kept[1], needles):
            found.append(post)
    return Hits(found[first : first + count], len(found))
