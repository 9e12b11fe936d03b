"""Whole pages for readers, as bytes: the live page, older posts, one post, the index, and that for nothing found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.blog.changes import Change, Description
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.typeset import choice, clock, excerpt, fragment, images, jsonld, links, parts, revisions, words
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render


def live(blog: Blog, site: Site, epoch: str) -> bytes:
    """The newest 20 to 39 posts below all parts; `<body>` names the cursor after which the script subscribes."""
    described = choice.described(blog)
    posts = choice.on_live_page(blog)
    _, below = choice.window(len(blog.order))
    return _page(
        "live.html",
        site,
        described,
        title=described.title,
        path=links.blog(described.slug),
        description=_description(described),
        cursor=f"{epoch}.{blog.seq}",
        parts={name: part(blog, site) for name, part in parts.PARTS.items()},
        articles=[fragment.post(described, post, site) for post in posts],
        below=below,
        image=images.of(posts, site)[0],
        jsonld=jsonld.embed(jsonld.live_blog(blog, site)),
        started=jsonld.started(blog, described),
        changed=blog.changed_at,
    )


def older(blog: Blog, site: Site, epoch: str, n: int) -> bytes | None:
    """Page `n`, the oldest posts being 1; None when there is none, or its posts are on the live page still."""
    described = choice.described(blog)
    posts = choice.on_page(blog, n)
    if not posts:
        return None
    last = choice.window(len(blog.order))[1]
    return _page(
        "older.html",
        site,
        described,
        title=f"{described.title} – {words.PAGE_OF.format(n=n)}",
        path=links.page(described.slug, n),
        description=_description(described),
        image=images.of(posts, site)[0],
        number=n,
        newer=links.page(described.slug, n + 1) if n != last else links.blog(described.slug),
        older=links.page(described.slug, n - 1) if n > 1 else None,
        articles=[fragment.post(described, post, site) for post in posts],
    )


def post(blog: Blog, site: Site, epoch: str, post_id: str) -> bytes:
    """One post at its own address. Unknown when there is no such post."""
    described = choice.described(blog)
    shown = choice.post(blog, post_id)
    above, below = choice.newer(blog, post_id), blog.older(post_id)
    return _page(
        "one.html",
        site,
        described,
        title=f"{excerpt.headline(shown)} – {described.title}",
        path=links.post(described.slug, post_id),
        description=excerpt.summary(shown) or _description(described),
        image=images.of([shown], site)[0],
        shown=shown,
        article=fragment.post(described, shown, site),
        anchor=choice.anchor(blog, post_id),
        newer=links.post(described.slug, above) if above else None,
        older=links.post(described.slug, below) if below else None,
    )


def history(blog: Blog, post_id: str, changes: Iterable[Change], site: Site, epoch: str) -> bytes:
    """Every change of one post, for readers who check; `changes` may be the post's alone or the whole blog's.

    Unknown when there is no such post.
    """
    described = choice.described(blog)
    shown = choice.post(blog, post_id)
    return _page(
        "history.html",
        site,
        described,
        title=f"{words.HISTORY}: {excerpt.headline(shown)}",
        path=links.history(described.slug, post_id),
        shown=shown,
        headline=excerpt.headline(shown),
        cursor=f"{epoch}.{blog.seq}",
        revisions=revisions.of(shown, changes, described),
    )


def index(blogs: Iterable[Blog], site: Site) -> bytes:
    """All public blogs: those that are live, then those that have ended, each last changed first."""
    shown = [blog for blog in blogs if is_public(blog.description)]
    shown.sort(key=lambda blog: blog.changed_at, reverse=True)
    rows = [_row(blog) for blog in shown]
    now = [row for row in rows if row["blog"].state == "live"]
    return _page(
        "index.html",
        site,
        None,
        title=site.name,
        path=links.INDEX,
        groups=[("now", now), ("ended", [row for row in rows if row not in now])],
    )


def missing(site: Site) -> bytes:
    """What a reader sees where nothing is, or nothing that is public."""
    return _page("missing.html", site, None, title=site.name, path=links.INDEX)


def _page(template: str, site: Site, described: Description | None, **context: Any) -> bytes:
    language = described.language if described else site.language
    html = render(template, site=site, blog=described, language=language, direction=direction(language), **context)
    return encode(html)


def _description(described: Description) -> str:
    return excerpt.shorten(described.standfirst or described.title, 200)


def _row(blog: Blog) -> dict[str, Any]:
    described = choice.described(blog)
    latest = next((post for post in choice.newest(blog, 20) if not post.retraction), None)
    return {
        "blog": described,
        "standfirst": excerpt.shorten(described.standfirst, 240),
        "changed": blog.changed_at,
        "label": clock.full(blog.changed_at, described.zone, described.place),
        "count": len(blog.order),
        "latest": latest,
        "headline": excerpt.headline(latest) if latest else "",
        "direction": direction(described.language),
    }
