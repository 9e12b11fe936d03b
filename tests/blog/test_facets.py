"""What the fold keeps beside the posts: under which headings they are found, and which of the summary's are stale."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.body import from_markdown
from dateline.blog.changes import (
    Actor,
    Change,
    CloseBlog,
    Command,
    CorrectPost,
    DescribeBlog,
    Description,
    EditPost,
    FlagPost,
    OpenBlog,
    Post,
    PublishPost,
    ReopenBlog,
    RetractPost,
    ReviseSummary,
    WithdrawPost,
    stamp,
)
from dateline.blog.decide import decide
from dateline.blog.facets import Place, facets
from dateline.blog.fold import Blog, fold
from dateline.errors import Conflict, Refusal

EDITOR = Actor("token:1", "editor")
POSTS = st.sampled_from(["a", "b", "c", "d"])
BYLINES = st.sampled_from(["", "Liv Aune", "Per Holt", "Liv Aune and Per Holt", "liv aune"])
TAGS = st.lists(st.sampled_from(["Dam", "dam", "Schools", "Ferry strike"]), max_size=3)
TIMES = st.none() | st.sampled_from(["2026-05-04T10:00:00Z", "2026-05-04T14:00:00Z"])
REVISION = -1  # stands for the newest one

DEEDS = st.one_of(
    st.builds(PublishPost, post=POSTS, headline=st.just("News"), byline=BYLINES, at=TIMES, tags=TAGS, key=st.booleans(),
              standing=st.sampled_from(["reported", "confirmed"])),
    st.builds(EditPost, post=POSTS, expected=st.just(REVISION), headline=st.sampled_from(["News", "Other"]),
              body=st.none() | st.sampled_from(["One.", "Two."]).map(lambda text: from_markdown(text, "body")),
              byline=st.none() | BYLINES, at=TIMES, tags=st.none() | TAGS),
    st.builds(CorrectPost, post=POSTS, expected=st.just(REVISION), note=st.just("Not so."), byline=st.none() | BYLINES),
    st.builds(FlagPost, post=POSTS, expected=st.just(REVISION), key=st.booleans(), pinned=st.booleans()),
    st.builds(RetractPost, post=POSTS, expected=st.just(REVISION), reason=st.just("Untrue."), takedown=st.booleans()),
    st.builds(lambda post: ReviseSummary([{"text": "So.", "posts": [post]}]), POSTS),
)  # fmt: skip


def run(commands: list[Command], pace: int = 60) -> list[Change]:
    """The log that these commands leave, one each `pace` seconds, those that are refused left out."""
    blog = Blog()
    log: list[Change] = []
    for number, command in enumerate([OpenBlog("Fire"), *commands]):
        now = stamp(datetime(2026, 5, 4, 12, tzinfo=UTC) + number * timedelta(seconds=pace))
        try:
            decided = decide(_current(command, blog), blog, EDITOR, "fire", now)
        except Refusal:
            continue
        for step in decided:
            log.append(Change(len(log) + 1, step.kind, step.subject, now, EDITOR.id, step.body))
            blog.apply(log[-1])
    return log


def _current(command: Command, blog: Blog) -> Command:
    """The command for the newest revision of its post."""
    if not isinstance(command, EditPost | FlagPost | RetractPost | WithdrawPost):
        return command
    post = blog.posts.get(command.post)
    return replace(command, expected=post.revision if post else 1)


@given(st.lists(DEEDS, max_size=25))
def test_the_index_is_what_a_look_through_all_posts_finds(commands: list[Any]) -> None:
    blog = fold(run(commands))
    found: dict[str, dict[str, list[Place]]] = {"only": {}, "by": {}, "tag": {}}
    for place in blog.order:
        for family, key in facets(blog.posts[place[2]]):
            found[family].setdefault(key, []).append(place)
    assert blog.index == found


@given(st.lists(DEEDS, max_size=25))
def test_a_sentence_is_stale_when_what_it_cites_was_changed_after_it_was_written(commands: list[Any]) -> None:
    log = run(commands)
    revised = max((c.seq for c in log if c.kind == "summary.revised"), default=0)
    texts: dict[str, list[Any]] = defaultdict(list)
    stale = set()
    for change in log:
        if not change.kind.startswith("post.") or change.body is None:
            continue
        text = [change.body[name] for name in ("headline", "body", "corrections", "retraction")]
        if change.seq > revised > 0 and texts[change.subject][-1:] != [text]:
            stale.add(change.subject)
        texts[change.subject].append(text)
    blog = fold(log)
    cited = {post for sentence in blog.summary for post in sentence["posts"]}
    assert blog.stale == stale & cited
    assert blog.summary_at == (log[revised - 1].at if revised else "")


def test_flagging_and_filing_a_cited_post_makes_no_sentence_stale() -> None:
    commands: list[Command] = [
        PublishPost("a", "News"),
        ReviseSummary([{"text": "So.", "posts": ["a"]}]),
        FlagPost("a", REVISION, key=True),
        EditPost("a", REVISION, tags=["Dam"], byline="Liv Aune"),
    ]
    assert fold(run(commands)).stale == set()
    assert fold(run([*commands, EditPost("a", REVISION, headline="Else")])).stale == {"a"}
    edited = [*commands, EditPost("a", REVISION, body=from_markdown("Else.", "body"))]
    assert fold(run(edited)).stale == {"a"}
    anew = ReviseSummary([{"text": "So it is.", "posts": ["a"]}])
    assert fold(run([*edited, anew])).stale == set()
    assert fold(run([*commands, RetractPost("a", REVISION, "Untrue.")])).stale == {"a"}


def test_a_retracted_post_is_found_among_the_corrections_alone() -> None:
    post = PublishPost("a", "News", byline="Liv Aune", key=True, pinned=True, tags=["Dam"], standing="confirmed")
    index = fold(run([post, RetractPost("a", REVISION, "Untrue.")])).index
    assert index == {"only": {"corrections": [("2026-05-04T12:01:00.000Z", 2, "a")]}, "by": {}, "tag": {}}


def test_filing_a_post_under_a_tag_is_a_change_but_no_update() -> None:
    log = run([PublishPost("a", "News"), EditPost("a", REVISION, tags=["Dam"])])
    assert log[-1].kind == "post.edited" and log[-1].body is not None
    assert (log[-1].body["tags"], log[-1].body["revision"], log[-1].body["updated_at"]) == (["Dam"], 2, None)
    log = run([PublishPost("a", "News"), EditPost("a", REVISION, tags=["Dam"], headline="Else")])
    assert log[-1].body is not None and log[-1].body["updated_at"] == "2026-05-04T12:02:00.000Z"


def test_what_was_written_before_there_were_tags_and_pauses_is_read_as_having_none() -> None:
    body = Post("a", 1, "News", {"type": "doc", "content": []}, "2026-05-04T12:00:00.000Z", "").to_json()
    del body["tags"]
    assert Post.from_json(body).tags == []
    described = Description("fire", "Fire").to_json()
    del described["paused"]
    assert Description.from_json(described).paused is None


def test_coverage_rests_until_it_is_resumed_or_closed() -> None:
    def paused(*commands: Command) -> str | None:
        description = fold(run(list(commands))).description
        assert description is not None
        return description.paused

    assert paused() is None
    assert paused(DescribeBlog(paused=" Back at  7:00 ")) == "Back at 7:00"
    assert paused(DescribeBlog(paused="")) == ""
    assert paused(DescribeBlog(paused="x"), PublishPost("a", "News"), DescribeBlog(title="Fires")) == "x"
    assert paused(DescribeBlog(paused="x"), DescribeBlog(paused=False)) is None
    assert paused(DescribeBlog(paused="x"), CloseBlog(), ReopenBlog()) is None
    assert len(run([DescribeBlog(paused=False)])) == 1  # nothing to change


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_what_is_not_live_cannot_be_paused(state: Any) -> None:
    blog = fold(run([]))
    blog.description = Description("fire", "Fire", state=state)
    with pytest.raises(Conflict):
        decide(DescribeBlog(paused=""), blog, EDITOR, "fire", "2026-05-04T13:00:00.000Z")
