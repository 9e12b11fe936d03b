"""What anybody may read of a log that looks back: the gate for the page as it stood, the replay and the public log."""

from __future__ import annotations

import json
from dataclasses import replace

from dateline.blog.changes import DescribeBlog, ReopenBlog
from dateline.blog.disclosed import disclosed, opening
from dateline.blog.fold import fold
from tests.typeset.story import Story


def told(story: Story) -> str:
    return json.dumps([one.change.body for one in disclosed(story.changes)])


def why(story: Story) -> list[str]:
    return [one.withheld for one in disclosed(story.changes)]


def test_nothing_is_withheld_of_an_ordinary_story() -> None:
    story = Story().open().publish("a", "One", "Text").edit("a", "Text, mended").flag("a", key=True)
    story.correct("a", "It was two.", "Text, corrected").summarise(("All is well.", ["a"])).close()
    assert [one.change for one in disclosed(story.changes)] == story.changes
    assert set(why(story)) == {""}


def test_no_word_of_a_retracted_post_is_disclosed_at_any_time() -> None:
    story = Story().open().publish("a", "Headline gossip", "Text gossip", byline="By gossip", key=True)
    story.publish("b", "Kept", "Kept").edit("a", "Edited gossip").correct("a", "Not gossip but gossip", "More gossip")
    story.retract("a", "It was not so.")
    assert "gossip" in json.dumps([c.body for c in story.changes])
    assert "gossip" not in told(story)
    assert "It was not so." in told(story)
    assert why(story) == ["", "retracted", "", "retracted", "retracted", "retracted"]


def test_a_retracted_post_stands_as_its_tombstone_from_its_publication_on() -> None:
    story = Story().open().publish("a", "Wrong", "Wrong", pinned=True).publish("b", "Right").retract("a", "Wrong.")
    then = fold(one.change for one in list(disclosed(story.changes))[:2])
    assert then.posts["a"].retraction == story.blog.posts["a"].retraction
    assert (then.posts["a"].at, then.posts["a"].pinned) == (story.changes[1].at, False)


def test_the_erased_bodies_of_a_takedown_are_replaced_and_the_takedown_is_shown() -> None:
    story = Story().open().publish("a", "Name", "Name").retract("a", "By order of a court.", takedown=True)
    story.changes[1] = replace(story.changes[1], body=None)
    shown = list(disclosed(story.changes))
    assert [one.withheld for one in shown] == ["", "removed", ""]
    assert shown[2].change == story.changes[2]
    assert fold(one.change for one in shown[:2]).posts["a"].retraction is not None


def test_a_body_that_a_takedown_beyond_the_given_changes_has_erased_is_removed() -> None:
    story = Story().open().publish("a", "Name", "Name")
    story.changes[1] = replace(story.changes[1], body=None)
    shown = list(disclosed(story.changes))
    assert shown[1].withheld == "removed" and shown[1].change.body is None


def test_a_superseded_summary_loses_the_sentences_that_rested_on_a_retracted_post() -> None:
    story = Story().open().publish("a", "Rumour").publish("b", "Fact")
    story.summarise(("The rumour runs.", ["a"]), ("The fact stands.", ["b"])).summarise(("The fact stands.", ["b"]))
    story.retract("a", "A rumour.")
    assert "The rumour runs." not in told(story)
    assert told(story).count("The fact stands.") == 2
    assert why(story)[3:5] == ["retracted", ""]


def test_what_was_thrown_away_before_the_opening_was_never_public() -> None:
    story = Story().open("Working title", state="draft").publish("a", "First try").edit("a", "Second try")
    story.do(DescribeBlog(title="The title"))
    assert list(disclosed(story.changes)) == []
    story.do(ReopenBlog())
    story.edit("a", "Third try")
    assert opening(story.changes) == 5
    assert "Working title" not in told(story)
    assert why(story) == ["unpublished", "unpublished", "", "unpublished", "", ""]
    assert "Second try" in told(story)
