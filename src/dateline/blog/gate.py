"""The one gate: what of a blog is anybody's to see.

Page, stream, delta, feed, embed, API and every export for readers ask here and nowhere else. What is not public does
not exist: readers get 404 and never 403.
"""

from __future__ import annotations

from dateline.blog.body import EMPTY
from dateline.blog.changes import Description, Post
from dateline.blog.fold import Blog

# Paths beside a blog's own: a blog of that name could not be reached.
RESERVED = frozenset({
    "api", "assets", "desk", "embed", "embed-js", "health", "metrics", "news-sitemap", "oembed", "robots", "static",
    "account", "accounts", "borrowed", "media", "newsroom", "set-up", "favicon", "corrections", "sitemap", "standing",
    "trust",
})  # fmt: skip


def is_public(description: Description | None) -> bool:
    """Whether readers may know of this blog."""
    return description is not None and description.state in ("live", "closed")


def public_posts(blog: Blog) -> list[Post]:
    """A public blog's posts, newest first, tombstones included; nothing of a blog that is not."""
    if not is_public(blog.description):
        return []
    return [blog.posts[post_id] for _, _, post_id in reversed(blog.order)]


def tombstone(post: Post) -> Post:
    """What anybody may read of a retracted post: that it was there, when it went and why, and nothing of its text."""
    return post.but(headline="", body=EMPTY, byline="", sources=[], corrections=[], tags=[], extra={})
