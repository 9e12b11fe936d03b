"""What a first view weighs as it goes over the wire, with the prose of a real day: the demo's."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import brotli
import pytest

from dateline.blog.changes import Actor, Change, CloseBlog, Command, CorrectPost, DescribeBlog, PublishPost, stamp
from dateline.blog.decide import decide
from dateline.blog.fold import Blog
from dateline.cli.demo_story import load
from dateline.typeset import assets, page
from tests.typeset.story import EPOCH, SITE

WINDOW = 14_600  # bytes: ten segments, what a server may send before the first acknowledgement (RFC 6928)
FIRST_VIEW = 40 * 1024
POSTS = 50

Pack = Callable[[bytes], bytes]
PACKED: dict[str, Pack] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


@pytest.fixture(scope="module")
def blog() -> Blog:
    """The demo's day at its end, still live, brought to fifty posts by telling its first ones once more."""
    story, told = load(), Blog()
    deeds = [deed for deed in (*story.prologue, *story.rest) if not isinstance(deed.command, CloseBlog)]
    day = date(2026, 3, 4)
    plan: list[tuple[Command, str]] = [(story.opening(), stamp(story.moment(deeds[0], day)))]
    plan += [(story.command(deed, day), stamp(story.moment(deed, day))) for deed in deeds]
    written = [command for command, _ in plan if isinstance(command, PublishPost)]
    plan += [(replace(post, post=f"{post.post}-more", tags=["River", "Dam"]), plan[-1][1]) for post in written]
    for command, now in plan:
        if isinstance(command, PublishPost) and len(told.posts) == POSTS:
            continue
        for step in decide(command, told, Actor("test", "manager"), story.slug, now):
            told.apply(Change(told.seq + 1, step.kind, step.subject, now, "test", step.body))
    assert len(told.posts) == POSTS
    return told


def of(name: str) -> bytes:
    return next(asset.body for asset in assets.all().values() if asset.name == name)


@pytest.mark.parametrize("encoding", PACKED)
def test_the_first_post_can_be_read_after_one_round_trip(blog: Blog, encoding: str) -> None:
    html = page.live(blog, SITE, EPOCH)
    packed = PACKED[encoding]
    first = html[: html.index(b"</article>")]
    assert b"</h2>" in first and html.count(b"<article") == POSTS
    assert len(packed(first)) + len(packed(of("live.css"))) <= WINDOW


@pytest.mark.parametrize("encoding", PACKED)
def test_fifty_posts_with_style_and_script_weigh_at_most_forty_kilobytes(blog: Blog, encoding: str) -> None:
    packed = PACKED[encoding]
    weight = sum(len(packed(body)) for body in (page.live(blog, SITE, EPOCH), of("live.css"), of("live.js")))
    assert weight <= FIRST_VIEW


def test_what_stands_above_the_posts_stays_short_however_much_there_is_to_say(blog: Blog) -> None:
    """A hundred key events come after the posts; a long standfirst and many authors fold up and pack well."""
    longest, now = Blog(), blog.changed_at
    editor = Actor("test", "manager")
    commands: list[Command] = [
        load().opening(),
        DescribeBlog(
            standfirst="\n\n".join(f"{n}. " + str(load().standfirst) for n in range(20)), paused="Back at 7:00"
        ),
        *(PublishPost(f"k{n}", f"Key event number {n}", byline=f"Writer Nr{n:03d}", key=True) for n in range(100)),
        CorrectPost("k99", 1, note="It was another."),
    ]
    for command in commands:
        for step in decide(command, longest, editor, "day", now):
            longest.apply(Change(longest.seq + 1, step.kind, step.subject, now, "test", step.body))
    html = page.live(longest, SITE, EPOCH)
    first = html[: html.index(b"</article>")]
    assert html.index(b'id="keys"') > html.rindex(b"</article>")
    assert len(PACKED["br"](first)) + len(PACKED["br"](of("live.css"))) <= WINDOW
