"""A post in one line, for where its whole text has no room."""

from __future__ import annotations

from dateline.blog.body import to_text
from dateline.blog.changes import Post
from dateline.typeset.words import Words


def headline(post: Post, told: Words, limit: int = 110) -> str:
    """The headline; without one, the beginning of the text; of a retracted post, only that it is."""
    if post.retraction:
        return told.TAKEN_DOWN if post.retraction["takedown"] else told.RETRACTED
    return post.headline or shorten(to_text(post.body), limit)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut between words and then ended by an ellipsis."""
    line = " ".join(text[: 4 * limit].split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rpartition(" ")[0] or line[: limit - 1]
    return cut.rstrip(" ,;:–—-") + "…"


def summary(post: Post, limit: int = 200) -> str:
    """The beginning of the text, for previews of a post's own page; why it is gone, of a retracted one."""
    return shorten(post.retraction["reason"] if post.retraction else to_text(post.body), limit)
