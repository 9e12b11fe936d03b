"""The blog as schema.org's LiveBlogPosting, for search engines: https://schema.org/LiveBlogPosting."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from dateline.blog.body import to_text
from dateline.blog.changes import Description, Post
from dateline.blog.fold import Blog
from dateline.typeset import assets, choice, images, links
from dateline.typeset.excerpt import headline, shorten
from dateline.typeset.site import Site

UPDATES = 50
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def live_blog(blog: Blog, site: Site) -> dict[str, Any]:
    """The newest 50 updates, newest first. A blog that is still live has no `coverageEndTime`: nobody knows it yet."""
    described = choice.described(blog)
    url = site.origin + links.blog(described.slug)
    posts = choice.newest(blog, UPDATES)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": url,
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": described.title,
        "description": shorten(described.standfirst or described.title, 300),
        "inLanguage": described.language,
        "datePublished": started(blog, described),
        "dateModified": blog.changed_at,
        "coverageStartTime": started(blog, described),
        "image": images.of(posts, site),
        "author": {"@type": "Organization", "name": site.name, "url": site.origin + "/"},
        "publisher": _publisher(site),
        "liveBlogUpdate": [_update(blog, post, site) for post in posts],
    }
    if described.closed_at:
        data["coverageEndTime"] = described.closed_at
    return data


def started(blog: Blog, described: Description) -> str:
    """When coverage began: the opening, or the oldest post where an imported blog begins before it was opened here."""
    return min(described.opened_at, blog.order[0][0]) if blog.order else described.opened_at


def embed(data: dict[str, Any]) -> Markup:
    """JSON that may stand inside a `<script>`: no character of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(text)  # noqa: S704  # the four characters that HTML knows are escaped in the line above


def _publisher(site: Site) -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": site.origin + assets.url("icon.png")}
    return {"@type": "Organization", "name": site.name, "url": site.origin + "/", "logo": logo}


def _update(blog: Blog, post: Post, site: Site) -> dict[str, Any]:
    update: dict[str, Any] = {
        "@type": "BlogPosting",
        "@id": site.origin + links.post(choice.described(blog).slug, post.id),
        "url": site.origin + choice.anchor(blog, post.id),
        "headline": headline(post),
        "datePublished": post.at,
        "dateModified": post.updated_at or post.at,
        "articleBody": post.retraction["reason"] if post.retraction else to_text(post.body) or headline(post),
        "author": _author(post, site),
    }
    if post.retraction:
        update["creativeWorkStatus"] = "Retracted"
    elif post.corrections:
        update["correction"] = [
            {"@type": "CorrectionComment", "text": c["note"], "datePublished": c["at"]} for c in post.corrections
        ]
    return update


def _author(post: Post, site: Site) -> dict[str, str]:
    if post.byline and not post.retraction:
        return {"@type": "Person", "name": post.byline}
    return {"@type": "Organization", "name": site.name}
