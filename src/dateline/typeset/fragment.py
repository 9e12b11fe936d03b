"""One post as an `<article>`: what a page is made of and what a delta puts into an open one.

It depends on the post and on what the blog says of itself, never on the posts around it, so that an insertion changes
nothing else. The day is therefore in every article, and the style sheet hides it below another article of that day
(class `d0` to `d30`: the day's number modulo 31, since a selector can compare classes and not dates).
"""

from __future__ import annotations

from typing import Any

from dateline.blog.body import to_html
from dateline.blog.changes import Description, Json, Post
from dateline.blog.naming import key_of, names
from dateline.typeset import clock, references
from dateline.typeset.clock import Clock
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import render
from dateline.typeset.words import Words

DAY_CLASSES = 31


def post(description: Description, post: Post, site: Site) -> str:
    """`<article id="p-{id}" class="post …" data-revision="3" data-at="2022-02-02T20:30:00.000Z">…</article>`.

    Of a retracted post: when, by whom and why, and nothing of its text.
    """
    return render("post.html", **context(description, post, site)).strip()


def withheld(description: Description, post: Post, site: Site) -> str:
    """The same of a retracted post at a moment before its retraction: that something stood there, and no more.

    It is the same for each revision up to then, since none of them shows anything that the one before did not.
    """
    made = context(description, post.but(revision=1), site)
    return render("post.html", **{**made, "retraction": None, "withheld": True}).strip()


def context(description: Description, post: Post, site: Site) -> dict[str, Any]:
    """What post.html is filled with."""
    wall = clock.of(description, site.language)
    at = wall.local(post.at)
    return {
        "blog": description,
        "post": post,
        "site": site,
        "day": wall.day(post.at),
        "date": at.date().isoformat(),
        "day_class": f"d{at.toordinal() % DAY_CLASSES}",
        "marks": _marks(post),
        "facets": [] if post.retraction else _facets(post),
        "hours": wall.hours(post.at),
        "zone_label": wall.zone_label(post.at),
        "body": "" if post.retraction else _body(post, description),
        "chip": chip(post, wall.words),
        "corrections": [] if post.retraction else [_dated(c, post, wall) for c in post.corrections],
        "retraction": _dated(post.retraction, post, wall) if post.retraction else None,
        "withheld": False,
        "edited": _edited(post, wall),
        "happened": wall.beside(post.happened_at, post.at) if post.happened_at else "",
    }


def chip(post: Post, told: Words) -> str:
    """How well the newsroom knows it, in a word or two; nothing of what is reported without naming anybody."""
    counted = {"unverified": told.CHIP_UNVERIFIED, "confirmed": told.CHIP_CONFIRMED}
    if post.sources:
        return counted.get(post.standing, told.CHIP_REPORTED)(len(post.sources))
    return told.STANDINGS[post.standing] if post.standing in counted else ""


def _marks(post: Post) -> list[str]:
    """Classes by which the script tells what a filtered page takes: see listings.py."""
    if post.retraction:
        return ["gone"]
    found = {"key": post.key, "corrected": bool(post.corrections), "confirmed": post.standing == "confirmed"}
    return [name for name, has in found.items() if has]


def _facets(post: Post) -> list[tuple[str, list[str]]]:
    return [("byline", [key_of(name) for name in names(post.byline)]), ("tags", [key_of(tag) for tag in post.tags])]


def _body(post: Post, description: Description) -> str:
    return to_html(references.placed(post.body, description.slug), direction(description.language))


def _dated(event: Json, post: Post, wall: Clock) -> Json:
    """A correction or retraction with its time as readers see it."""
    return {"revision": None, **event, "label": wall.beside(event["at"], post.at)}


def _edited(post: Post, wall: Clock) -> str:
    if post.retraction or not post.updated_at:
        return ""
    return wall.beside(post.updated_at, post.at)
