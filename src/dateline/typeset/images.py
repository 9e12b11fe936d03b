"""The pictures that stand for a blog or a post where other sites and search engines show it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from dateline.blog.changes import Post
from dateline.blog.fold import Blog
from dateline.typeset import choice, links, picture
from dateline.typeset.site import Site

_MOST = 3


def of(posts: Iterable[Post], site: Site, blog: Blog) -> list[str]:
    """The absolute addresses of the first pictures in these posts; when they have none, of that drawn for the blog."""
    return found(posts, site) or [card(blog, site)]


def card(blog: Blog, site: Site) -> str:
    """The absolute address of the picture drawn from the blog's title."""
    return site.origin + links.card(choice.described(blog).slug, picture.card(blog, site).version)


def found(posts: Iterable[Post], site: Site) -> list[str]:
    """The absolute addresses of the first pictures in these posts."""
    sources = (src for post in posts if not post.retraction for src in _sources(post.body))
    return [site.origin + src if src.startswith("/") else src for src in islice(sources, _MOST)]


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
