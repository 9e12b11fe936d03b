"""oEmbed (https://oembed.com, section 2.3.4): how other sites show a link to a blog."""

from __future__ import annotations

import json

from dateline.blog.fold import Blog
from dateline.typeset import choice, links
from dateline.typeset.excerpt import headline, shorten
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render

WIDTH, HEIGHT = 600, 400
_HEADLINES = 3


def oembed(blog: Blog, site: Site, maxwidth: int | None = None, maxheight: int | None = None) -> bytes:
    """A `rich` answer: a plain quotation with the newest headlines, no script and no frame; sizes in CSS pixels."""
    described = choice.described(blog)
    posts = [post for post in choice.newest(blog, 20) if not post.retraction][:_HEADLINES]
    html = render(
        "oembed.html",
        blog=described,
        site=site,
        url=site.origin + links.blog(described.slug),
        standfirst=shorten(described.standfirst, 200),
        items=[{"url": site.origin + links.post(described.slug, p.id), "headline": headline(p)} for p in posts],
    )
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": described.title,
        "provider_name": site.name,
        "provider_url": site.origin + links.INDEX,
        "cache_age": 60,
        "html": html.strip(),
        "width": min(maxwidth or WIDTH, WIDTH),
        "height": min(maxheight or HEIGHT, HEIGHT),
    }
    return encode(json.dumps(answer, ensure_ascii=False))
