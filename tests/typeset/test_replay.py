"""The story told again: its deltas lead from nothing to the page of today, and hold nothing that this one does not."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

from dateline.blog.changes import DescribeBlog, ImportPosts, PublishPost, ReopenBlog
from dateline.typeset import assets, choice, fragment, parts, replay
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story


def told(story: Story) -> Any:
    return json.loads(replay.data(story.changes, SITE, EPOCH))


def played(data: Any) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """The order of the posts, their articles and the parts, after all steps."""
    order: list[str] = []
    articles: dict[str, str] = {}
    heads: dict[str, str] = {}
    for op in (op for step in data["steps"] for op in step["ops"]):
        if op["op"] == "head":
            heads |= dict.fromkeys(Page(op["html"]).ids, op["html"])
            continue
        if op["id"] in articles:
            order.remove(op["id"])
        articles[op["id"]] = op["html"]
        order.insert(order.index(op["before"]) if op["before"] else len(order), op["id"])
    return order, articles, heads


def test_after_the_last_step_the_page_is_that_of_today() -> None:
    for story in (full_story(), full_story().close(), long_story(65)):
        order, articles, heads = played(told(story))
        posts = choice.newest(story.blog, len(story.blog.order))
        assert order == [post.id for post in posts]
        described = choice.described(story.blog)
        assert articles == {post.id: fragment.post(described, post, SITE) for post in posts}
        for name, part in (("masthead", parts.head), ("summary", parts.summary), ("pinned", parts.pinned)):
            assert part(story.blog, SITE) in heads[name]


def test_times_run_forward_and_long_silences_are_shortened() -> None:
    data = told(full_story())
    assert [step["at"] for step in data["steps"]] == sorted(step["at"] for step in data["steps"])
    passed = [step["t"] for step in data["steps"]]
    gaps = [later - earlier for earlier, later in pairwise(passed)]
    assert passed[0] == 0 and max(gaps) == replay.SILENCE and min(gaps) > 0
    assert data["zone"] == "Europe/Paris"


def test_an_import_is_told_at_the_times_that_its_posts_bear() -> None:
    story = Story().open()
    times = [f"2022-01-0{day}T12:00:00.000Z" for day in (3, 1, 2)]
    story.do(ImportPosts([PublishPost(f"i{n}", f"Imported {n}", at=at) for n, at in enumerate(times)]))
    story.publish("late", "Filed late", at="2022-01-02T15:00:00.000Z")
    data = told(story)
    put = {op["id"]: step["at"] for step in data["steps"] for op in step["ops"] if op["op"] == "put"}
    assert put == {"i0": times[0], "i1": times[1], "i2": times[2], "late": story.changes[-1].at}
    assert played(data)[0] == [post.id for post in choice.newest(story.blog, 9)]


def test_two_posts_of_one_time_stay_in_the_order_of_the_log() -> None:
    story, noon = Story().open(), "2022-01-03T12:00:00.000Z"
    story.publish("late", "Filed late", at=noon)
    story.do(ImportPosts([PublishPost(f"i{n}", f"Imported {n}", at=noon) for n in range(2)]))
    assert played(told(story))[0] == [post.id for post in choice.newest(story.blog, 9)] == ["i1", "i0", "late"]


def test_key_events_are_told_when_they_came_to_be_so() -> None:
    story = Story().open().publish("a", "First").publish("b", "Second", key=True).publish("c", "Third", key=True)
    story.flag("a", key=True).flag("c", key=False).retract("b", "No.")
    assert told(story)["keys"] == [{"id": "a", "at": story.changes[4].at, "headline": "First"}]


def test_nothing_of_a_retracted_post_is_in_it() -> None:
    for takedown in (False, True):
        story = Story().open().publish("a", "Gossip", "Gossip.", key=True, pinned=True).publish("b", "Fact")
        story.summarise(("Gossip.", ["a"])).summarise(("Fact.", ["b"])).retract("a", "Not so.", takedown)
        assert b"Gossip" not in replay.data(story.changes, SITE, EPOCH)
        assert b"Not so." in replay.data(story.changes, SITE, EPOCH)


def test_a_retraction_is_told_when_it_came_and_until_then_that_something_stood_there() -> None:
    for takedown in (False, True):
        story = (
            Story().open().publish("a", "Gossip", "Gossip.").edit("a", "Gossip of another kind").publish("b", "Fact")
        )
        story.retract("a", "Not so.", takedown)
        puts = [(step["at"], op) for step in told(story)["steps"] for op in step["ops"] if op["op"] == "put"]
        (_, stood), _, (at, taken_back) = puts
        assert [op["id"] for _, op in puts] == ["a", "b", "a"]  # an edit of it showed nothing that was not shown
        assert "was retracted later" in stood["html"] and "Not so." not in stood["html"]
        assert "Not so." in taken_back["html"] and at == story.changes[-1].at


def test_all_times_are_in_the_zone_of_today() -> None:
    story = Story().open(zone="America/New_York", place="").publish("a", "One")
    story.do(DescribeBlog(zone="Europe/Paris", place="Paris"))
    data = told(story)
    puts = [op for step in data["steps"] for op in step["ops"] if op["op"] == "put"]
    assert len(puts) == 1 and "Paris time" in puts[0]["html"]


def test_a_draft_begins_with_its_opening() -> None:
    story = Story().open("Working title", state="draft").publish("a", "Before").edit("a", "Before, mended")
    story.do(DescribeBlog(title="The title"))
    story.do(ReopenBlog())
    data = told(story.publish("b", "After"))
    assert data["steps"][0]["at"] == story.changes[4].at
    assert "Working title" not in json.dumps(data)
    assert played(data)[0] == ["b", "a"]


def test_the_page_offers_moments_to_who_has_no_script() -> None:
    story = long_story(130)
    page = Page(replay.page(story.changes, SITE, EPOCH).decode())
    check_safe(page)
    moments = [attrs["href"] for attrs in page.find("a") if "/at/" in attrs.get("href", "")]
    assert 10 <= len(moments) <= 48
    assert moments[-1].endswith(story.changes[-1].at)


def test_the_list_of_moments_of_a_long_coverage_stays_short() -> None:
    story = Story(step=timedelta(hours=7)).open()
    for n in range(200):
        story.publish(f"n{n}", f"Day after day {n}")
    page = Page(replay.page(story.changes, SITE, EPOCH).decode())
    assert len([attrs for attrs in page.find("a") if "/at/" in attrs.get("href", "")]) <= 48


def test_the_script_is_small() -> None:
    assert len(gzip.compress(assets.named("replay.js").body, 9)) <= 4096
