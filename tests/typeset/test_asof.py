"""The page as it stood."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.disclosed import opening
from dateline.typeset import asof, choice, fragment, links
from dateline.typeset.moments import Moments
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story


def moments_of(story: Story) -> Moments:
    return Moments.of(((c.seq, c.at) for c in story.changes), opening(story.changes))


def stood(story: Story, seq: int, number: int | None = None) -> Page:
    """The page after this change."""
    moments = moments_of(story)
    made = asof.at(story.changes, moments, moments.holding(seq), SITE, EPOCH, number=number)
    assert made is not None
    page = Page(made.decode())
    check_safe(page)
    return page


def test_a_post_reads_as_it_read_then_and_says_what_became_of_it() -> None:
    story = Story().open().publish("a", "Three hurt", "Three are hurt.").publish("b", "Quiet", "All is quiet.")
    story.edit("b", "All is calm.").correct("a", "It was two.", "Two are hurt.")
    then, now = stood(story, 3), stood(story, 5)
    assert "Three are hurt." in then.words("p-a") and "Corrected later" in then.words("p-a")
    assert "All is quiet." in then.words("p-b") and "Edited later" in then.words("p-b")
    assert "later" not in now.words("p-a") + now.words("p-b")
    assert {"href": links.history(story.slug, "a")} in then.find("a")


def test_of_what_was_retracted_later_only_the_tombstone_is_there() -> None:
    story = Story().open().publish("a", "Gossip", "Gossip runs.", key=True).publish("b", "Fact", "It stands.")
    story.summarise(("Gossip runs.", ["a"])).summarise(("It stands.", ["b"])).retract("a", "It was not so.")
    for seq in range(2, 7):
        page = stood(story, seq)
        assert "Gossip" not in page.text[""]
        assert "It was not so." in page.words("p-a")
        assert ("An update stood here" in page.words("p-a")) == (seq < 6)


def test_the_newest_moment_shows_what_the_live_page_shows() -> None:
    story = full_story()
    made = stood(story, story.blog.seq)
    assert made.articles() == [post.id for post in choice.on_live_page(story.blog)]
    for post in story.blog.posts.values():
        article = Page(fragment.post(choice.described(story.blog), post, SITE))
        assert made.words(f"p-{post.id}") == article.words(f"p-{post.id}")


def test_the_way_back_and_forth_leads_over_every_change_and_every_key_event() -> None:
    story = Story().open().publish("a", "First", key=True).publish("b", "Second").publish("c", "Third", key=True)
    stamps = moments_of(story).stamps
    page = stood(story, 3)
    asked = [attrs["href"] for attrs in page.find("a") if "/at/" in attrs.get("href", "")]
    assert asked == [links.at(story.slug, stamps[i]) for i in (1, 3, 1, 3)]
    assert "First" in page.text[""] and "Third" in page.text[""]
    assert [a["href"] for a in stood(story, 1).find("a", rel="next")] == [links.at(story.slug, stamps[1])]
    assert stood(story, 1).find("a", rel="prev") == []
    assert stood(story, 4).find("a", rel="next") == []


def test_every_post_of_a_moment_is_on_one_of_its_pages() -> None:
    story = long_story(130)
    moments = moments_of(story)
    index = moments.holding(111)  # 110 posts
    stamp = moments.stamps[index]
    seen: list[str] = []
    address: str | None = links.at(story.slug, stamp)
    while address:
        number = int(address.rpartition("/page/")[2]) if "/page/" in address else None
        page = stood(story, 111, number)
        seen += page.articles()
        assert page.find("link", rel="canonical") == [{"rel": "canonical", "href": SITE.origin + address}]
        address = next((a["href"] for a in page.find("a", rel="next") if "/page/" in a["href"]), None)
    assert seen == [f"n{n}" for n in range(110, 0, -1)]
    for number in (0, 99):
        assert asof.at(story.changes, moments, index, SITE, EPOCH, number=number) is None


def test_the_page_says_which_moment_it_is_and_is_in_no_index() -> None:
    page = stood(full_story(), 4)
    assert "07:15 Paris time (GMT+1), 2 February 2022" in page.words("moment-h")
    assert page.find("meta", name="robots", content="noindex")
    assert page.find("a", href="/ferry-strike")


@pytest.mark.parametrize("language", ["fr", "de", "es", "ar"])
def test_it_is_told_in_the_language_of_the_blog(language: str) -> None:
    story = Story().open(language=language).publish("a", "Un", "Un.").edit("a", "Deux.")
    assert stood(story, 2).articles() == ["a"]


@given(st.lists(st.sampled_from(["publish", "edit", "retract", "flag"]), max_size=25), st.randoms())
def test_no_moment_shows_a_word_of_what_is_retracted_today(deeds: list[str], chance: Random) -> None:
    story = Story().open()
    standing: list[str] = []
    for n, deed in enumerate(deeds):
        if deed == "publish" or not standing:
            standing.append(f"p{n}")
            story.publish(f"p{n}", f"wordp{n}h", f"wordp{n}b", key=chance.random() < 0.3)
            continue
        post = chance.choice(standing)
        if deed == "edit":
            story.edit(post, f"word{post}b again {n}")
        elif deed == "flag":
            story.flag(post, pinned=not story.blog.posts[post].pinned)
        else:
            standing.remove(post)
            story.retract(post, "Gone.", takedown=chance.random() < 0.5)
    for seq in range(1, story.blog.seq + 1):
        text = stood(story, seq).text[""]
        for gone in (one.id for one in story.blog.posts.values() if one.retraction):
            assert f"word{gone}h" not in text and f"word{gone}b" not in text
