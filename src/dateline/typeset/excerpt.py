"""A post in one line, for where its whole text has no room."""

from __future__ import annotations

import re

from dateline.blog.body import to_text
from dateline.blog.changes import Json, Post
from dateline.typeset.words import Words

_PARTS = re.compile(r"\n\n|\n(?=- |\d{1,9}\. |[^\n]*\t)")  # blocks, items of lists, rows of tables
_ENDED = tuple(".!?…:;,»”\"'’)؟؛،")  # after these the next part needs nothing before it


def headline(post: Post, told: Words, limit: int = 110) -> str:
    """The headline; without one, the beginning of the text; of a retracted post, only that it is."""
    if post.retraction:
        return told.TAKEN_DOWN if post.retraction["takedown"] else told.RETRACTED
    return post.headline or shorten(line(post.body, 4 * limit), limit)


def line(body: Json, most: int) -> str:
    """The body's first `most` characters on one line; a dot parts what no mark of its own does, as rows of a table."""
    parts = (
        " ".join(part.removeprefix("- ").replace("\t", ", ").split()) for part in _PARTS.split(to_text(body)[:most])
    )
    told = ""
    for part in filter(None, parts):
        gap = " " if told.endswith(_ENDED) or part.startswith("—") else " · "
        told += (gap if told else "") + part
    return told


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut between words and then ended by an ellipsis."""
    line = " ".join(text[: 4 * limit].split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rpartition(" ")[0] or line[: limit - 1]
    return cut.rstrip(" ,;:–—-") + "…"


def summary(post: Post, limit: int = 200) -> str:
    """The beginning of the text, for previews of a post's own page; why it is gone, of a retracted one."""
    return shorten(post.retraction["reason"] if post.retraction else line(post.body, 4 * limit), limit)
