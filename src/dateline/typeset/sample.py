"""An invented blog with a little of everything, on which templates are tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from dateline.blog.body import from_markdown
from dateline.blog.changes import (
    Actor,
    Change,
    CloseBlog,
    Command,
    CorrectPost,
    OpenBlog,
    PublishPost,
    RetractPost,
    ReviseSummary,
    stamp,
)
from dateline.blog.decide import decide
from dateline.blog.fold import Blog
from dateline.typeset import page
from dateline.typeset.site import Site

SITE = Site("https://live.example.org", "The Harbour Courier")
_EPOCH = "0a1b2c3d"
_BEGAN = datetime(2024, 3, 1, 6, 0, tzinfo=UTC)
_POSTS = 60  # more than a live page shows


def pages() -> dict[str, Callable[[], bytes | None]]:
    """What makes each kind of page, by what it is called."""
    live, changes = _blog(is_closed=False)
    closed, _ = _blog(is_closed=True)
    return {
        "live page": partial(page.live, live, SITE, _EPOCH),
        "live page of a closed blog": partial(page.live, closed, SITE, _EPOCH),
        "page of older posts": partial(page.older, live, SITE, _EPOCH, 1),
        "page of a post": partial(page.post, live, SITE, _EPOCH, "p2"),
        "page of a retracted post": partial(page.post, live, SITE, _EPOCH, "p3"),
        "history of a post": partial(page.history, live, "p2", changes, SITE, _EPOCH),
        "front page": partial(page.index, [live, closed], SITE),
        "page for nothing found": partial(page.missing, SITE),
    }


def _blog(is_closed: bool) -> tuple[Blog, list[Change]]:
    opening = OpenBlog("A sample of the tide", "It comes in twice a day.", zone="Europe/Paris", place="Paris")
    commands: list[Command] = [opening]
    text = from_markdown("> In by *noon*.\n> — Ane Torvik, pilot\n\n- one\n- two", "body")
    sources = [{"name": "Harbour office", "url": "https://harbour.example"}]
    for n in range(1, _POSTS):
        is_first = n == 1
        commands.append(
            PublishPost(
                f"p{n}", f"The tide, part {n}", text, byline="Liv Aune", key=is_first, pinned=is_first, sources=sources
            )
        )
    commands += [
        CorrectPost("p2", 1, headline="The tide, the second part", note="It is the second part."),
        RetractPost("p3", 1, "There was no third part."),
        ReviseSummary([{"text": "The tide is in.", "posts": ["p1"]}]),
    ]
    if is_closed:
        commands.append(CloseBlog())
    blog, changes = Blog(), []
    for i, command in enumerate(commands):
        at = stamp(_BEGAN + timedelta(hours=i))
        for decided in decide(command, blog, Actor("sample", "manager"), "tide", at):
            change = Change(blog.seq + 1, decided.kind, decided.subject, at, "sample", decided.body)
            changes.append(change)
            blog.apply(change)
    return blog, changes
