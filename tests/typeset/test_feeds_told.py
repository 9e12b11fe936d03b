"""What the feeds tell of updates, removals, authors, pictures and older posts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from lxml import etree

from dateline.blog.changes import moment
from dateline.typeset import choice, feeds
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
HUBBED = replace(SITE, hubs=("https://hub.example/", "https://other.example/hub?a=1&b=2"))


def tree(story: Story, number: int = 0) -> Any:
    made = feeds.archive(story.blog, SITE, EPOCH, number) if number else feeds.atom(story.blog, SITE, EPOCH)
    assert made is not None
    return etree.fromstring(made)


def posts_of(root: Any) -> list[str]:
    return [
        str(link).rpartition("/")[2] for link in root.xpath("a:entry/a:link[@rel='alternate']/@href", namespaces=NAMES)
    ]


def check_atom(root: Any) -> None:
    """What RFC 4287 (sections 4.1.1, 4.1.2, 4.2) and RFC 6721 ask for, as far as a feed like ours can break it."""
    once = {"id", "title", "updated"}
    for element, at_most_once in (
        (root, {"generator", "icon", "logo", "rights", "subtitle"}),
        *((entry, {"content", "published", "rights", "source", "summary"}) for entry in root.findall(f"{ATOM}entry")),
    ):
        for name in once:
            assert len(element.findall(ATOM + name)) == 1, name
        for name in at_most_once:
            assert len(element.findall(ATOM + name)) <= 1, name
        for name in ("updated", "published"):
            assert all(moment(date.text).tzinfo for date in element.findall(ATOM + name))
        alternates = [
            (link.get("type"), link.get("hreflang")) for link in element.findall(f"{ATOM}link[@rel='alternate']")
        ]
        assert len(alternates) == len(set(alternates)) == 1
        assert all(person.findtext(f"{ATOM}name") for person in element.findall(f"{ATOM}author"))
        assert all(category.get("term") for category in element.findall(f"{ATOM}category"))
    assert root.findall(f"{ATOM}author")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    gone = [(d.get("ref"), d.get("when")) for d in root.findall("at:deleted-entry", NAMES)]
    assert len(gone) == len(set(gone)) and all(ref and moment(when).tzinfo for ref, when in gone)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_atom_document_keeps_the_rules_of_its_format(number: int) -> None:
    story = long_story(100)
    story.retract("n3", "Wrong.").correct("n30", "A figure was wrong.", "Mended.").flag("n90", key=True)
    check_atom(tree(story, number))
    check_atom(tree(full_story()))


def test_a_retraction_is_told_to_those_who_know_removals_and_to_those_who_do_not() -> None:
    root = tree(full_story())
    (gone,) = root.findall("at:deleted-entry", NAMES)
    (entry,) = [e for e in root.findall(f"{ATOM}entry") if e.findtext(f"{ATOM}id") == gone.get("ref")]
    # RFC 6721, section 3: whoever holds an entry that is newer than its removal keeps it.
    assert gone.get("when") == entry.findtext(f"{ATOM}updated") == "2022-02-02T06:50:00.000Z"
    assert gone.findtext("at:comment", namespaces=NAMES) == "The bridge was open all day."
    assert "has retracted this update" in entry.findtext(f"{ATOM}content")
    for made in (etree.tostring(root), feeds.rss(full_story().blog, SITE, EPOCH)):
        assert b"driver" not in made and b"Bridge said" not in made


def test_a_correction_of_an_old_post_reaches_those_who_read_only_the_feed() -> None:
    story = long_story(200)
    assert len(posts_of(tree(story))) == feeds.ENTRIES
    story.correct("n7", "There were two ferries.", "Two ferries.").retract("n9", "Wrong.")
    assert posts_of(tree(story))[feeds.ENTRIES :] == ["n9", "n7"]
    for n in range(20, 60):
        story.edit(f"n{n}", "A comma.")
    assert len(posts_of(tree(story))) == feeds.ENTRIES + feeds.CHANGED
    assert posts_of(tree(story))[0] == "n200"


def test_an_edit_that_everybody_has_had_time_to_fetch_leaves_the_feed_again() -> None:
    story = long_story(60)
    story.edit("n1", "A comma.")
    assert "n1" in posts_of(tree(story))
    for n in range(61, 61 + feeds.ENTRIES):
        story.publish(f"n{n}", f"Update number {n}", "More.")
    assert "n1" not in posts_of(tree(story))


def test_the_archives_lead_back_to_the_first_post_and_miss_none() -> None:
    story = long_story(200)
    root, seen, number = tree(story), set(posts_of(tree(story))), 0
    while back := root.xpath("string(a:link[@rel='prev-archive']/@href)", namespaces=NAMES):
        number = int(back.rpartition("/")[2])
        assert back == f"https://live.courier.example/ferry-strike/feed.atom/{number}"
        newer = root
        root = tree(story, number)
        assert root.find("fh:archive", NAMES) is not None
        assert root.find(f"{ATOM}link[@rel='self']").get("href") == back
        assert root.find(f"{ATOM}link[@rel='current']").get("href").endswith("/ferry-strike/feed.atom")
        if newer.find("fh:archive", NAMES) is not None:
            assert root.find(f"{ATOM}link[@rel='next-archive']").get("href") == newer.find(
                f"{ATOM}link[@rel='self']"
            ).get("href")
        assert root.findtext(f"{ATOM}id") == newer.findtext(f"{ATOM}id")
        seen |= set(posts_of(root))
    assert number == 1
    assert seen == set(story.blog.posts)
    assert feeds.archive(story.blog, SITE, EPOCH, 99) is None


def test_a_post_that_no_archive_has_is_in_the_feed() -> None:
    for count in range(45, 130, 7):
        story = long_story(count)
        first, _ = choice.window(count)
        assert {f"n{n}" for n in range(first + 1, count + 1)} <= set(posts_of(tree(story)))


def test_authors_tags_and_pictures_are_told_in_every_format() -> None:
    story = Story().open(language="en-GB")
    story.publish(
        "p",
        "At the quay",
        "![Ferries](https://img.example/q.jpg)",
        byline="Liv Aune and Per Holt",
        key=True,
        tags=["Ports", "Strike"],
    )
    (atom,) = feedparser.parse(feeds.atom(story.blog, SITE, EPOCH)).entries
    assert [author["name"] for author in atom.authors] == ["Liv Aune", "Per Holt"]
    assert [tag.term for tag in atom.tags] == ["key-event", "Ports", "Strike"]
    assert [media["url"] for media in atom.media_content] == ["https://img.example/q.jpg"]
    rss = feedparser.parse(feeds.rss(story.blog, SITE, EPOCH))
    assert rss.feed.language == "en-GB"
    assert [tag.term for tag in rss.entries[0].tags] == ["Key event", "Ports", "Strike"]
    assert rss.entries[0].media_content[0]["url"] == "https://img.example/q.jpg"
    (item,) = json.loads(feeds.json_feed(story.blog, SITE, EPOCH))["items"]
    assert item["authors"] == [{"name": "Liv Aune"}, {"name": "Per Holt"}]
    assert item["tags"] == ["Key event", "Ports", "Strike"]
    assert item["image"] == "https://img.example/q.jpg"


def test_rss_has_the_whole_text_and_a_summary_and_says_when_it_was_changed() -> None:
    story = Story().open().publish("p", "At the quay", "The first ferry left.\n\n" + "It went slowly. " * 60)
    story.correct("p", "It was the second.", "The second ferry left.\n\n" + "It went slowly. " * 60)
    (entry,) = feedparser.parse(feeds.rss(story.blog, SITE, EPOCH)).entries
    assert "It was the second." in entry.content[0].value and ">The second ferry left.</p>" in entry.content[0].value
    assert (
        entry.summary.startswith("Correction: It was the second. The second ferry left.") and len(entry.summary) <= 300
    )
    assert entry.updated == story.blog.posts["p"].updated_at
    assert entry.guidislink is False and entry.id.startswith("urn:uuid:")
    assert entry.link == "https://live.courier.example/ferry-strike/p/p"


def test_what_is_not_verified_says_so_before_its_text() -> None:
    story = Story().open().publish("p", "Bridge shut", "A driver said so.", standing="unverified")
    (item,) = json.loads(feeds.json_feed(story.blog, SITE, EPOCH))["items"]
    assert item["content_html"].index("Unverified") < item["content_html"].index("A driver")
    assert item["content_text"].startswith("Unverified")
    assert item["_dateline"]["standing"] == "unverified"


def test_the_sources_of_a_post_are_in_its_entry() -> None:
    (item,) = [
        i
        for i in json.loads(feeds.json_feed(full_story().blog, SITE, EPOCH))["items"]
        if i["url"].endswith("/minister")
    ]
    assert '<a href="https://gov.example">Ministry of Transport</a>' in item["content_html"]
    assert "Two negotiators" in item["content_html"]


def test_what_a_feed_says_itself_is_in_the_language_of_the_blog() -> None:
    story = Story().open(language="de").publish("p", "Am Kai", "Elf.").correct("p", "Es waren zehn.", "Zehn.")
    (item,) = json.loads(feeds.json_feed(story.blog, SITE, EPOCH))["items"]
    assert "Es waren zehn." in item["content_html"] and "Correction" not in item["content_html"]


def test_a_hub_is_named_in_every_feed_and_only_when_there_is_one() -> None:
    story = full_story()
    for make in (feeds.atom, feeds.rss):
        assert b"hub" not in make(story.blog, SITE, EPOCH)
        found = feedparser.parse(make(story.blog, HUBBED, EPOCH))
        assert [link.href for link in found.feed.links if link.rel == "hub"] == list(HUBBED.hubs)
    assert "hubs" not in json.loads(feeds.json_feed(story.blog, SITE, EPOCH))
    hubs = json.loads(feeds.json_feed(story.blog, HUBBED, EPOCH))["hubs"]
    assert hubs == [{"type": "WebSub", "url": hub} for hub in HUBBED.hubs]
