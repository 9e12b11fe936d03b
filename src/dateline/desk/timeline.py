"""A blog as its newsroom sees it: every post as readers see it, and who did what to it, withdrawn posts included.

What a list shows is chosen once, as the ids of all that it holds; the posts themselves are asked for where somebody
looks. So ten thousand posts cost a list of ten thousand short names, and the scroll bar is right from the start.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from dateline.blog.changes import WITHDRAWAL, Actor, Description, Json, Post, moment
from dateline.blog.facets import Place
from dateline.blog.fold import Blog
from dateline.blog.gate import tombstone
from dateline.blog.naming import key_of, names
from dateline.blog.search import haystack, matches, needles
from dateline.desk import names as people
from dateline.desk.folds import Kept, current
from dateline.errors import Invalid
from dateline.typeset import fragment
from dateline.typeset.site import Site

ONLY = ("", "mine", "key", "pinned", "corrected", "retracted")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts a list is to hold: of one kind, of an author (as `key_of` writes a name), with these words."""

    only: str = ""
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """All ids, newest first, and everybody in the blog's bylines by key."""

    cursor: str
    ids: list[str]
    authors: list[tuple[str, str]]


def listed(slug: str, wanted: Wanted, actor: Actor) -> Listed:
    """What the timeline holds. Raises Unknown, and Invalid for a kind that there is not."""
    if wanted.only not in ONLY:
        raise Invalid("only", f"say one of {', '.join(filter(None, ONLY))}")
    sought = needles(wanted.words)
    with current(slug) as kept:
        places = _places(kept, wanted, actor)
        if wanted.words:
            places = [place for place in places if sought and matches(_hay(kept, place[2]), sought)]
        return Listed(kept.cursor, [post_id for _, _, post_id in reversed(places)], _authors(kept.blog))


def entries(slug: str, ids: Iterable[str], actor: Actor) -> tuple[str, list[Json]]:
    """The cursor, and these posts as `_entry` gives them; those that are not there are left out. Raises Unknown."""
    with current(slug) as kept:
        found = [post for post_id in ids if (post := kept.blog.find(post_id)) and _sees(actor, post)]
        return kept.cursor, _entries(kept, found, actor)


def changed(slug: str, cursor: str, actor: Actor) -> tuple[str, list[Json] | None]:
    """The cursor, and the posts that changed after that one; None when it is none of this blog's. Raises Unknown."""
    epoch, _, digits = cursor.rpartition(".")
    with current(slug) as kept:
        seq = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else -1
        if epoch != kept.epoch or not 0 <= seq <= kept.blog.seq:
            return kept.cursor, None
        since = [post_id for post_id, trace in kept.traces.items() if trace.last.seq > seq]
        found = [post for post_id in since if (post := kept.blog.find(post_id)) and _sees(actor, post)]
        return kept.cursor, _entries(kept, found, actor)


def _sees(actor: Actor, post: Post) -> bool:
    """What readers were not shown is an editor's to see, as the text of a retracted post is."""
    return not post.is_withdrawn or actor.role != "reporter"


def _places(kept: Kept, wanted: Wanted, actor: Actor) -> list[Place]:
    """Oldest first."""
    blog = kept.blog
    gone = [blog.place(p.id) for p in blog.withdrawn.values() if _sees(actor, p)]
    places = sorted([*blog.order, *gone]) if gone else blog.order
    if wanted.only in ("key", "pinned"):
        places = blog.index["only"].get(wanted.only, [])
    elif wanted.only == "corrected":
        places = [p for p in blog.index["only"].get("corrections", []) if not blog.posts[p[2]].retraction]
    elif wanted.only == "retracted":
        places = [place for place in places if (post := blog.find(place[2])) and post.retraction]
    elif wanted.only == "mine":
        places = [place for place in places if actor.id in kept.traces[place[2]].actors]
    if wanted.by:
        by = set(blog.index["by"].get(wanted.by, []))
        places = [place for place in places if place in by]
    return places


def _hay(kept: Kept, post_id: str) -> str:
    """The text that a search looks through, made anew when the post has changed."""
    post = kept.blog.find(post_id)
    assert post is not None  # its place was found in the same fold
    held = kept.hays.get(post_id)
    if held is None or held[0] != post.revision:
        held = kept.hays[post_id] = (post.revision, haystack(post))
    return held[1]


def _authors(blog: Blog) -> list[tuple[str, str]]:
    found = {}
    for key, places in blog.index["by"].items():
        byline = blog.posts[places[-1][2]].byline
        found[key] = next((name for name in names(byline) if key_of(name) == key), key)
    return sorted(found.items(), key=lambda one: one[1].casefold())


def _entries(kept: Kept, posts: list[Post], actor: Actor) -> list[Json]:
    if actor.role == "reporter":
        posts = [tombstone(post) if post.retraction else post for post in posts]
    assert kept.blog.description is not None  # a blog's first change is its description
    traces = [kept.traces[post.id] for post in posts]
    called = people.of({deed.actor for trace in traces for deed in (trace.first, trace.last)})
    site = Site.of(settings.DATELINE)
    return [_entry(kept, kept.blog.description, post, called, site) for post in posts]


def _entry(kept: Kept, description: Description, post: Post, called: dict[str, str], site: Site) -> Json:
    """`html` is the article as readers have it, empty where they have none; `before` the next older post, by which a
    new one finds its place; `withdraw_for` the seconds for which it can be withdrawn; `first` and `last` what was done
    to it: kind, at, actor, name.
    """
    trace = kept.traces[post.id]
    place = kept.blog.place(post.id)
    older = bisect_left(kept.blog.order, place)
    return {
        "id": post.id,
        "revision": post.revision,
        "headline": post.headline,
        "at": post.at,
        "published_at": post.published_at,
        "before": kept.blog.order[older - 1][2] if older else None,
        "key": post.key,
        "pinned": post.pinned,
        "standing": post.standing,
        "state": _state(post),
        "withdraw_for": _withdraw_for(post),
        "html": "" if post.is_withdrawn else fragment.post(description, post, site),
        "first": {**trace.first.to_json(), "name": called[trace.first.actor]},
        "last": {**trace.last.to_json(), "name": called[trace.last.actor]},
    }


def _withdraw_for(post: Post) -> float:
    """Seconds for which it can still be withdrawn. A length and no time: a browser's clock may be minutes off."""
    left = WITHDRAWAL - (datetime.now(UTC) - moment(post.published_at))
    return 0.0 if post.retraction else max(0.0, left.total_seconds())


def _state(post: Post) -> str:
    if post.is_withdrawn:
        return "withdrawn"
    if post.retraction:
        return "removed" if post.retraction["takedown"] else "retracted"
    return "corrected" if post.corrections else "shown"
