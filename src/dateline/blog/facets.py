"""Under which headings a post is found: an index that the fold keeps, so that no page need look through the blog.

A family is the first part of a reader's address: `only` (key, pinned, corrections, confirmed), `by` (an author), `tag`.
"""

from __future__ import annotations

from bisect import bisect_left, insort

from dateline.blog.changes import Post
from dateline.blog.naming import key_of, names

# Where a post stands in its blog: (at, seq of first publication, id).
Place = tuple[str, int, str]
Facet = tuple[str, str]
# By family, then by key: the places of the posts found there, oldest first. A key without posts is not kept.
Index = dict[str, dict[str, list[Place]]]


def empty() -> Index:
    return {"only": {}, "by": {}, "tag": {}}


def facets(post: Post) -> list[Facet]:
    """A retracted post is found among the corrections alone: who wrote it and what about is withheld with its text."""
    if post.retraction:
        return [("only", "corrections")]
    marks = {
        "key": post.key,
        "pinned": post.pinned,
        "corrections": bool(post.corrections),
        "confirmed": post.standing == "confirmed",
    }
    found = [("only", name) for name, has in marks.items() if has]
    found += [("by", key_of(name)) for name in names(post.byline)]
    return found + [("tag", key_of(tag)) for tag in post.tags]


def enter(index: Index, post: Post, place: Place) -> None:
    for family, key in facets(post):
        insort(index[family].setdefault(key, []), place)


def leave(index: Index, post: Post, place: Place) -> None:
    for family, key in facets(post):
        places = index[family][key]
        del places[bisect_left(places, place)]
        if not places:
            del index[family][key]
