"""One post as an `<article>`: what a page is made of and what a delta puts into an open one.

It depends on the post and on what the blog says of itself, never on the posts around it, so that an insertion changes
nothing else. The day is therefore in every article, and the style sheet hides it below another article of that day
(class `d0` to `d30`: the day's number modulo 31, since a selector can compare classes and not dates).
"""

from __future__ import annotations

from typing import Any

from dateline.blog.body import to_html
from dateline.blog.changes import Description, Json, Post
from dateline.typeset import clock
from dateline.typeset.site import Site
from dateline.typeset.templates import render

DAY_CLASSES = 31


def post(description: Description, post: Post, site: Site) -> str:
    """`<article id="p-{id}" class="post …" data-revision="3" data-at="2022-02-02T20:30:00.000Z">…</article>`.

    Of a retracted post: when, by whom and why, and nothing of its text.
    """
    return render("post.html", **context(description, post, site)).strip()


def context(description: Description, post: Post, site: Site) -> dict[str, Any]:
    """What post.html is filled with."""
    at = clock.local(post.at, description.zone)
    return {
        "blog": description,
        "post": post,
        "site": site,
        "day": clock.day(post.at, description.zone),
        "day_class": f"d{at.toordinal() % DAY_CLASSES}",
        "hours": clock.hours(at),
        "zone_label": clock.zone_label(at, description.place),
        "body": "" if post.retraction else to_html(post.body),
        "corrections": [] if post.retraction else [_dated(c, post, description) for c in post.corrections],
        "retraction": _dated(post.retraction, post, description) if post.retraction else None,
        "edited": _edited(post, description),
        "happened": clock.beside(post.happened_at, post.at, description.zone) if post.happened_at else "",
    }


def _dated(event: Json, post: Post, description: Description) -> Json:
    """A correction or retraction with its time as readers see it."""
    return {**event, "label": clock.beside(event["at"], post.at, description.zone)}


def _edited(post: Post, description: Description) -> str:
    if post.retraction or not post.updated_at:
        return ""
    return clock.beside(post.updated_at, post.at, description.zone)
