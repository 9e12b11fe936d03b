"""Whole pages for readers, as bytes: the live page, older posts, one post, the index, and that for nothing found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dateline.blog.changes import Change, Description
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.typeset import choice, clock, excerpt, fragment, images, jsonld, links, listings, parts, revisions, words
from dateline.typeset.clock import Clock
from dateline.typeset.language import direction
from dateline.typeset.listings import Listing
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site
from dateline.typeset.words import Words

_NEAR = 3  # posts above and below one at its own address
_ALWAYS = frozenset(("state", "updated", "masthead"))  # parts that every listing's page shows


def live(blog: Blog, site: Site, epoch: str) -> bytes:
    """The newest posts (choice.window) below all parts."""
    made = listed(blog, site, epoch, Listing())
    assert made is not None  # a public blog has a first page, be it empty
    return made


def older(blog: Blog, site: Site, epoch: str, n: int) -> bytes | None:
    """Page `n`, the oldest posts being 1; None when there is none, or its posts are on the live page still."""
    first, _ = choice.window(len(blog.order))
    return listed(blog, site, epoch, Listing(), n) if 1 <= n <= first // choice.PAGE else None


def listed(blog: Blog, site: Site, epoch: str, listing: Listing, number: int = 0) -> bytes | None:
    """A page of a listing; None when there is no such page.

    `<body>` names the cursor after which the script subscribes, and which articles the page takes in what order. Older
    pages, newest first, have no script: nothing new belongs there, and a reload shows what was changed.
    """
    described = choice.described(blog)
    paged = listings.paged(blog, listing, number)
    if paged is None:
        return None
    told = _words(site, described)
    label = listings.label(blog, listing, told)
    context: dict[str, Any] = {
        "listing": listing,
        "paged": paged,
        "label": label,
        "views": listings.views(blog, listing, told),
        "articles": [fragment.post(described, post, site) for post in paged.posts],
        "image": images.of(paged.posts, site, blog)[0],
        "description": _description(described),
        "path": links.blog(described.slug),
        "title": described.title if listing.is_main else f"{described.title} – {label}",
    }
    if not (paged.newest or listing.oldest):
        if listing.is_all:
            context |= {"path": listing.path(described.slug, paged.number), "title": described.title}
        context["title"] += f" – {told.PAGE_OF.format(n=paged.number)}"
        return sheet("older.html", site, described, **context)
    context |= {
        "cursor": f"{epoch}.{blog.seq}",
        "parts": {name: part(blog, site) for name, part in parts.PARTS.items() if listing.is_main or name in _ALWAYS},
        "jsonld": jsonld.embed(jsonld.live_blog(blog, site)) if listing.is_main else "",
        "started": choice.began(blog),
        "changed": blog.changed_at,
        "record": {"cursor": f"{epoch}.{blog.seq}", "digest": blog.digest},
    }
    return sheet("live.html", site, described, **context)


def post(blog: Blog, site: Site, epoch: str, post_id: str) -> bytes:
    """One post at its own address, and below it its place among the others. Unknown when there is no such post."""
    described = choice.described(blog)
    shown = choice.post(blog, post_id)
    above, below = choice.near(blog, post_id, _NEAR)
    return sheet(
        "one.html",
        site,
        described,
        title=f"{excerpt.headline(shown, _words(site, described))} – {described.title}",
        path=links.post(described.slug, post_id),
        description=excerpt.summary(shown) or _description(described),
        image=images.of([shown], site, blog)[0],
        jsonld=jsonld.embed(data) if (data := jsonld.article(blog, shown, site)) else "",
        shown=shown,
        article=fragment.post(described, shown, site),
        anchor=choice.anchor(blog, post_id),
        above=[fragment.post(described, one, site) for one in above],
        below=[fragment.post(described, one, site) for one in below],
        newer=links.post(described.slug, above[-1].id) if above else None,
        older=links.post(described.slug, below[0].id) if below else None,
        headline=excerpt.headline(shown, _words(site, described)),
        hours=clock.of(described, site.language).hours(shown.at),
    )


def history(blog: Blog, post_id: str, changes: Sequence[Change], site: Site, epoch: str) -> bytes:
    """Every change of one post, for readers who check; `changes` are the post's and the blog's own, or the whole log.

    Unknown when there is no such post.
    """
    described = choice.described(blog)
    shown = choice.post(blog, post_id)
    headline = excerpt.headline(shown, _words(site, described))
    return sheet(
        "history.html",
        site,
        described,
        title=_words(site, described).HISTORY_TITLE.format(headline=headline),
        path=links.history(described.slug, post_id),
        shown=shown,
        headline=headline,
        cursor=f"{epoch}.{blog.seq}",
        revisions=revisions.of(shown, changes, clock.of(described, site.language), direction(described.language)),
    )


def index(blogs: Iterable[Blog], site: Site) -> bytes:
    """All public blogs: those that are live, then those that have ended, each last changed first."""
    shown = [blog for blog in blogs if is_public(blog.description)]
    shown.sort(key=lambda blog: blog.changed_at, reverse=True)
    rows = [_row(blog, site) for blog in shown]
    now = [row for row in rows if row["blog"].state == "live"]
    return sheet(
        "index.html",
        site,
        None,
        title=site.name,
        path=links.INDEX,
        groups=[("now", now), ("ended", [row for row in rows if row not in now])],
    )


def missing(site: Site) -> bytes:
    """What a reader sees where nothing is, or nothing that is public."""
    return sheet("missing.html", site, None, title=site.name, path=links.INDEX)


def _words(site: Site, described: Description) -> Words:
    return words.of(described.language, site.language)


def _description(described: Description) -> str:
    return excerpt.shorten(described.standfirst or described.title, 200)


def _row(blog: Blog, site: Site) -> dict[str, Any]:
    described = choice.described(blog)
    home = words.of(site.language)  # the words of the page around it: a reader of several blogs has one language
    latest = next((post for post in choice.newest(blog, 20) if not post.retraction), None)
    return {
        "blog": described,
        "standfirst": excerpt.shorten(described.standfirst, 240),
        "changed": blog.changed_at,
        "label": Clock(described.zone, described.place, home).full(blog.changed_at),
        "count": len(blog.order),
        "latest": latest,
        "headline": excerpt.headline(latest, home) if latest else "",
        "direction": direction(described.language),
    }
