"""The parts around the posts: each one element with its own name as id."""

from __future__ import annotations

import pytest

from dateline.typeset import parts
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import SITE, Story, full_story, long_story


def read(name: str, story: Story) -> Page:
    found = Page(parts.PARTS[name](story.blog, SITE))
    check_safe(found)
    return found


@pytest.mark.parametrize("name", parts.PARTS)
@pytest.mark.parametrize("story", [full_story(), Story().open()], ids=["full", "empty"])
def test_a_part_is_one_element_with_its_name_as_id(name: str, story: Story) -> None:
    html = parts.PARTS[name](story.blog, SITE)
    wrapped = Page(f'<div id="wrapper">{html}</div>')
    assert wrapped.tags[1][1]["id"] == name
    tag = wrapped.tags[1][0]
    assert html.startswith(f"<{tag}") and html.endswith(f"</{tag}>")


def test_the_state_is_live_until_the_blog_ends() -> None:
    story = long_story(1)
    assert read("state", story).words("state") == "Live"
    assert "Ended at 07:10 Paris time (GMT+1)" in read("state", story.close()).words()


def test_updated_is_the_time_of_the_last_change_of_any_kind() -> None:
    story = long_story(1)
    assert read("updated", story).words() == "Updated 07:05 Paris time (GMT+1), 2 February 2022"
    assert read("updated", story.flag("n1", key=True)).words() == "Updated 07:10 Paris time (GMT+1), 2 February 2022"


def test_the_end_is_told_once_and_what_comes_after_it_again() -> None:
    story = long_story(1).close()
    assert "hidden" in read("updated", story).find("p", id="updated")[0]
    assert "hidden" not in read("updated", story.edit("n1", "Another text.")).find("p", id="updated")[0]


def test_the_masthead_keeps_the_standfirsts_paragraphs() -> None:
    shown = read("masthead", full_story())
    assert len(shown.find("p")) == 2
    assert (
        shown.words() == "Ferries stand still in Skarvik Crews walked out at midnight. We follow the day from the quay."
    )


def test_each_sentence_of_the_summary_leads_to_the_posts_that_support_it() -> None:
    shown = read("summary", full_story())
    assert [a["href"] for a in shown.find("a")] == [f"/ferry-strike/p/{post}" for post in ("deal", "count", "walkout")]
    assert "The strike is over. 07:55" in shown.words()


def test_pinned_posts_are_shown_whole_with_the_way_to_their_place() -> None:
    shown = read("pinned", full_story())
    assert "What we know" in shown.words() and "Talks at noon." in shown.words()
    assert "Posted at 07:25" in shown.words() and "Updated" not in shown.words()
    assert (
        "Posted at 07:25 · Updated 08:05, 3 February 2022" in read("pinned", full_story().edit("known", "New.")).words()
    )
    assert shown.find("a", href="/ferry-strike/p/known")
    assert read("pinned", full_story().flag("known", pinned=False)).tags == [("div", {"id": "pinned", "hidden": ""})]


def test_all_key_events_are_listed_newest_first_with_their_days() -> None:
    shown = read("keys", full_story())
    assert [a["href"] for a in shown.find("a")] == ["/ferry-strike/p/deal", "/ferry-strike/p/walkout"]
    assert "Thursday, 3 February 2022" in shown.words() and "Wednesday, 2 February 2022" in shown.words()


def test_key_events_of_one_day_name_no_day() -> None:
    story = long_story(60).flag("n3", key=True).flag("n50", key=True)
    shown = read("keys", story)
    assert [a["href"] for a in shown.find("a")] == ["/ferry-strike/p/n50", "/ferry-strike/p/n3"]
    assert "February" not in shown.words()


def test_a_key_event_without_a_headline_is_named_by_the_beginning_of_its_text() -> None:
    story = Story().open().publish("long", "", "A " + "sentence without an end " * 30, key=True)
    words = read("keys", story).words()
    assert "A sentence without an end" in words and words.endswith("…") and len(words) < 160


def test_a_post_that_is_retracted_leaves_the_key_events_and_the_pinned() -> None:
    story = Story().open().publish("p", "Secret", "Words", key=True, pinned=True).retract("p", "Wrong.")
    assert "Secret" not in parts.keys(story.blog, SITE) + parts.pinned(story.blog, SITE)
