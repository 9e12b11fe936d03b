"""Structured data for search engines: a blog as LiveBlogPosting, a post as NewsArticle (https://schema.org).

What Google asks of articles and live blogs: https://developers.google.com/search/docs/appearance/structured-data/article
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from dateline.blog.body import to_text
from dateline.blog.changes import Description, Post
from dateline.blog.fold import Blog
from dateline.blog.naming import names
from dateline.typeset import assets, choice, clock, images, links, words
from dateline.typeset.entries import changed
from dateline.typeset.excerpt import headline, shorten
from dateline.typeset.site import Site

# An update's text stands in the page already, under the address that the update names. Whole bodies made a page of 30
# posts a seventh heavier for every reader (13.8 KB instead of 11.9, gzip); search results show a text's beginning.
_EXCERPT = 160
_ARTICLE = 5000
_AUTHORS = 12
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def live_blog(blog: Blog, site: Site) -> dict[str, Any]:
    """The updates of the live page that have not been retracted, newest first.

    A blog that is still live has no `coverageEndTime`: nobody knows it yet.
    """
    described = choice.described(blog)
    url = site.origin + links.blog(described.slug)
    posts = [post for post in choice.on_live_page(blog) if not post.retraction]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": url,
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": described.title,
        "description": shorten(described.standfirst or described.title, 300),
        "inLanguage": described.language,
        "isAccessibleForFree": True,
        "datePublished": _time(choice.began(blog), described),
        "dateModified": _time(blog.changed_at, described),
        "coverageStartTime": _time(choice.began(blog), described),
        "image": images.of(posts, site, blog),
        "author": _people(choice.authors(blog)[:_AUTHORS]) or [_organisation(site)],
        "publisher": _publisher(site),
        **_place(described),
        "liveBlogUpdate": [_update(blog, described, post, site) for post in posts],
    }
    if described.closed_at:
        data["coverageEndTime"] = _time(described.closed_at, described)
    return data


def article(blog: Blog, post: Post, site: Site) -> dict[str, Any] | None:
    """One post at its own address; None of a retracted one, of which nothing is left to find."""
    described = choice.described(blog)
    if post.retraction:
        return None
    url = site.origin + links.post(described.slug, post.id)
    whole = site.origin + links.blog(described.slug)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "isPartOf": {"@type": "LiveBlogPosting", "@id": whole, "url": whole, "headline": described.title},
        **_said(described, post, site, _ARTICLE),
        "inLanguage": described.language,
        "isAccessibleForFree": True,
        "image": images.of([post], site, blog),
        "author": _people(names(post.byline)) or [_organisation(site)],
        "publisher": _publisher(site),
        **_place(described),
    }
    if described.place:
        data["dateline"] = described.place
    if post.tags:
        data["keywords"] = post.tags
    return data


def embed(data: dict[str, Any]) -> Markup:
    """JSON that may stand inside a `<script>`: no character of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(text)  # noqa: S704  # the four characters that HTML knows are escaped in the line above


def _update(blog: Blog, described: Description, post: Post, site: Site) -> dict[str, Any]:
    update: dict[str, Any] = {
        "@type": "BlogPosting",
        "url": site.origin + choice.anchor(blog, post.id),
        **_said(described, post, site, _EXCERPT),
    }
    if people := _people(names(post.byline)):
        update["author"] = people
    if pictures := images.found([post], site):
        update["image"] = pictures
    return update


def _said(described: Description, post: Post, site: Site, most: int) -> dict[str, Any]:
    told = words.of(described.language, site.language)
    said: dict[str, Any] = {
        "headline": headline(post, told),
        "datePublished": _time(post.at, described),
        "dateModified": _time(changed(post), described),
        "articleBody": shorten(to_text(post.body), most) or headline(post, told),
    }
    if post.corrections:
        said["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": c["note"],
                "datePublished": _time(c["at"], described),
                "url": site.origin + links.history(described.slug, post.id, c.get("revision")),
            }
            for c in post.corrections
        ]
    return said


def _time(stamp: str, described: Description) -> str:
    """`2022-02-02T07:00:00+01:00`, with the offset of the blog's zone at that moment."""
    return clock.local(stamp, described.zone).isoformat(timespec="seconds")


def _place(described: Description) -> dict[str, Any]:
    return {"contentLocation": {"@type": "Place", "name": described.place}} if described.place else {}


def _people(people: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name} for name in people]


def _organisation(site: Site) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": site.name, "url": site.origin + links.INDEX}


def _publisher(site: Site) -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": site.origin + assets.url("icon.png")}
    return {**_organisation(site), "logo": logo, "correctionsPolicy": site.origin + links.corrections()}
