"""The page of a search within a blog: its form, and what was found with the hits marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from dateline.blog.changes import Post
from dateline.blog.fold import Blog
from dateline.blog.search import spans
from dateline.typeset import choice, clock, excerpt, links, listings
from dateline.typeset.clock import Clock
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site

_BEFORE, _LENGTH = 80, 260  # characters of an excerpt: before its first hit, and in all
_READ = 20_000  # characters of a text in which hits are marked


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, as typed and as looked for; one page of what was found, how much there is, which page."""

    query: str
    needles: tuple[str, ...]
    posts: list[Post]
    total: int
    number: int


def form(blog: Blog, site: Site) -> bytes:
    """The form alone."""
    return page(blog, site, Found("", (), [], 0, 1))


def page(blog: Blog, site: Site, found: Found) -> bytes:
    described = choice.described(blog)
    wall = clock.of(described, site.language)
    told = wall.words
    title = told.SEARCH_TITLE.format(query=found.query) if found.query else told.SEARCH_LABEL
    pages = -(-found.total // choice.PAGE)
    return sheet(
        "search.html",
        site,
        described,
        title=f"{described.title} – {title}",
        path=links.search(described.slug),
        found=found,
        results=[_result(post, found, wall) for post in found.posts],
        views=listings.views(blog, None, told),
        newer=_address(described.slug, found, found.number - 1) if 1 < found.number <= pages else "",
        older=_address(described.slug, found, found.number + 1) if found.number < pages else "",
    )


def busy(blog: Blog, site: Site) -> str:
    """One line for a reader who has to come back."""
    return f"{clock.of(choice.described(blog), site.language).words.SEARCH_BUSY}\n"


def _result(post: Post, found: Found, wall: Clock) -> dict[str, Any]:
    text = _excerpt(excerpt.line(post.body, _READ), found)
    return {
        "post": post,
        "label": wall.full(post.at),
        "headline": _marked(post.headline, found) if post.headline else text,
        "text": text if post.headline else "",
    }


def _marked(text: str, found: Found) -> Markup:
    """The text with its hits in `<mark>`."""
    pieces, at = [], 0
    for start, end in spans(text, found.needles):
        pieces += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


def _excerpt(line: str, found: Found) -> Markup:
    """A piece of the text from shortly before its first hit, whole words only."""
    hits = spans(line, found.needles)
    start = max(0, hits[0][0] - _BEFORE) if hits else 0
    if start:
        start = line.find(" ", start, hits[0][0]) + 1 or hits[0][0]
    shown = excerpt.shorten(line[start:], _LENGTH)
    return Markup("{}{}").format("…" if start else "", _marked(shown, found))


def _address(slug: str, found: Found, number: int) -> str:
    numbered = {"page": number} if number > 1 else {}
    return f"{links.search(slug)}?{urlencode({'q': found.query} | numbered, errors='replace')}"
