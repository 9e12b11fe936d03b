"""Which posts stand on which page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.changes import DescribeBlog
from dateline.blog.fold import Blog
from dateline.errors import Unknown
from dateline.typeset import choice, feeds, oembed, page
from tests.typeset.story import EPOCH, SITE, Story, long_story


@given(st.integers(0, 5_000))
def test_pages_and_the_live_page_hold_every_post_once(posts: int) -> None:
    first, below = choice.window(posts)
    assert first % choice.PAGE == 0
    assert min(posts, choice.LEAST) <= posts - first < choice.LEAST + choice.PAGE == 51
    assert (below or 0) * choice.PAGE == first


@given(st.integers(0, 5_000))
def test_a_page_once_linked_is_linked_for_ever(posts: int) -> None:
    assert (choice.window(posts)[1] or 0) <= (choice.window(posts + 1)[1] or 0)


def test_an_older_page_holds_the_same_posts_however_long_the_blog_grows() -> None:
    story = long_story(55)
    before = [post.id for post in choice.on_page(story.blog, 1)]
    for n in range(56, 100):
        story.publish(f"n{n}", f"Update number {n}")
    assert before == [f"n{n}" for n in range(20, 0, -1)]
    assert [post.id for post in choice.on_page(story.blog, 1)] == before
    assert [post.id for post in choice.on_page(story.blog, 3)] == [f"n{n}" for n in range(60, 40, -1)]


@pytest.mark.parametrize("number", [-1, 0, 2, 3, 10**9])
def test_there_is_no_page_outside_the_older_posts(number: int) -> None:
    story = long_story(55)  # posts 1 to 20 on page 1, 21 to 55 on the live page
    assert choice.on_page(story.blog, number) == []
    assert page.older(story.blog, SITE, EPOCH, number) is None


def test_a_posts_anchor_leads_to_the_page_that_shows_it() -> None:
    story = long_story(55)
    assert choice.anchor(story.blog, "n55") == "/ferry-strike#p-n55"
    assert choice.anchor(story.blog, "n21") == "/ferry-strike#p-n21"
    assert choice.anchor(story.blog, "n20") == "/ferry-strike/page/1#p-n20"


def test_neighbours_are_those_of_the_page() -> None:
    story = long_story(5)
    above, below = choice.near(story.blog, "n4", 2)
    assert ([post.id for post in above], [post.id for post in below]) == (["n5"], ["n3", "n2"])
    assert (story.blog.older("n1"), story.blog.older("n3")) == (None, "n2")


def test_key_events_and_pins_follow_the_order_of_the_page_and_not_that_of_flagging() -> None:
    story = long_story(4).flag("n3", key=True).flag("n1", key=True, pinned=True).flag("n2", pinned=True)
    keys, pinned = choice.marked(story.blog)
    assert [post.id for post in keys] == ["n3", "n1"]
    assert [post.id for post in pinned] == ["n2", "n1"]


def test_a_draft_does_not_exist_for_anything_that_makes_bytes_for_readers() -> None:
    draft = Story().open(state="draft").publish("early", "Not yet").blog
    for make in (page.live, feeds.atom, feeds.rss, feeds.json_feed):
        with pytest.raises(Unknown):
            make(draft, SITE, EPOCH)
    for blog in (draft, Blog()):
        with pytest.raises(Unknown):
            page.post(blog, SITE, EPOCH, "early")
        with pytest.raises(Unknown):
            oembed.oembed(blog, SITE)
        assert b"Not yet" not in page.index([blog], SITE)
        assert b"ferry-strike" not in page.index([blog], SITE)


def test_describing_a_blog_changes_no_page_number() -> None:
    story = long_story(55)
    story.do(DescribeBlog(title="Another title"))
    assert choice.on_page(story.blog, 1)[0].id == "n20"
