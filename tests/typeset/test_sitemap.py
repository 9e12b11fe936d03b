"""The news sitemap, against its schema."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from lxml import etree

from dateline.blog.changes import moment
from dateline.typeset import sitemap
from tests.typeset.story import MORNING, SITE, Story, full_story

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("sitemap.xsd")))
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def urls(*stories: Story, hours: int = 24) -> list[str]:
    root = etree.fromstring(sitemap.news([s.blog for s in stories], SITE, MORNING + timedelta(hours=hours)))
    SCHEMA.assertValid(root)
    return [str(url) for url in root.xpath("//s:loc/text()", namespaces=NAMES)]


def test_public_blogs_of_the_last_two_days_are_in_it_newest_first() -> None:
    old, new = Story("old").open("Old"), Story("new", now=MORNING + timedelta(hours=3)).open("New & <improved>")
    draft = Story("draft").open("Draft", state="draft")
    assert urls(old, draft, new) == ["https://live.courier.example/new", "https://live.courier.example/old"]
    assert urls(old, draft, new, hours=50) == ["https://live.courier.example/new"]
    assert urls(old, draft, new, hours=52) == []
    assert urls() == []


def test_an_entry_says_when_coverage_began_and_last_changed() -> None:
    story = full_story()
    root = etree.fromstring(sitemap.news([story.blog], SITE, MORNING))
    assert root.xpath("//n:publication_date/text()", namespaces=NAMES) == ["2022-02-02T06:00:00.000Z"]
    assert moment(root.xpath("string(//s:lastmod)", namespaces=NAMES)) == moment(story.blog.changed_at)


def test_languages_are_written_as_the_schema_has_them() -> None:
    for tag, written in (("en-GB", "en"), ("pt-BR", "pt"), ("zh-Hant-HK", "zh-tw"), ("zh", "zh-cn"), ("fil", "fil")):
        root = etree.fromstring(sitemap.news([Story().open(language=tag).blog], SITE, MORNING))
        SCHEMA.assertValid(root)
        assert root.xpath("//n:language/text()", namespaces=NAMES) == [written]


def test_at_most_a_thousand_are_in_it_the_newest() -> None:
    one = Story("one").open("One", state="live")
    later = Story("later", now=MORNING + timedelta(hours=1)).open("Later")
    root = etree.fromstring(sitemap.news([*[one.blog] * 1000, later.blog], SITE, MORNING + timedelta(hours=2)))
    found = root.xpath("//s:loc/text()", namespaces=NAMES)
    assert len(found) == 1000 and found[0].endswith("/later")
