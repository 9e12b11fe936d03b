"""The pictures that stand for a blog or a post where other sites and search engines show it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from dateline.blog.changes import Post
from dateline.typeset import assets
from dateline.typeset.site import Site

_MOST = 3


def of(posts: Iterable[Post], site: Site) -> list[str]:
    """The absolute addresses of the first pictures in these posts; Dateline's own card when they have none."""
    found = (src for post in posts if not post.retraction for src in _sources(post.body))
    addresses = [site.origin + src if src.startswith("/") else src for src in islice(found, _MOST)]
    return addresses or [site.origin + assets.url("card.png")]


def _sources(document: Any) -> list[str]:
    """In order of the text. A stack and not recursion: a body may have come from a log that nobody validated here."""
    found, stack = [], [document]
    while stack:
        block = stack.pop()
        if not isinstance(block, dict):
            continue
        attrs, inner = block.get("attrs"), block.get("content")
        if block.get("type") == "image" and isinstance(attrs, dict) and _is_picture(attrs.get("src")):
            found.append(attrs["src"])
        if isinstance(inner, list):
            stack.extend(reversed(inner))
    return found


def _is_picture(src: object) -> bool:
    return isinstance(src, str) and src.startswith(("https://", "http://", "/media/"))
