"""The feeds, read by feedparser and by the rules of their formats."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest
from lxml import etree

from dateline.blog.changes import Change, moment
from dateline.typeset import feeds
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(story: Story, form: str) -> Any:
    make = {"atom": feeds.atom, "rss": feeds.rss}[form]
    found = feedparser.parse(make(story.blog, SITE, EPOCH))
    assert not found.bozo, found.get("bozo_exception")
    return found


def items(story: Story) -> list[dict[str, Any]]:
    feed: dict[str, Any] = json.loads(feeds.json_feed(story.blog, SITE, EPOCH))
    return list(feed["items"])


@pytest.mark.parametrize(("form", "version"), [("atom", "atom10"), ("rss", "rss20")])
def test_a_feed_is_well_formed_and_says_what_it_is(form: str, version: str) -> None:
    found = parsed(full_story(), form)
    assert found.version == version
    assert found.feed.title == "Ferries stand still in Skarvik"
    assert found.feed.link == "https://live.courier.example/ferry-strike"
    assert [entry.link.rpartition("/")[2] for entry in found.entries] == [
        "deal", "photo", "plain", "known", "count", "minister", "rumour", "walkout",
    ]  # fmt: skip


def test_the_atom_feed_has_what_rfc_4287_requires() -> None:
    root = etree.fromstring(feeds.atom(full_story().blog, SITE, EPOCH))
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
            assert element.findtext(ATOM + name)
        assert moment(element.findtext(f"{ATOM}updated")).tzinfo
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 9
    assert all(id.startswith("urn:uuid:") for id in ids)
    assert root.find(f"{ATOM}author/{ATOM}name").text == "The Skarvik Courier"
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "https://live.courier.example/ferry-strike/feed.atom"


def test_an_id_stays_when_the_post_and_the_site_change() -> None:
    story = full_story()
    before = {item["url"].rpartition("/")[2]: item["id"] for item in items(story)}
    story.edit("count", "- 3,950 passengers").retract("minister", "Wrong.").publish("new", "New")
    after = {item["url"].rpartition("/")[2]: item["id"] for item in items(story)}
    assert before.items() <= after.items()


def test_two_blogs_never_share_an_id() -> None:
    one, two = Story("one").open().publish("p", "A"), Story("two").open().publish("p", "A")
    assert items(one)[0]["id"] != items(two)[0]["id"]


def test_an_edit_moves_the_updated_date_and_not_the_published_one() -> None:
    found = {entry.link.rpartition("/")[2]: entry for entry in parsed(full_story(), "atom").entries}
    assert (found["count"].published, found["count"].updated) == (
        "2022-02-02T06:20:00.000Z",
        "2022-02-02T06:40:00.000Z",
    )
    assert found["walkout"].published == found["walkout"].updated


def test_a_retracted_post_is_an_updated_entry_without_its_text() -> None:
    story = full_story()
    for item in items(story):
        if item["url"].endswith("/rumour"):
            assert item["title"] == "Retracted"
            assert item["date_modified"] == "2022-02-02T06:50:00.000Z"
            assert "The bridge was open all day." in item["content_html"]
    for body in (feeds.atom(story.blog, SITE, EPOCH), feeds.rss(story.blog, SITE, EPOCH)):
        assert b"bridge was open" in body and b"driver" not in body and b"Bridge said" not in body


def test_a_correction_is_in_the_entry() -> None:
    (entry,) = [e for e in parsed(full_story(), "rss").entries if e.link.endswith("/count")]
    assert "Correction: We first wrote 4,100; the company says 3,900." in entry.description


def test_addresses_in_a_body_are_absolute_and_text_that_looks_like_one_is_left_alone() -> None:
    story = Story().open()
    story.publish("p", "Links", 'See [here](/other/p/1), [there](#p-q), [out](https://x.example) and `href="/kept"`.')
    html = items(story)[0]["content_html"]
    assert 'href="https://live.courier.example/other/p/1"' in html
    assert 'href="https://live.courier.example/ferry-strike#p-q"' in html
    assert 'href="https://x.example"' in html
    assert 'href="/kept"' in html


def test_only_the_newest_fifty_are_in_it() -> None:
    story = long_story(60)
    assert [item["title"] for item in items(story)] == [f"Update number {n}" for n in range(60, 10, -1)]
    assert len(parsed(story, "atom").entries) == len(parsed(story, "rss").entries) == 50


def test_the_json_feed_has_what_its_version_requires() -> None:
    feed = json.loads(feeds.json_feed(full_story().close().blog, SITE, EPOCH))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://live.courier.example/ferry-strike/feed.json"
    assert feed["expired"] is True
    assert feed["_dateline"]["cursor"].startswith(f"{EPOCH}.")
    for item in feed["items"]:
        assert item["id"] and item["content_html"] and moment(item["date_published"]) <= moment(item["date_modified"])


def test_a_text_that_no_xml_may_hold_leaves_the_feeds_well_formed() -> None:
    story = Story().open().publish("p", "Plain", "Words")
    raw = story.blog.posts["p"].but(headline="a\x00b\x1b]]> <c>&amp;\ud800 \uffff", byline="\x08").to_json()
    story.blog.apply(Change(story.blog.seq + 1, "post.edited", "p", story.changes[-1].at, "elsewhere", raw))
    for form in ("atom", "rss"):
        (entry,) = parsed(story, form).entries
        assert "]]>" in entry.title and "\x00" not in entry.title
    assert len(items(story)) == 1
