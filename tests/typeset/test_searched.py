"""The page of a search: what was found, its hits marked, and the form."""

from __future__ import annotations

from dateline.blog.search import haystack, matches, needles
from dateline.typeset import searched
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import SITE, Story, full_story, long_story


def ask(story: Story, query: str, number: int = 1) -> str:
    sought = needles(query)
    blog = story.blog
    hits = [blog.posts[p] for _, _, p in reversed(blog.order) if matches(haystack(blog.posts[p]), sought)]
    found = searched.Found(query, sought, hits[20 * (number - 1) : 20 * number], len(hits), number)
    return searched.page(blog, SITE, found).decode()


def read(html: str) -> Page:
    shown = Page(html)
    check_safe(shown)
    return shown


def test_hits_are_marked_in_headline_and_text() -> None:
    html = ask(full_story(), "quay ferries")
    assert "The <mark>quay</mark>" in html
    html = ask(full_story(), "ELEVEN")
    assert "All <mark>eleven</mark> ferries lie in port." in html


def test_an_excerpt_begins_shortly_before_its_first_hit() -> None:
    story = (
        Story()
        .open()
        .publish("a", "News", "Nothing to see in this sentence. " * 40 + "Then the dam broke. " + "More. " * 90)
    )
    html = ask(story, "dam")
    text = html[html.index('<p dir="auto">') :].partition("</p>")[0].removeprefix('<p dir="auto">')
    assert text.startswith("…") and "Then the <mark>dam</mark> broke." in text and text.endswith("…")
    assert len(text) < 320


def test_a_post_without_headline_leads_by_its_text() -> None:
    html = ask(full_story(), "mended")
    assert "A short note, <mark>mended</mark>." in html and html.count("A short note") == 1


def test_what_was_typed_and_what_was_written_stay_text() -> None:
    story = Story().open().publish("a", "Tom & <b>Jerry</b>", "1 < 2 & `<script>`")
    html = ask(story, 'script "><script>alert(1)</script>')
    assert "<script>" not in html
    html = ask(story, "jerry script")
    assert "&lt;b&gt;<mark>Jerry</mark>&lt;/b&gt;" in html and "&lt;<mark>script</mark>&gt;" in html


def test_pages_of_results_lead_to_each_other_and_keep_the_query() -> None:
    first = read(ask(long_story(45), "update & number"))
    assert first.find("input", id="q")[0]["value"] == "update & number"
    assert [a["href"] for a in first.find("a", rel="next")] == ["/ferry-strike/search?q=update+%26+number&page=2"]
    assert not first.find("a", rel="prev")
    last = read(ask(long_story(45), "update", 3))
    assert [a["href"] for a in last.find("a", rel="prev")] == ["/ferry-strike/search?q=update&page=2"]
    assert not last.find("a", rel="next") and "45 updates found" in last.words()
    assert not read(ask(long_story(45), "update", 9)).find("a", rel="prev")


def test_the_page_is_no_search_engines_and_does_not_follow() -> None:
    shown = read(ask(full_story(), "ferry"))
    assert shown.find("meta", name="robots", content="noindex")
    assert not [script for script in shown.find("script") if "/live." in script.get("src", "")]
    assert shown.find("form", role="search", action="/ferry-strike/search")
    assert [a["href"] for a in shown.find("a", aria_current="page")] == ["/ferry-strike/search"]


def test_the_form_alone_says_how_to_ask() -> None:
    shown = read(searched.form(full_story().blog, SITE).decode())
    assert "quotation marks" in shown.words() and "found" not in shown.words()
    assert shown.find("label", **{"for": "q"})
