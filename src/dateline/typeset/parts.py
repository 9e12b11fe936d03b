"""What stands around the posts and changes with them: each part is one element with an id, rendered alone.

A delta's `head` operation carries the parts that a change touched, and each replaces the element of the same id.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from babel.lists import format_list
from markupsafe import Markup

from dateline.blog.body import to_html
from dateline.blog.changes import Json, Post
from dateline.blog.fold import Blog
from dateline.typeset import choice, clock, links
from dateline.typeset.clock import Clock
from dateline.typeset.elements import fill, isolated
from dateline.typeset.excerpt import headline
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import render
from dateline.typeset.words import Words

_HALF = Markup("<span>{}</span>")  # a narrow screen gives each a line
_AUTHOR = Markup('<a href="{}">{}</a>')
_NAMED = 8  # authors named at once; more are folded up
_STANDFIRST = 700  # characters of whole paragraphs shown at once, about a telephone's screen


def state(blog: Blog, site: Site) -> str:
    """`<p id="state">`: Live, paused (and what readers are told of it), or when the blog ended."""
    described = choice.described(blog)
    wall = clock.of(described, site.language)
    ended = wall.full(described.closed_at) if described.closed_at else ""
    return _part("state", site, blog=described, ended=ended)


def head(blog: Blog, site: Site) -> str:
    """`<header id="masthead">`: title and standfirst."""
    described = choice.described(blog)
    paragraphs = [p for p in described.standfirst.split("\n\n") if p]
    lengths = accumulate(map(len, paragraphs))
    shown = max(1, sum(length <= _STANDFIRST for length in lengths))
    return _part("masthead", site, blog=described, paragraphs=paragraphs[:shown], more=paragraphs[shown:])


def byline(blog: Blog, site: Site) -> str:
    """`<div id="byline">`: everybody who wrote, in the order of their first posts."""
    described = choice.described(blog)
    told = clock.of(described, site.language).words
    names = choice.authors(blog)
    links_to = [_AUTHOR.format(links.by(described.slug, name), isolated(name, described)) for name in names]
    first, others = links_to[:_NAMED], links_to[_NAMED:]
    # The language's own 'and' stands before the last of all, so not where more are folded up below.
    named = Markup(format_list(first, locale=told.LOCALE)) if first and not others else _joined(first, told)  # noqa: S704
    return _part("byline", site, blog=described, named=named, others=_joined(others, told), count=len(others))


def updated(blog: Blog, site: Site) -> str:
    """`<p id="updated">`: when anything of the blog last changed."""
    described = choice.described(blog)
    wall = clock.of(described, site.language)
    time, date = (_HALF.format(told) for told in (wall.label(blog.changed_at), wall.date(blog.changed_at)))
    # As the blog ends, both times are one: it is told by the state, and here only to the script.
    ends = described.state == "closed" and described.closed_at == blog.changed_at
    label = fill(wall.words.MOMENT_ON, time=time, date=date)
    return _part("updated", site, blog=described, at=blog.changed_at, label=label, ends=ends)


def summary(blog: Blog, site: Site) -> str:
    """`<section id="summary">`: the sentences, each with links to the posts that support it; a stale one says so."""
    described = choice.described(blog)
    wall = clock.of(described, site.language)
    sentences = [_sentence(sentence, blog, wall) for sentence in blog.summary]
    as_of = wall.beside(blog.summary_at, described.opened_at) if blog.summary else ""
    return _part("summary", site, blog=described, sentences=sentences, at=blog.summary_at, as_of=as_of)


def pinned(blog: Blog, site: Site) -> str:
    """`<section id="pinned">`: the pinned posts' text, and a link to where each stands."""
    described = choice.described(blog)
    wall = clock.of(described, site.language)
    _, posts = choice.marked(blog)
    items = [
        {
            "post": p,
            "body": to_html(p.body, direction(described.language)),
            "time": wall.hours(p.at),
            "edited": wall.beside(p.updated_at, p.at) if p.updated_at else "",
        }
        for p in posts
    ]
    return _part("pinned", site, blog=described, items=items)


def keys(blog: Blog, site: Site) -> str:
    """`<nav id="keys">`: every key event of the blog, newest first."""
    return _keys(blog, site, choice.marked(blog)[0])


def keys_in_order(blog: Blog, site: Site) -> str:
    """The same, oldest first, above posts that are."""
    return _keys(blog, site, choice.marked(blog)[0][::-1])


def _keys(blog: Blog, site: Site, posts: list[Post]) -> str:
    described = choice.described(blog)
    wall = clock.of(described, site.language)
    days = [wall.day(p.at) for p in posts]
    several = len(set(days)) > 1
    items = [
        {
            "post": p,
            "time": wall.hours(p.at),
            "headline": headline(p, wall.words),
            "day": days[i] if several and (i == 0 or days[i] != days[i - 1]) else "",
        }
        for i, p in enumerate(posts)
    ]
    return _part("keys", site, blog=described, items=items)


PARTS: dict[str, Callable[[Blog, Site], str]] = {
    "state": state,
    "masthead": head,
    "byline": byline,
    "updated": updated,
    "keys": keys,
    "summary": summary,
    "pinned": pinned,
}


def _part(name: str, site: Site, **context: object) -> str:
    return render(f"parts/{name}.html", site=site, **context).strip()


def _joined(people: list[Markup], told: Words) -> Markup:
    return Markup(told.BETWEEN).join(people)  # noqa: S704  # a word of our own


def _sentence(sentence: Json, blog: Blog, wall: Clock) -> Json:
    """`stale`: the first post that no longer says what the sentence was built on, a retracted one before others."""
    posts = [blog.posts[post_id] for post_id in sentence["posts"] if post_id in blog.posts]
    stale = sorted((p for p in posts if p.id in blog.stale), key=lambda p: p.retraction is None)
    return {
        "text": sentence["text"],
        "posts": [{"post": p, "time": wall.hours(p.at)} for p in posts],
        "stale": stale[0] if stale else None,
    }
