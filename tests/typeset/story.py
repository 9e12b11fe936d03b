"""Blogs for these tests, made the way that every blog is made: commands, decided, folded. No log and no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from dateline.blog.body import from_markdown
from dateline.blog.changes import (
    Actor,
    Change,
    CloseBlog,
    Command,
    CorrectPost,
    EditPost,
    FlagPost,
    OpenBlog,
    PublishPost,
    RetractPost,
    ReviseSummary,
    stamp,
)
from dateline.blog.decide import decide
from dateline.blog.fold import Blog
from dateline.typeset.site import Site

SITE = Site("https://live.courier.example", "The Skarvik Courier")
EPOCH = "5f3a9c1b"
MORNING = datetime(2022, 2, 2, 6, 0, tzinfo=UTC)


@dataclass
class Story:
    """A blog, and what is done to it; each deed happens `step` after the one before."""

    slug: str = "ferry-strike"
    step: timedelta = timedelta(minutes=5)
    now: datetime = MORNING
    blog: Blog = field(default_factory=Blog)
    changes: list[Change] = field(default_factory=list)

    def do(self, command: Command) -> None:
        for decided in decide(command, self.blog, Actor("test:editor", "manager"), self.slug, stamp(self.now)):
            change = Change(
                self.blog.seq + 1, decided.kind, decided.subject, stamp(self.now), "test:editor", decided.body
            )
            self.changes.append(change)
            self.blog.apply(change)
        self.now += self.step

    def open(self, title: str = "Ferries stand still in Skarvik", **members: Any) -> Story:
        self.do(OpenBlog(title, **{"zone": "Europe/Paris", "place": "Paris", "language": "en", **members}))
        return self

    def publish(self, post: str, headline: str = "", text: str = "", **members: Any) -> Story:
        self.do(PublishPost(post, headline, from_markdown(text, "body"), **members))
        return self

    def edit(self, post: str, text: str, **members: Any) -> Story:
        self.do(EditPost(post, self._revision(post), body=from_markdown(text, "body"), **members))
        return self

    def correct(self, post: str, note: str, text: str) -> Story:
        self.do(CorrectPost(post, self._revision(post), body=from_markdown(text, "body"), note=note))
        return self

    def retract(self, post: str, reason: str, takedown: bool = False) -> Story:
        self.do(RetractPost(post, self._revision(post), reason, takedown))
        return self

    def flag(self, post: str, **flags: bool) -> Story:
        self.do(FlagPost(post, self._revision(post), **flags))
        return self

    def summarise(self, *sentences: tuple[str, list[str]]) -> Story:
        self.do(ReviseSummary([{"text": text, "posts": posts} for text, posts in sentences]))
        return self

    def close(self) -> Story:
        self.do(CloseBlog())
        return self

    def _revision(self, post: str) -> int:
        return self.blog.posts[post].revision


def long_story(posts: int, **members: Any) -> Story:
    """So many plain posts, `n1` the oldest, five minutes apart."""
    story = Story().open(**members)
    for n in range(1, posts + 1):
        story.publish(f"n{n}", f"Update number {n}", f"What happened at the quay, part {n}.")
    return story


def full_story() -> Story:
    """A little of everything: every part, every mark, every block, over two days."""
    story = Story().open(standfirst="Crews walked out at midnight.\n\nWe follow the day from the quay.")
    story.publish("walkout", "Crews walk out", "All **eleven** ferries lie in port.", byline="Liv Aune", key=True)
    story.publish("rumour", "Bridge said to be shut", "A driver *told us* so.", standing="unverified")
    story.publish(
        "minister",
        "Minister: talks at noon",
        "> I will sit at the table until it gives way.\n> — Ane Torvik, transport minister\n\n[The letter](https://gov.example/l)",
        standing="confirmed",
        sources=[{"name": "Ministry of Transport", "url": "https://gov.example"}, {"name": "Two negotiators"}],
        happened_at="2022-02-02T06:02:00Z",
    )
    story.publish(
        "count", "Stranded: 4,100", "- 4,100 passengers\n- 260 lorries\n\n| Port | Cars |\n|---|---|\n| North | 12 |"
    )
    story.publish("known", "What we know", "Talks at *noon*. See [the walkout](#p-walkout).", pinned=True)
    story.publish("plain", "", "A short note without a headline.")
    story.publish("photo", "The quay", "![A row of ferries](https://img.example/quay.jpg)\n\nhttps://video.example/v/1")
    story.correct("count", "We first wrote 4,100; the company says 3,900.", "- 3,900 passengers")
    story.edit("plain", "A short note, mended.")
    story.retract("rumour", "The bridge was open all day.")
    story.now += timedelta(days=1)
    story.publish("deal", "A deal at dawn", "They signed at 05:40.", key=True)
    story.summarise(("The strike is over.", ["deal"]), ("It stranded 3,900 people.", ["count", "walkout"]))
    return story
