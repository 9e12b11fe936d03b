"""oEmbed (https://oembed.com, section 2.3.4): how other sites show a link to a blog."""

from __future__ import annotations

import json

from dateline.blog.fold import Blog
from dateline.typeset import choice, links, words
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render

WIDTH, HEIGHT = 600, 600


def oembed(blog: Blog, site: Site, maxwidth: int | None = None, maxheight: int | None = None) -> bytes:
    """A `rich` answer: the blog in a frame, and no script, since most consumers would take it out; CSS pixels."""
    described = choice.described(blog)
    width, height = min(maxwidth or WIDTH, WIDTH), min(maxheight or HEIGHT, HEIGHT)
    told = words.of(described.language, site.language)
    html = render(
        "oembed.html",
        src=site.origin + links.embed(described.slug),
        title=told.EMBED_FRAME.format(title=told.isolated(described.title)),
        width=width,
        height=height,
    )
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": described.title,
        "provider_name": site.name,
        "provider_url": site.origin + links.INDEX,
        "cache_age": 60,
        "html": html.strip(),
        "width": width,
        "height": height,
    }
    return encode(json.dumps(answer, ensure_ascii=False))
