"""The demo's story, read as an editor and as the machine that plays it would read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

import pytest

from dateline.blog.body import to_text
from dateline.blog.changes import (
    Actor,
    Change,
    Command,
    CorrectPost,
    Decided,
    EditPost,
    FlagPost,
    Json,
    PublishPost,
    RetractPost,
    ReviseSummary,
    moment,
    stamp,
)
from dateline.blog.decide import decide
from dateline.blog.fold import Blog
from dateline.cli.demo_story import Deed, Story, load

DAY = date(2024, 2, 29)
EDITOR = Actor("demo", "editor")
MINUTE = timedelta(minutes=1)
Kind = TypeVar("Kind")


@pytest.fixture(scope="module")
def story() -> Story:
    return load()


@pytest.fixture(scope="module")
def deeds(story: Story) -> list[Deed]:
    return [*story.prologue, *story.rest]


@pytest.fixture(scope="module")
def played(story: Story) -> Blog:
    blog = Blog()
    for _ in play(story, blog):
        pass
    return blog


def play(story: Story, blog: Blog) -> Iterator[tuple[Deed | None, list[Decided]]]:
    """Carry every deed out onto `blog`, giving each with what it changed."""
    first = stamp(story.moment(story.prologue[0], DAY))
    steps: list[tuple[Deed | None, Command, str]] = [(None, story.opening(), first)]
    steps += [(d, story.command(d, DAY), stamp(story.moment(d, DAY))) for d in (*story.prologue, *story.rest)]
    for deed, command, now in steps:
        decided = decide(command, blog, EDITOR, story.slug, now)
        for d in decided:
            blog.apply(Change(blog.seq + 1, d.kind, d.subject, now, EDITOR.id, d.body))
        yield deed, decided


def commands(deeds: Iterable[Deed], kind: type[Kind]) -> list[Kind]:
    return [d.command for d in deeds if isinstance(d.command, kind)]


def words_of(deeds: Iterable[Deed], post: str) -> list[PublishPost | EditPost]:
    """The commands that gave a post its text, in order."""
    texts = (d.command for d in deeds if isinstance(d.command, PublishPost | EditPost))
    return [command for command in texts if command.post == post]


def texts(deeds: list[Deed]) -> Iterator[str]:
    """Every text that a reader can see."""
    for deed in deeds:
        match deed.command:
            case PublishPost(headline=headline, body=body) | EditPost(headline=headline, body=body):
                yield from (headline or "", to_text(body) if body else "", getattr(deed.command, "note", ""))
            case RetractPost(reason=reason):
                yield reason
            case ReviseSummary(sentences=sentences):
                yield from (s["text"] for s in sentences)


def links(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[name] for name in ("href", "url") if isinstance(node.get(name), str))
        for value in node.values():
            yield from links(value)
    elif isinstance(node, list):
        for value in node:
            yield from links(value)


def block_kinds(node: Json) -> set[str]:
    return {node["type"]}.union(*(block_kinds(child) for child in node.get("content", [])))


def gauge(body: Json) -> list[list[str]]:
    """The cells of a body's table below its header."""
    table = next(block for block in body["content"] if block["type"] == "table")
    rows = [["".join(t["text"] for t in cell["content"]) for cell in row["content"]] for row in table["content"]]
    return rows[1:]


def test_every_deed_is_accepted_and_changes_something(story: Story) -> None:
    for deed, decided in play(story, Blog()):
        assert decided, f"{deed} changes nothing"


def test_the_day_ends_with_a_closed_blog_and_one_pinned_post(played: Blog) -> None:
    assert played.description is not None
    assert played.description.state == "closed"
    assert [p.id for p in played.posts.values() if p.pinned] == [played.order[-1][2]]


def test_posts_carry_the_time_of_the_story(story: Story, played: Blog) -> None:
    assert played.posts["watch"].at == "2024-02-29T06:41:20.000Z"
    ends = [moment(played.posts[i].at).astimezone(story.moment(story.rest[-1], DAY).tzinfo) for _, _, i in played.order]
    assert ends[0].hour == 6
    assert ends[-1].hour == 21
    assert ends == sorted(ends)


def test_there_is_a_whole_day_of_posts(deeds: list[Deed]) -> None:
    posts = commands(deeds, PublishPost)
    assert len(posts) >= 28
    assert len({p.byline for p in posts}) >= 3
    assert all(p.byline and p.headline for p in posts)
    for post in posts:
        assert post.body is not None
        words = len(to_text(post.body).split())
        assert 30 <= words <= 130, f"{post.post} has {words} words"


def test_everything_that_a_reader_may_meet_is_met(deeds: list[Deed], played: Blog) -> None:
    assert len([p for p in played.posts.values() if p.key]) >= 6
    assert len(commands(deeds, ReviseSummary)) >= 3
    assert commands(deeds, CorrectPost)
    assert commands(deeds, FlagPost)
    assert any(command.body and not command.standing for command in commands(deeds, EditPost))
    kinds = set().union(*(block_kinds(p.body) for p in played.posts.values()))
    assert kinds >= {"heading", "bullet_list", "ordered_list", "quote", "table"}
    assert list(links([p.body for p in played.posts.values()]))


def test_quotes_say_who_speaks_and_as_what(played: Blog) -> None:
    blocks = [block for post in played.posts.values() for block in post.body["content"]]
    quotes = [block["attrs"] for block in blocks if block["type"] == "quote"]
    assert len(quotes) >= 5
    assert all(q["speaker"] and q["role"] for q in quotes), quotes


def test_the_unnamed_source_is_confirmed_in_the_open(story: Story) -> None:
    blog = Blog()
    standings: list[tuple[str, str]] = []
    for _, decided in play(story, blog):
        subject = decided[0].subject
        if subject in ("source", "gate-confirmed"):
            standings.append((subject, blog.posts[subject].standing))
    assert standings == [("source", "unverified"), ("gate-confirmed", "confirmed"), ("source", "confirmed")]
    assert not blog.posts["source"].corrections


def test_the_rumour_is_gone_and_the_wrong_figure_is_owned_up_to(played: Blog) -> None:
    assert [p.id for p in played.posts.values() if p.retraction] == ["footbridge"]
    corrected = [p for p in played.posts.values() if p.corrections]
    assert [p.id for p in corrected] == ["power-noon"]
    assert "6,400" in corrected[0].corrections[0]["note"]
    assert "2,600 households in Pontelva" in corrected[0].headline


def test_nothing_cites_or_repeats_what_was_retracted(deeds: list[Deed]) -> None:
    gone: set[str] = set()
    for deed in deeds:
        if isinstance(deed.command, RetractPost):
            gone.add(deed.command.post)
        if isinstance(deed.command, ReviseSummary):
            assert not gone & {p for s in deed.command.sentences for p in s["posts"]}
    assert gone


def test_the_levels_grow_by_rows_and_their_changes_add_up(deeds: list[Deed]) -> None:
    tables = [gauge(command.body) for command in words_of(deeds, "levels") if command.body]
    assert len(tables) >= 3
    for before, after in pairwise(tables):
        assert after[: len(before)] == before
        assert len(after) > len(before)
    hourly = [row for row in tables[-1] if row[0].endswith(":00")]
    for (_, was, _), (time, now, change) in pairwise(hourly):
        assert round((float(now) - float(was)) * 100) == int(change.replace("−", "-")), time
    assert max(float(row[1]) for row in tables[-1]) == 6.55


def test_figures_that_belong_together_agree(played: Blog) -> None:
    count = to_text(played.posts["evacuation-count"].body)
    assert all(str(n) in count for n in (312, 148, 660))
    assert f"{312 + 148 + 660:,}" in count
    home = to_text(played.posts["going-home"].body)
    assert "380 of the 1,120" in home
    assert f"other {1120 - 380}" in home
    assert f"{3900 - 1850:,} of the 3,900" in to_text(played.posts["power-back"].body)
    night = to_text(played.posts["night"].body)
    assert "153" in night
    assert "59" in night
    assert played.posts["night"].headline.startswith(f"{153 + 59} ")


def test_links_lead_nowhere_that_exists(played: Blog) -> None:
    for url in links([p.to_json() for p in played.posts.values()]):
        host = url.partition("://")[2].partition("/")[0] or url.rpartition("@")[2]
        assert not url or host.endswith(".example"), url


def test_the_type_is_set_properly(deeds: list[Deed]) -> None:
    for text in texts(deeds):
        assert not set(text) & set("'\"\\*#|"), text
        assert text.count("“") == text.count("”"), text


def test_no_headline_is_used_twice(deeds: list[Deed]) -> None:
    counted = Counter(post.headline for post in commands(deeds, PublishPost))
    assert max(counted.values()) == 1
    assert max(map(len, counted)) <= 80


def test_the_demo_never_stands_still(story: Story) -> None:
    """At sixty times the pace a minute of the story is a second of the demo."""
    times = [story.moment(d, DAY) for d in (story.prologue[-1], *story.rest)]
    gaps = [(b - a) / MINUTE for a, b in pairwise(times)]
    assert min(gaps) > 0
    assert max(gaps) <= 25
    assert sorted(gaps)[len(gaps) // 2] <= 15
    assert 480 <= sum(gaps) <= 720


def test_the_first_minute_shows_a_post_a_mended_one_and_a_key_event(story: Story) -> None:
    start = story.moment(story.prologue[-1], DAY)
    hour = [d.command for d in story.rest if story.moment(d, DAY) - start <= 60 * MINUTE]
    assert any(isinstance(c, PublishPost) for c in hour)
    assert any(isinstance(c, CorrectPost) for c in hour)
    assert any(isinstance(c, PublishPost) and c.key for c in hour)


def test_a_reader_who_comes_first_finds_a_page_already(story: Story) -> None:
    posts = commands(story.prologue, PublishPost)
    assert 9 <= len(posts) <= 12
    assert any(p.pinned for p in posts)
    assert commands(story.prologue, ReviseSummary)
