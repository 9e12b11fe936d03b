"""What the front page, the news sitemap and the site's corrections show of every blog: a glance at each, kept small.

A newsroom's hundreds of ended blogs need not be in memory for a list of their titles: a glance holds the description,
the order and the newest posts, and is made anew only when its blog's head has moved.
"""

from __future__ import annotations

from dateline.blog.body import EMPTY
from dateline.blog.changes import Post
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.edge.node import Node
from dateline.log import tail
from dateline.log.reading import reading
from dateline.typeset import excerpt, words
from dateline.typeset.choice import PAGE

Key = tuple[str, str, int]


class Front:
    def __init__(self, node: Node) -> None:
        self._node = node
        self._glances: dict[str, tuple[Key, Blog]] = {}

    def stale(self) -> list[str]:
        """The blogs whose glance is missing or old, after taking what the rooms in memory can give."""
        missing = []
        for slug, head in self._node.heads.items():
            room = self._node.rooms.get(slug)
            key = (slug, room.epoch, room.blog.seq) if room else (slug, head.epoch, head.seq)
            held = self._glances.get(slug)
            if held and held[0] == key:
                continue
            if room:
                self._glances[slug] = (key, glance(room.blog))
            else:
                missing.append(slug)
        return missing

    async def refresh(self, slugs: list[str]) -> None:
        """Read these blogs' logs, one at a time: nobody waits for a front page at the cost of a live one."""
        for slug in slugs:
            head = self._node.heads.get(slug)
            if head:
                blog = await reading(tail.blog, slug)
                self._glances[slug] = ((slug, head.epoch, head.seq), glance(blog))

    def blogs(self) -> tuple[str, list[Blog]]:
        """The public blogs by slug, and a name for exactly this state of all of them."""
        held = [self._glances[slug] for slug in sorted(self._node.heads) if slug in self._glances]
        public = [(key, blog) for key, blog in held if is_public(blog.description)]
        return repr([key for key, _ in public]), [blog for _, blog in public]


def glance(blog: Blog) -> Blog:
    """The blog with its newest posts only, and of what was corrected or retracted everything but the text."""
    small = Blog()
    small.description, small.summary = blog.description, blog.summary
    small.seq, small.changed_at = blog.seq, blog.changed_at
    small.order = list(blog.order)
    newest = [post_id for _, _, post_id in blog.order[-PAGE:]]
    corrected = blog.index["only"].get("corrections", [])
    small.index["only"]["corrections"] = list(corrected)
    small.posts = {post_id: _untold(blog.posts[post_id]) for _, _, post_id in corrected}
    small.posts |= {post_id: blog.posts[post_id] for post_id in newest}
    small.first_seq = {post_id: blog.first_seq[post_id] for post_id in newest}
    return small


def _untold(post: Post) -> Post:
    return post if post.retraction else post.but(headline=excerpt.headline(post, words.of("en")), body=EMPTY)
