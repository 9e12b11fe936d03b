"""The news sitemap: sitemaps.org 0.9 with Google's news extension 0.9."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from dateline.blog.changes import stamp
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.typeset import choice, links
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render

_FRESH = timedelta(days=2)
_MOST = 1000


def news(blogs: Iterable[Blog], site: Site, now: datetime) -> bytes:
    """The public blogs whose coverage began in the two days before `now`, newest first; Google takes no others."""
    since = stamp(now - _FRESH)
    entries = []
    for blog in blogs:
        if not is_public(blog.description):
            continue
        described = choice.described(blog)
        began = choice.began(blog)
        if began >= since:
            entries.append({
                "url": site.origin + links.blog(described.slug),
                "title": described.title,
                "language": _language(described.language),
                "began": began,
                "changed": blog.changed_at,
            })  # fmt: skip
    entries.sort(key=lambda entry: entry["began"], reverse=True)
    return encode(render("sitemap.xml", site=site, entries=entries[:_MOST]))


def _language(tag: str) -> str:
    """ISO 639, with the two exceptions that the extension makes for Chinese."""
    base, _, rest = tag.lower().partition("-")
    if base != "zh":
        return base
    return "zh-tw" if any(part in ("tw", "hk", "mo", "hant") for part in rest.split("-")) else "zh-cn"
