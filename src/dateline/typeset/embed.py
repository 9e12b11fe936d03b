"""A blog on pages of other sites: its newest posts with a head and a foot, as one piece of HTML for a shadow root.

The custom element of embed.js fetches that piece; the page that stands in a frame brings it along, so that it can be
read without script. Both are the same HTML, and the element keeps either as new as the blog.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Literal, NamedTuple

from dateline.blog.fold import Blog
from dateline.typeset import assets, choice, fragment, links, palette, parts
from dateline.typeset.assets import Asset
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render

FEWEST, USUAL, MOST = 5, 10, 50

Order = Literal["newest", "oldest"]
Theme = Literal["auto", "light", "dark"]


class Asked(NamedTuple):
    """`posts` is from FEWEST to MOST; they are the newest ones, whichever of them stands first."""

    posts: int = USUAL
    order: Order = "newest"


def sheet() -> Asset:
    """The style sheet of every embed: in the colours and faces of this newsroom's pages, but for those that the page
    around it sets. It does so as `--dateline-ink`: a plain `--ink` many a page has that knows nothing of embeds."""
    return _sheet(assets.named("live.css"))


def piece(blog: Blog, site: Site, epoch: str, asked: Asked) -> bytes:
    """JSON, `{"style": "/assets/embed.….css", "html": "<section class=\\"blog\\" …>"}`; `style` belongs to that HTML.

    Unknown for a blog that is not public.
    """
    answer = {"style": sheet().path, "html": _section(blog, site, epoch, asked, "p")}
    return encode(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))


def page(blog: Blog, site: Site, epoch: str, asked: Asked, theme: Theme) -> bytes:
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
        asked=asked,
        scheme="light dark" if theme == "auto" else theme,
        style=sheet().path,
        section=_section(blog, site, epoch, asked, "h1"),
    )
    return encode(html)


def _section(blog: Blog, site: Site, epoch: str, asked: Asked, title: Literal["p", "h1"]) -> str:
    """`title` is its element: on a page of another site it names a region and is no heading among that page's."""
    described = choice.described(blog)
    shown = choice.newest(blog, asked.posts)
    if asked.order == "oldest":
        shown.reverse()
    return render(
        "embed.html",
        blog=described,
        site=site,
        direction=direction(described.language),
        url=site.origin + links.blog(described.slug),
        cursor=f"{epoch}.{blog.seq}",
        asked=asked,
        title_tag=title,
        state=parts.state(blog, site),
        updated=parts.updated(blog, site),
        articles=[fragment.post(described, post, site) for post in shown],
    ).strip()


@lru_cache(2)
def _sheet(live: Asset) -> Asset:
    light, dark = palette.properties(live.body.decode())
    own = {name: f"light-dark({value},{dark[name]})" if name in dark else value for name, value in light.items()}
    properties = "".join(f"--{name}:var(--dateline-{name},{value});" for name, value in own.items())
    return assets.asset("embed.css", f":host{{{properties}}}".encode() + assets.named("embed.css").body)
