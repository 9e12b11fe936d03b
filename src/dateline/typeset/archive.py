"""`/{slug}/archive.html`: the whole blog in one file that opens from disk, for as long as there are browsers.

Oldest first, as one reads what is over. Style sheet inside, no script. A link to a post of this blog leads to its place
in the file; every other address of the site leads to the site.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dateline.blog.changes import Change, Post
from dateline.blog.disclosed import disclosed
from dateline.blog.fold import Blog, fold
from dateline.typeset import assets, choice, clock, fragment, links, parts
from dateline.typeset.clock import Clock
from dateline.typeset.excerpt import headline
from dateline.typeset.readdress import readdress
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site

_PARTS = {"masthead": parts.head, "summary": parts.summary, "keys": parts.keys_in_order}


def file_name(slug: str, changed_at: str) -> str:
    """`harbour-fire-2026-11-23.html`, after the day of the last change: two files of one blog sort by age."""
    return f"{slug}-{changed_at[:10]}.html"


def document(changes: Sequence[Change], site: Site, epoch: str) -> bytes:
    """Unknown for a blog that is not public."""
    blog = fold(one.change for one in disclosed(changes))
    return _document("archive.html", blog, choice.newest(blog, len(blog.order)), site, epoch)


def printed(changes: Sequence[Change], site: Site, epoch: str, day: date | None = None) -> bytes:
    """The same, to be printed from the site: `/{slug}/print`; or the posts of one day alone.

    By days, since two thousand posts are some four hundred sheets. Pages of so many posts would part a day.
    """
    blog = fold(one.change for one in disclosed(changes))
    every = choice.newest(blog, len(blog.order))
    wall = clock.of(choice.described(blog), site.language)
    days = _days(every, wall, day)
    return _document("print.html", blog, choice.on_day(blog, day) if day else every, site, epoch, day=day, days=days)


def _document(template: str, blog: Blog, newest: list[Post], site: Site, epoch: str, **more: Any) -> bytes:
    described = choice.described(blog)
    wall = clock.of(described, site.language)
    posts = newest[::-1]
    html = sheet(
        template,
        site,
        described,
        **more,
        title=described.title,
        css="".join(assets.named(name).body.decode() for name in ("live.css", "unfold.css")),
        address=site.origin + links.blog(described.slug),
        changed=blog.changed_at,
        label=wall.full(blog.changed_at),
        parts={name: part(blog, site) for name, part in _PARTS.items()},
        articles=[fragment.post(described, post, site) for post in posts],
        ended=parts.state(blog, site) if described.state == "closed" else "",
        corrections=_corrections(posts, wall),
        record={"cursor": f"{epoch}.{blog.seq}", "digest": blog.digest},
        seq=blog.seq,
    )
    return readdress(html.decode(), _address({post.id for post in posts}, described.slug, site)).encode()


def _days(newest: list[Post], wall: Clock, shown: date | None) -> list[dict[str, Any]]:
    """What can be printed alone, oldest first; nothing where it would be the whole."""
    days = [(day, next(posts).at) for day, posts in groupby(newest[::-1], lambda post: wall.local(post.at).date())]
    if len(days) < 2:
        return []
    return [{"path": day.isoformat(), "label": wall.date(at), "current": day == shown} for day, at in days]


def _corrections(posts: list[Post], wall: Clock) -> list[dict[str, Any]]:
    """Every correction and retraction, in the order in which they were made."""
    told = wall.words
    found = []
    for post in posts:
        label = told.UNNAMED.format(time=wall.full(post.at)) if post.retraction else headline(post, told)
        named = {"post": post.id, "headline": label}
        if post.retraction:
            kind = "TAKEN_DOWN_AT" if post.retraction["takedown"] else "RETRACTED_AT"
            found.append({**named, "at": post.retraction["at"], "kind": kind, "note": post.retraction["reason"]})
        else:
            found += [{**named, "at": c["at"], "kind": "CORRECTION_AT", "note": c["note"]} for c in post.corrections]
    found.sort(key=lambda one: str(one["at"]))
    return [{**one, "label": wall.full(one["at"])} for one in found]


def _address(shown: set[str], slug: str, site: Site) -> Any:
    own = f"{links.blog(slug)}/p/"

    def address(path: str) -> str:
        if path.startswith("/assets/"):
            return path  # the printed page's style sheet; the saved file has it inside
        post = path.removeprefix(own)
        return f"#p-{post}" if path.startswith(own) and post in shown else site.origin + path

    return address
