"""The list of what was corrected and retracted, and its feed."""

from __future__ import annotations

from datetime import timedelta

import feedparser
from lxml import etree

from dateline.typeset import corrections
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import SITE, Story, full_story


def read(html: bytes | None) -> Page:
    assert html is not None
    shown = Page(html.decode())
    check_safe(shown)
    return shown


def corrected(times: int) -> Story:
    """A post, corrected so often."""
    story = Story().open().publish("p", "Passengers", "0 passengers")
    for n in range(1, times + 1):
        story.correct("p", f"Not {n - 1} but {n}.", f"{n} passengers")
    return story


def test_each_stands_there_with_its_time_its_note_and_the_way_to_the_post_and_to_what_changed() -> None:
    shown = read(corrections.page(full_story().blog, SITE))
    words = shown.words()
    assert words.index("Retracted at 07:50") < words.index("Corrected at 07:40 Paris time (GMT+1), 2 February 2022")
    assert "We first wrote 4,100; the company says 3,900." in words and "The bridge was open all day." in words
    assert shown.find("a", href="/ferry-strike/p/count") and shown.find("a", href="/ferry-strike/p/count/history#r-2")


def test_of_a_retracted_post_neither_text_nor_headline_nor_earlier_notes_are_told() -> None:
    story = Story().open().publish("p", "Mayor arrested", "Ole Vik was arrested.")
    story.correct("p", "Not Ole Vik but his brother.", "Per Vik was arrested.").retract("p", "Nobody was arrested.")
    for made in (
        corrections.page(story.blog, SITE),
        corrections.feed(story.blog, SITE),
        corrections.site_page([story.blog], SITE),
        corrections.site_feed([story.blog], SITE),
    ):
        assert made is not None
        text = made.decode()
        assert "Nobody was arrested." in text and "Update at 07:05" in text
        for gone in ("Mayor", "Vik", "brother"):
            assert gone not in text


def test_a_blog_without_any_says_so() -> None:
    words = read(corrections.page(Story().open().blog, SITE)).words()
    assert "Nothing has been corrected or retracted so far." in words
    assert "Nothing has been corrected or retracted so far." in read(corrections.site_page([], SITE)).words()


def test_the_site_tells_those_of_every_public_blog_by_their_time() -> None:
    early, late = full_story(), Story("harbour-fire", now=full_story().now + timedelta(days=9)).open("Harbour fire")
    late.publish("smoke", "Smoke over the quay").correct("smoke", "It was steam.", "Steam.")
    draft = Story("secret").open("Secret plan", state="draft").publish("p", "Plan").correct("p", "Oh.", "Ah.")
    shown = read(corrections.site_page([early.blog, draft.blog, late.blog], SITE))
    words = shown.words()
    assert words.index("It was steam.") < words.index("The bridge was open all day.")
    assert "Secret" not in words and "Oh." not in words
    assert shown.find("a", href="/harbour-fire") and shown.find("a", href="/ferry-strike")


def test_a_long_list_comes_in_pages_whose_addresses_hold() -> None:
    story = corrected(120)
    newest = read(corrections.page(story.blog, SITE))
    assert newest.words().count("Corrected at") == 70
    assert newest.find("a", rel="next", href="/ferry-strike/corrections/1")
    oldest = read(corrections.page(story.blog, SITE, 1))
    assert oldest.words().count("Corrected at") == 50
    assert oldest.find("a", rel="prev", href="/ferry-strike/corrections") and not oldest.find("a", rel="next")
    notes = corrections.page(story.blog, SITE, 1)
    story.correct("p", "Not 120 but 121.", "121 passengers")
    assert corrections.page(story.blog, SITE, 1) == notes
    assert corrections.page(story.blog, SITE, 2) is None
    story = corrected(170)
    middle = read(corrections.page(story.blog, SITE, 2))
    assert middle.find("a", rel="prev", href="/ferry-strike/corrections")
    assert middle.find("a", rel="next", href="/ferry-strike/corrections/1")
    assert "Not 99 but 100." in middle.words() and "Not 50 but 51." in middle.words()


def test_the_feed_is_atom_with_an_entry_for_each_and_names_that_hold() -> None:
    story = full_story()
    made = corrections.feed(story.blog, SITE)
    etree.fromstring(made)
    parsed = feedparser.parse(made)
    assert not parsed.bozo
    assert parsed.feed.title == "Corrections: Ferries stand still in Skarvik – The Skarvik Courier"
    assert parsed.feed.updated == parsed.entries[0].updated == "2022-02-02T06:50:00.000Z"
    assert [entry.title for entry in parsed.entries] == [
        "Retracted – Update at 07:10 Paris time (GMT+1), 2 February 2022",
        "Corrected – Stranded: 4,100",
    ]
    assert parsed.entries[1].content[0].value == "We first wrote 4,100; the company says 3,900."
    assert parsed.entries[1].link == "https://live.courier.example/ferry-strike/p/count/history#r-2"
    before = {entry.id for entry in parsed.entries}
    story.correct("walkout", "Twelve, not eleven.", "Twelve ferries.")
    assert before < {entry.id for entry in feedparser.parse(corrections.feed(story.blog, SITE)).entries}


def test_a_feed_without_entries_is_a_feed() -> None:
    for made in (corrections.feed(Story().open().blog, SITE), corrections.site_feed([], SITE)):
        etree.fromstring(made)
        assert feedparser.parse(made).feed.updated
