"""What stands around the posts and changes with them: each part is one element with an id, rendered alone.

A delta's `head` operation carries the parts that a change touched, and each replaces the element of the same id.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.blog.body import to_html
from dateline.blog.changes import Description, Json, Post
from dateline.blog.fold import Blog
from dateline.typeset import choice, clock
from dateline.typeset.excerpt import headline
from dateline.typeset.site import Site
from dateline.typeset.templates import render


def state(blog: Blog, site: Site) -> str:
    """`<p id="state">`: Live, or when the blog ended."""
    described = choice.described(blog)
    ended = clock.full(described.closed_at, described.zone, described.place) if described.closed_at else ""
    return _part("state", blog=described, ended=ended)


def head(blog: Blog, site: Site) -> str:
    """`<header id="masthead">`: title and standfirst."""
    described = choice.described(blog)
    return _part("masthead", blog=described, paragraphs=[p for p in described.standfirst.split("\n\n") if p])


def updated(blog: Blog, site: Site) -> str:
    """`<p id="updated">`: when anything of the blog last changed."""
    described = choice.described(blog)
    label = clock.full(blog.changed_at, described.zone, described.place)
    return _part("updated", at=blog.changed_at, label=label)


def summary(blog: Blog, site: Site) -> str:
    """`<section id="summary">`: the sentences, each with links to the posts that support it."""
    described = choice.described(blog)
    sentences = [_sentence(sentence, blog, described) for sentence in blog.summary]
    return _part("summary", blog=described, sentences=sentences)


def pinned(blog: Blog, site: Site) -> str:
    """`<section id="pinned">`: the pinned posts' text, and a link to where each stands."""
    described = choice.described(blog)
    _, posts = choice.marked(blog)
    items = [
        {
            "post": p,
            "body": to_html(p.body),
            "time": _time(p, described),
            "edited": clock.beside(p.updated_at, p.at, described.zone) if p.updated_at else "",
        }
        for p in posts
    ]
    return _part("pinned", blog=described, items=items)


def keys(blog: Blog, site: Site) -> str:
    """`<nav id="keys">`: every key event of the blog, newest first."""
    described = choice.described(blog)
    posts, _ = choice.marked(blog)
    days = [clock.day(p.at, described.zone) for p in posts]
    several = len(set(days)) > 1
    items = [
        {
            "post": p,
            "time": _time(p, described),
            "headline": headline(p),
            "day": days[i] if several and (i == 0 or days[i] != days[i - 1]) else "",
        }
        for i, p in enumerate(posts)
    ]
    return _part("keys", blog=described, items=items)


PARTS: dict[str, Callable[[Blog, Site], str]] = {
    "state": state,
    "masthead": head,
    "updated": updated,
    "keys": keys,
    "summary": summary,
    "pinned": pinned,
}


def _part(name: str, **context: object) -> str:
    return render(f"parts/{name}.html", **context).strip()


def _time(post: Post, described: Description) -> str:
    return clock.label(post.at, described.zone, described.place, with_zone=False)


def _sentence(sentence: Json, blog: Blog, described: Description) -> Json:
    posts = [blog.posts[post_id] for post_id in sentence["posts"] if post_id in blog.posts]
    return {"text": sentence["text"], "posts": [{"post": p, "time": _time(p, described)} for p in posts]}
