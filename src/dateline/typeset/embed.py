"""A blog on pages of other sites: its newest posts with a head and a foot, as one piece of HTML for a shadow root.

The custom element of embed.js fetches that piece; the page that stands in a frame brings it along, so that it can be
read without script. Both are the same HTML, and the element keeps either as new as the blog.
"""

from __future__ import annotations

import json
from typing import Literal

from dateline.blog.fold import Blog
from dateline.typeset import assets, choice, fragment, links, parts
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render

FEWEST, USUAL, MOST = 5, 10, 50

Order = Literal["newest", "oldest"]
Theme = Literal["auto", "light", "dark"]


def piece(blog: Blog, site: Site, epoch: str, posts: int, order: Order) -> bytes:
    """JSON, `{"style": "/assets/embed.….css", "html": "<section class=\\"blog\\" …>"}`; `style` belongs to that HTML.

    `posts` is from FEWEST to MOST. Unknown for a blog that is not public.
    """
    answer = {"style": assets.url("embed.css"), "html": _section(blog, site, epoch, posts, order, "p")}
    return encode(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))


def page(blog: Blog, site: Site, epoch: str, posts: int, order: Order, theme: Theme) -> bytes:
    """The page for a frame: the element with its shadow root declared (HTML Living Standard, 4.12.3).

    `theme` is the page's colour scheme; `auto` leaves it to the reader's system.
    """
    described = choice.described(blog)
    html = render(
        "embed_page.html",
        blog=described,
        site=site,
        language=described.language,
        direction=direction(described.language),
        posts=posts,
        order=order,
        scheme="light dark" if theme == "auto" else theme,
        section=_section(blog, site, epoch, posts, order, "h1"),
    )
    return encode(html)


def _section(blog: Blog, site: Site, epoch: str, posts: int, order: Order, title: Literal["p", "h1"]) -> str:
    """`title` is its element: on a page of another site it names a region and is no heading among that page's."""
    described = choice.described(blog)
    shown = choice.newest(blog, posts)
    if order == "oldest":
        shown.reverse()
    return render(
        "embed.html",
        blog=described,
        site=site,
        direction=direction(described.language),
        url=site.origin + links.blog(described.slug),
        cursor=f"{epoch}.{blog.seq}",
        posts=posts,
        order=order,
        title_tag=title,
        state=parts.state(blog, site),
        updated=parts.updated(blog, site),
        articles=[fragment.post(described, post, site) for post in shown],
    ).strip()
