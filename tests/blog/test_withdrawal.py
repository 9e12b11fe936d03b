"""A post that was taken back within seconds: on record, and nowhere that a reader looks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from dateline.blog.changes import Actor, PublishPost, RetractPost, ReviseSummary, WithdrawPost, stamp
from dateline.blog.decide import decide
from dateline.blog.disclosed import disclosed
from dateline.blog.fold import fold
from dateline.errors import Conflict, Forbidden, Invalid, StaleRevision, TooLate
from dateline.log.chain import START, link
from dateline.typeset import asof, corrections, feeds, jsonld, page, record, replay
from dateline.typeset.moments import Moments
from dateline.wire import public_log
from tests.typeset.story import EPOCH, SITE, Story

SECRET = "Nightingale"


def withdrawn(after: float = 20) -> Story:
    """Two posts, of which the second was withdrawn so many seconds after its publication."""
    story = Story().open().publish("kept", "Ferries sail", "As always.")
    story.step = timedelta(seconds=after)
    story.publish("gone", f"{SECRET} in the headline", f"{SECRET} in the text", byline=SECRET, tags=[SECRET], key=True)
    story.do(WithdrawPost("gone", 1))
    return story


def test_within_twenty_seconds_it_leaves_nothing_on_any_page() -> None:
    story = withdrawn()
    blog, changes = story.blog, story.changes
    told = [
        page.live(blog, SITE, EPOCH),
        feeds.atom(blog, SITE, EPOCH),
        feeds.rss(blog, SITE, EPOCH),
        feeds.json_feed(blog, SITE, EPOCH),
        json.dumps(jsonld.live_blog(blog, SITE)).encode(),
        corrections.page(blog, SITE) or b"",
        replay.data(changes, SITE, EPOCH),
        record.log(changes, story.slug, EPOCH),
    ]
    for made in told:
        assert SECRET.encode() not in made
    for made in told[:-1]:
        assert b"p-gone" not in made and b"/p/gone" not in made


def test_the_page_as_it_stood_never_had_it() -> None:
    story = withdrawn()
    moments = Moments.of([(change.seq, change.at) for change in story.changes], 1)
    for index in range(len(moments.stamps)):
        shown = asof.at(story.changes, moments, index, SITE, EPOCH)
        assert shown is None or SECRET.encode() not in shown


def test_after_twenty_seconds_it_can_only_be_retracted() -> None:
    with pytest.raises(TooLate, match="Retract it"):
        withdrawn(after=20.001)


def test_its_id_is_taken_and_nothing_more_can_be_done_to_it() -> None:
    blog = withdrawn().blog
    now, who = stamp(Story().now), Actor("token:1", "editor")
    for command in (PublishPost("gone", "Again"), RetractPost("gone", 2, "Wrong."), WithdrawPost("gone", 2)):
        with pytest.raises(Conflict):
            decide(command, blog, who, "ferry-strike", now)
    with pytest.raises(Invalid):
        decide(ReviseSummary([{"text": "So it is.", "posts": ["gone"]}]), blog, who, "ferry-strike", now)


def test_a_reporter_may_not_and_an_old_revision_is_told_of_the_new_one() -> None:
    story = Story(step=timedelta(seconds=1)).open().publish("a", "One").edit("a", "Text")
    now = stamp(story.now)
    with pytest.raises(Forbidden):
        decide(WithdrawPost("a", 2), story.blog, Actor("token:1", "reporter"), "ferry-strike", now)
    with pytest.raises(StaleRevision) as refused:
        decide(WithdrawPost("a", 1), story.blog, Actor("token:1", "editor"), "ferry-strike", now)
    assert refused.value.members["current"]["revision"] == 2


def test_sentences_of_the_summary_that_rested_on_it_go_with_it() -> None:
    story = Story(step=timedelta(seconds=2)).open().publish("a", "One").publish("b", "Two")
    story.summarise(("Both are so.", ["a", "b"]), ("The first is so.", ["a"]))
    story.do(WithdrawPost("b", 1))
    assert story.blog.summary == [{"text": "The first is so.", "posts": ["a"]}]
    assert story.blog.stale == set()


def test_it_can_still_be_taken_down_and_readers_see_no_tombstone() -> None:
    story = withdrawn()
    story.do(RetractPost("gone", 2, "By order of a court.", takedown=True))
    assert SECRET not in json.dumps(story.blog.withdrawn["gone"].to_json())
    assert "gone" not in story.blog.posts
    assert b"By order" not in page.live(story.blog, SITE, EPOCH)
    assert b"By order" not in record.log(story.changes, story.slug, EPOCH)


def test_what_is_disclosed_folds_to_the_blog_without_it() -> None:
    story = withdrawn()
    shown = list(disclosed(story.changes))
    assert [one.withheld for one in shown] == ["", "", "withdrawn", "withdrawn"]
    assert fold(one.change for one in shown).posts == story.blog.posts


def public(after: float) -> public_log.PublicLog:
    """The record that a site hands out, whose withdrawal says that it came so many seconds after the publication."""
    story = withdrawn()
    late = stamp(story.now - story.step + timedelta(seconds=after - 20))
    digest, log = START, public_log.PublicLog(story.slug, EPOCH, len(story.changes), "")
    for change in story.changes:
        at = late if change.seq == len(story.changes) else change.at
        whole = link(digest, replace(change, at=at))
        digest = whole.digest
        hidden = change.subject == "gone"
        log.changes.append(replace(whole, body=None) if hidden else whole)
        if hidden:
            log.withheld[change.seq] = "withdrawn"
    log.digest = digest
    return log


def test_the_public_record_verifies_and_says_why_a_text_is_not_in_it() -> None:
    faults, explained = public_log.check(public(after=20))
    assert faults == []
    assert [one.seq for one in explained] == [3, 4]
    assert "withdrew" in explained[0].what


def test_a_record_that_calls_a_late_retraction_a_withdrawal_is_caught() -> None:
    faults, _ = public_log.check(public(after=21))
    assert [one.seq for one in faults] == [3, 4]
