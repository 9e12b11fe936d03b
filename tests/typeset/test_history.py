"""The history of one post."""

from __future__ import annotations

from dateline.blog.changes import Change
from dateline.typeset import page
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import EPOCH, SITE, Story, full_story


def read(story: Story, post: str, changes: list[Change] | None = None) -> str:
    shown = Page(page.history(story.blog, post, changes or story.changes, SITE, EPOCH).decode())
    check_safe(shown)
    return shown.words()


def test_every_revision_is_there_newest_first_with_its_time_and_note() -> None:
    words = read(full_story(), "count")
    assert words.index("Corrected 07:40") < words.index("We first wrote 4,100") < words.index("Published 07:20")
    assert words.index("3,900 passengers") < words.index("4,100 passengers")


def test_a_change_of_flags_says_which_and_repeats_no_text() -> None:
    story = full_story().flag("count", key=True).flag("count", key=False, pinned=True)
    words = read(story, "count")
    assert "Marked anew" in words and "Now key event" in words and "No longer key event, now pinned" in words
    assert words.count("3,900 passengers") == 1


def test_other_posts_are_not_in_it() -> None:
    assert "eleven" not in read(full_story(), "count")


def test_of_a_retracted_post_the_record_stays_and_the_text_goes() -> None:
    words = read(full_story(), "rumour")
    assert "Retracted 07:50" in words and "The bridge was open all day." in words and "Published 07:10" in words
    assert "Bridge said" not in words and "driver" not in words


def test_of_a_post_taken_down_nothing_is_left_even_when_the_log_has_not_yet_erased_it() -> None:
    story = full_story()
    story.correct("minister", "The minister is called Torvik, not Thorvik.", "> Thorvik spoke")
    story.retract("minister", "Removed on a judge’s order.", takedown=True)
    erased = [
        change
        if change.kind == "post.retracted"
        else Change(change.seq, change.kind, change.subject, change.at, "", None)
        for change in story.changes
        if change.subject == "minister"
    ]
    for changes in (story.changes, erased):
        words = read(story, "minister", changes)
        assert "Removed on a judge’s order." in words and "Published" in words and "Corrected" in words
        for gone in ("noon", "table", "spoke"):
            assert gone not in words
    assert "Thorvik" not in read(story, "minister", erased)
    assert "Thorvik" not in read(story, "minister", story.changes)
