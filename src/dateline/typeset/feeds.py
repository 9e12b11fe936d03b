"""The newest fifty posts for other programs: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.

An entry's id is a URN made of the blog and the post, not of the site's address: a blog that moves house, or is exported
and imported elsewhere, does not show its readers everything a second time.
"""

from __future__ import annotations

import json
from datetime import UTC
from email.utils import format_datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dateline.blog.body import to_html, to_text
from dateline.blog.changes import Description, Json, Post, moment
from dateline.blog.fold import Blog
from dateline.typeset import choice, links, words
from dateline.typeset.excerpt import headline
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render

ENTRIES = 50
_DEPTH = 64  # twice what a body may have: nothing deeper is rendered as a link or a picture


def atom(blog: Blog, site: Site, epoch: str) -> bytes:
    return encode(render("feed.atom", **_context(blog, site, epoch, "atom")))


def rss(blog: Blog, site: Site, epoch: str) -> bytes:
    return encode(render("feed.rss", **_context(blog, site, epoch, "rss")))


def json_feed(blog: Blog, site: Site, epoch: str) -> bytes:
    described = choice.described(blog)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": described.title,
        "home_page_url": site.origin + links.blog(described.slug),
        "feed_url": site.origin + links.feed(described.slug, "json"),
        "description": described.standfirst,
        "language": described.language,
        "authors": [{"name": site.name, "url": site.origin + links.INDEX}],
        "_dateline": {"cursor": f"{epoch}.{blog.seq}"},
        "expired": described.state == "closed",
        "items": [_item(entry) for entry in _entries(blog, site)],
    }
    return encode(json.dumps(feed, ensure_ascii=False, separators=(",", ":")))


def urn(described: Description, subject: str) -> str:
    """`urn:uuid:…`, the same wherever and whenever this blog is served."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'dateline:{described.opened_at}/{described.slug}/{subject}')}"


def absolute(block: Json, base: str, page: str, depth: int = 0) -> Json:
    """A body document whose root-relative addresses begin with `base` and whose fragments with `page`.

    Done on the document rather than on its HTML: in HTML a text that merely looks like an attribute would change too.
    """
    if depth > _DEPTH:
        return block
    changed = dict(block)
    if isinstance(attrs := block.get("attrs"), dict):
        places = {name: _absolute(attrs[name], base, page) for name in ("href", "src") if name in attrs}
        changed["attrs"] = {**attrs, **places}
    for name in ("content", "marks"):
        if isinstance(inner := block.get(name), list):
            changed[name] = [absolute(b, base, page, depth + 1) if isinstance(b, dict) else b for b in inner]
    return changed


def _absolute(address: object, base: str, page: str) -> object:
    if isinstance(address, str) and address.startswith("#"):
        return page + address
    if isinstance(address, str) and address.startswith("/"):
        return base + address
    return address


def _context(blog: Blog, site: Site, epoch: str, form: str) -> dict[str, Any]:
    described = choice.described(blog)
    return {
        "blog": described,
        "site": site,
        "urn": urn(described, ""),
        "url": site.origin + links.blog(described.slug),
        "feed_url": site.origin + links.feed(described.slug, form),
        "cursor": f"{epoch}.{blog.seq}",
        "changed": blog.changed_at,
        "changed_rfc822": _rfc822(blog.changed_at),
        "entries": _entries(blog, site),
    }


def _entries(blog: Blog, site: Site) -> list[dict[str, Any]]:
    return [_entry(blog, post, site) for post in choice.newest(blog, ENTRIES)]


def _entry(blog: Blog, post: Post, site: Site) -> dict[str, Any]:
    described = choice.described(blog)
    page = site.origin + links.blog(described.slug)
    html, text = _content(post, site, page)
    return {
        "urn": urn(described, post.id),
        "url": site.origin + links.post(described.slug, post.id),
        "title": headline(post),
        "html": html,
        "text": text,
        "published": post.at,
        "published_rfc822": _rfc822(post.at),
        "updated": max(post.at, post.updated_at or post.at),
        "author": post.byline if post.byline and not post.retraction else "",
        "key": post.key,
    }


def _content(post: Post, site: Site, page: str) -> tuple[str, str]:
    """As HTML and as text. A retracted post stays, as an entry that says so: programs keep what merely vanishes."""
    if post.retraction:
        by = words.TAKEN_DOWN_BY if post.retraction["takedown"] else words.RETRACTED_BY
        told = [by.format(name=site.name), f"{words.REASON}: {post.retraction['reason']}"]
        return render("feed_notes.html", body="", notes=told), "\n\n".join(told)
    notes = [f"{words.CORRECTION}: {correction['note']}" for correction in post.corrections]
    html = render("feed_notes.html", body=to_html(absolute(post.body, site.origin, page)), notes=notes)
    return html, "\n\n".join([to_text(post.body), *notes])


def _item(entry: dict[str, Any]) -> dict[str, Any]:
    item = {
        "id": entry["urn"],
        "url": entry["url"],
        "title": entry["title"],
        "content_html": entry["html"],
        "content_text": entry["text"],
        "date_published": entry["published"],
        "date_modified": entry["updated"],
    }
    if entry["author"]:
        item["authors"] = [{"name": entry["author"]}]
    if entry["key"]:
        item["tags"] = [words.KEY]
    return item


def _rfc822(stamp: str) -> str:
    return format_datetime(moment(stamp).astimezone(UTC), usegmt=True)
