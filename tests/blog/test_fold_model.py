"""Any sequence of commands leaves the blog that a small model says, whatever way its log is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dateline.blog.changes import (
    Actor,
    Change,
    CloseBlog,
    Command,
    CorrectPost,
    Decided,
    DescribeBlog,
    EditPost,
    FlagPost,
    ImportPosts,
    OpenBlog,
    PublishPost,
    ReopenBlog,
    RetractPost,
    ReviseSummary,
    WithdrawPost,
    stamp,
)
from dateline.blog.decide import decide, touches
from dateline.blog.fold import Blog, fold
from dateline.errors import Refusal

EDITOR = Actor("token:1", "editor")
START = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Refused(Exception):
    """What the model says where decide() raises a Refusal."""


@dataclass
class Model:
    """The newsroom's rules once more, as briefly as they can be said. Posts are dicts: a text, a time, marks."""

    title: str = ""
    live: bool = True
    summary: list[str] = field(default_factory=list)
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def publish(self, id_: str, text: str, at: str, now: datetime) -> None:
        self.require(self.live and id_ not in self.posts)
        post = {"text": text, "at": at, "revision": 1, "notes": 0, "key": False, "gone": None, "mood": None}
        self.posts[id_] = {**post, "hidden": False, "since": now}

    def standing(self, id_: str, expected: int) -> dict[str, Any]:
        self.require(id_ in self.posts and self.posts[id_]["revision"] == expected and not self.posts[id_]["gone"])
        return self.posts[id_]

    def edit(self, id_: str, expected: int, text: str, at: str | None, correct: bool) -> None:
        post = self.standing(id_, expected)
        new = {"text": text, "at": at or post["at"]}
        if correct or post | new != post:
            post |= new | {"revision": expected + 1, "notes": post["notes"] + correct}

    def retract(self, id_: str, expected: int, takedown: bool) -> None:
        gone = self.posts.get(id_, {}).get("gone")
        self.require(id_ in self.posts and self.posts[id_]["revision"] == expected)
        self.require(gone is None or (gone == "retracted" and takedown))
        post = self.posts[id_]
        post |= {"revision": expected + 1, "key": False, "gone": "taken down" if takedown else "retracted"}
        post |= {"text": "", "notes": 0, "mood": None} if takedown else {}

    def withdraw(self, id_: str, expected: int, now: datetime) -> None:
        post = self.standing(id_, expected)
        self.require(now - post["since"] <= timedelta(seconds=20))
        post |= {"revision": expected + 1, "key": False, "gone": "retracted", "hidden": True}
        self.summary = [cited for cited in self.summary if cited != id_]

    def flag(self, id_: str, expected: int, key: bool) -> None:
        post = self.standing(id_, expected)
        if post["key"] != key:
            post |= {"key": key, "revision": expected + 1}

    def summarise(self, cited: list[str]) -> None:
        self.require(all(id_ in self.posts and not self.posts[id_]["gone"] for id_ in cited))
        self.summary = cited

    def require(self, condition: bool) -> None:
        if not condition:
            raise Refused


ids = st.sampled_from(["a", "b", "c"])
texts = st.sampled_from(["One.", "Two.", "Three."])
times = st.none() | st.sampled_from([0, 30, 90]).map(lambda minutes: stamp(START + timedelta(minutes=minutes)))
offsets = st.sampled_from([0, 0, 0, 0, -1, 1])


class Newsroom(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.log: list[Change] = []
        self.blog, self.model = Blog(), Model()
        self.clock = START

    @initialize()
    def open(self) -> None:
        self.do(OpenBlog(title="Fire"), lambda: setattr(self.model, "title", "Fire"))

    def do(self, command: Command, meant: Any) -> None:
        """Carry the command out here and in the model: both do it or both refuse."""
        self.clock += timedelta(seconds=15)  # so that what was published just now can be withdrawn, and nothing else
        now = stamp(self.clock)
        try:
            decided = decide(command, self.blog, EDITOR, "fire", now)
        except Refusal as refusal:
            decided = []
            refused: Refusal | None = refusal
        else:
            refused = None
        self.check_partial_view(command, decided, now)
        try:
            meant()
        except Refused:
            assert refused, f"{command} was carried out, and should have been refused"
        else:
            assert not refused, f"{command} was refused: {refused}"
        for step in decided:
            change = Change(len(self.log) + 1, step.kind, step.subject, now, EDITOR.id, step.body)
            self.log.append(change)
            self.blog.apply(change)

    def check_partial_view(self, command: Command, decided: list[Decided], now: str) -> None:
        """A decision that sees only what the command touches is the same one."""
        view = Blog()
        view.description, view.summary = self.blog.description, self.blog.summary
        for id_ in touches(command):
            if post := self.blog.find(id_):
                view.hold(post)
        try:
            assert decide(command, view, EDITOR, "fire", now) == decided
        except Refusal:
            assert decided == []

    def revision(self, id_: str, offset: int) -> int:
        post = self.blog.find(id_)
        return (post.revision if post else 1) + offset

    @rule(title=texts)
    def describe(self, title: str) -> None:
        self.do(DescribeBlog(title=title), lambda: setattr(self.model, "title", title))

    @rule(live=st.booleans())
    def close_or_reopen(self, live: bool) -> None:
        def meant() -> None:
            self.model.require(self.model.live != live)
            self.model.live = live

        self.do(ReopenBlog() if live else CloseBlog(), meant)

    @rule(id_=ids, text=texts, at=times)
    def publish(self, id_: str, text: str, at: str | None) -> None:
        command = PublishPost(post=id_, headline=text, at=at)
        self.do(command, lambda: self.model.publish(id_, text, at or stamp(self.clock), self.clock))

    @rule(chosen=st.lists(ids, min_size=1, max_size=3), text=texts, at=times)
    def bring_in(self, chosen: list[str], text: str, at: str | None) -> None:
        def meant() -> None:
            self.model.require(len(set(chosen)) == len(chosen) and not set(chosen) & set(self.model.posts))
            for id_ in chosen:
                self.model.publish(id_, text, at or stamp(self.clock), self.clock)

        self.do(ImportPosts(posts=[PublishPost(post=id_, headline=text, at=at) for id_ in chosen]), meant)

    @rule(id_=ids, offset=offsets, text=texts, at=times, correct=st.booleans())
    def edit(self, id_: str, offset: int, text: str, at: str | None, correct: bool) -> None:
        expected = self.revision(id_, offset)
        command = (
            CorrectPost(post=id_, expected=expected, headline=text, at=at, note="It was wrong.")
            if correct
            else EditPost(post=id_, expected=expected, headline=text, at=at)
        )
        self.do(command, lambda: self.model.edit(id_, expected, text, at, correct))

    @rule(id_=ids, offset=offsets, takedown=st.booleans())
    def retract(self, id_: str, offset: int, takedown: bool) -> None:
        expected = self.revision(id_, offset)
        command = RetractPost(post=id_, expected=expected, reason="Untrue.", takedown=takedown)
        self.do(command, lambda: self.model.retract(id_, expected, takedown))

    @rule(id_=ids, offset=offsets)
    def withdraw(self, id_: str, offset: int) -> None:
        expected = self.revision(id_, offset)
        command = WithdrawPost(post=id_, expected=expected)
        self.do(command, lambda: self.model.withdraw(id_, expected, self.clock))

    @rule(id_=ids, offset=offsets, key=st.booleans())
    def flag(self, id_: str, offset: int, key: bool) -> None:
        expected = self.revision(id_, offset)
        self.do(FlagPost(post=id_, expected=expected, key=key), lambda: self.model.flag(id_, expected, key))

    @rule(cited=st.lists(ids, min_size=1, max_size=2))
    def summarise(self, cited: list[str]) -> None:
        sentences = [{"text": "It is so.", "posts": [id_]} for id_ in cited]
        self.do(ReviseSummary(sentences=sentences), lambda: self.model.summarise(cited))

    @rule(id_=ids, mood=texts)
    def a_newer_version_edits(self, id_: str, mood: str) -> None:
        """It writes a member of a post that this version has never heard of."""
        post = self.blog.posts.get(id_)
        if post is None or post.retraction:
            return
        body = {**post.to_json(), "revision": post.revision + 1, "mood": mood}
        change = Change(len(self.log) + 1, "post.edited", id_, stamp(self.clock), EDITOR.id, body)
        self.log.append(change)
        self.blog.apply(change)
        self.model.posts[id_] |= {"mood": mood, "revision": post.revision + 1}

    @invariant()
    def the_blog_is_the_model_s(self) -> None:
        description = self.blog.description
        if description is None:
            return
        assert (description.title, description.state == "live") == (self.model.title, self.model.live)
        assert [sentence["posts"][0] for sentence in self.blog.summary] == self.model.summary
        shown = {
            post.id: {
                "text": post.headline,
                "at": post.at,
                "revision": post.revision,
                "notes": len(post.corrections),
                "key": post.key,
                "gone": post.retraction and ("taken down" if post.retraction["takedown"] else "retracted"),
                "mood": post.extra.get("mood"),
            }
            for post in self.blog.posts.values()
        }
        told = {id_: {k: v for k, v in post.items() if k != "since"} for id_, post in self.model.posts.items()}
        visible = {id_: post for id_, post in told.items() if not post.pop("hidden")}
        assert shown == visible
        assert set(self.blog.withdrawn) == told.keys() - visible.keys()
        # A dict keeps the order of first publication, and sorting is stable.
        assert [id_ for _, _, id_ in self.blog.order] == sorted(visible, key=lambda i: visible[i]["at"])

    @invariant()
    def every_way_to_read_the_log_gives_this_blog(self) -> None:
        whole = state(self.blog)
        half = len(self.log) // 2
        assert state(fold(self.log)) == whole
        assert state(fold(self.log, fold(self.log))) == whole
        assert state(fold(self.log[half:], fold(self.log[:half]))) == whole
        assert state(fold(self.log[max(half - 3, 0) :], fold(self.log[:half]))) == whole
        assert state(fold(erased(self.log))) == whole


def state(blog: Blog) -> dict[str, Any]:
    return {name: getattr(blog, name) for name in Blog.__slots__}


def erased(log: list[Change]) -> list[Change]:
    """The log as its takedowns leave it."""
    takedowns = {c.subject: c.seq for c in log if ((c.body or {}).get("retraction") or {}).get("takedown")}
    return [replace(c, body=None) if takedowns.get(c.subject, 0) > c.seq else c for c in log]


Newsroom.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestNewsroom = Newsroom.TestCase
