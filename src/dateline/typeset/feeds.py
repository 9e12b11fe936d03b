"""A blog for other programs: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.

A feed has the newest fifty posts, or as many as no archive has yet (RFC 5005), and of the older ones those that were
changed last: a correction reaches a program that has the post, however far down the page it stands by now.
"""

from __future__ import annotations

import json
from heapq import nlargest
from typing import Any

from dateline.blog.changes import Post
from dateline.blog.fold import Blog
from dateline.typeset import assets, choice, links
from dateline.typeset.entries import Entry, changed, entry, rfc822, urn
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render

ENTRIES = 50
CHANGED = 20


def atom(blog: Blog, site: Site, epoch: str) -> bytes:
    last = choice.window(len(blog.order))[1]
    return _xml("feed.atom", blog, site, epoch, _posts(blog), older=last)


def rss(blog: Blog, site: Site, epoch: str) -> bytes:
    return _xml("feed.rss", blog, site, epoch, _posts(blog))


def archive(blog: Blog, site: Site, epoch: str, n: int) -> bytes | None:
    """The posts of the older page `n` as an archive document (RFC 5005, section 4); None where there is no such."""
    posts = choice.on_page(blog, n)
    last = choice.window(len(blog.order))[1] or 0
    if not posts:
        return None
    newer = n + 1 if n < last else None
    return _xml("feed.atom", blog, site, epoch, posts, number=n, older=n - 1 or None, newer=newer)


def json_feed(blog: Blog, site: Site, epoch: str) -> bytes:
    described = choice.described(blog)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": described.title,
        "home_page_url": site.origin + links.blog(described.slug),
        "feed_url": site.origin + links.feed(described.slug, "json"),
        "description": described.standfirst,
        "icon": site.origin + assets.url("icon.png"),
        "language": described.language,
        "authors": [{"name": site.name, "url": site.origin + links.INDEX}],
        "_dateline": {"cursor": f"{epoch}.{blog.seq}"},
        "expired": described.state == "closed",
        "items": [_item(entry(described, post, site)) for post in _posts(blog)],
    }
    if site.hubs:
        feed["hubs"] = [{"type": "WebSub", "url": hub} for hub in site.hubs]
    return encode(json.dumps(feed, ensure_ascii=False, separators=(",", ":")))


def _posts(blog: Blog) -> list[Post]:
    """Newest first; then the older ones that were changed since the oldest of these was published, last changed first.

    One pass over the whole blog, at most once between two changes and only when somebody asks for a feed.
    """
    first, _ = choice.window(len(blog.order))
    posts = choice.newest(blog, max(ENTRIES, len(blog.order) - first))
    if len(posts) == len(blog.order):
        return posts
    oldest = blog.place(posts[-1].id)
    older = (p for p in blog.posts.values() if blog.place(p.id) < oldest and changed(p) > max(p.at, oldest[0]))
    return posts + nlargest(CHANGED, older, key=changed)


def _xml(template: str, blog: Blog, site: Site, epoch: str, posts: list[Post], **paging: int | None) -> bytes:
    described = choice.described(blog)
    form = template.removeprefix("feed.")
    context: dict[str, Any] = {"number": None, "older": None, "newer": None, **paging}
    made = render(
        template,
        blog=described,
        site=site,
        urn=urn(described, ""),
        url=site.origin + links.blog(described.slug),
        feed_url=site.origin + links.feed(described.slug, form),
        icon=site.origin + assets.url("icon.png"),
        cursor=f"{epoch}.{blog.seq}",
        changed=blog.changed_at,
        changed_rfc822=rfc822(blog.changed_at),
        entries=[entry(described, post, site) for post in posts],
        **context,
    )
    return encode(made)


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.urn,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": entry.text,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
    }
    if entry.images:
        item["image"] = entry.images[0]
    if entry.authors:
        item["authors"] = [{"name": name} for name in entry.authors]
    if entry.tags:
        item["tags"] = [label for _, label in entry.tags]
    own = {"standing": entry.standing, "corrections": entry.corrections, "retracted": entry.gone}
    item["_dateline"] = {name: value for name, value in own.items() if value}
    return item
