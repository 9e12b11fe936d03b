"""The timeline in a real browser: the readers' articles, live, found, and thousands of them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk.composing import Composing
from tests.browser.newsroom import Newsroom, Story

LONG = 2_000
_FILL = """
import sys
from pathlib import Path
from dateline.boot import boot
from dateline.config import load
boot(load(Path(sys.argv[1])))
from dateline.blog.body import from_text
from dateline.blog.changes import Actor, ImportPosts, OpenBlog, PublishPost
from dateline.log.append import append
who = Actor("cli:0", "manager")
append("long", OpenBlog("A long blog", zone="Europe/Paris"), actor=who)
text = from_text("The bridge stays closed while divers look at its piers. " * 3, "body")
at = lambda n: f"2026-03-{1 + n // 1440:02}T{n // 60 % 24:02}:{n % 60:02}:00Z"
post = lambda n: PublishPost(f"post-{n}", f"Report {n}", text, at=at(n))
for start in range(0, int(sys.argv[2]), 1000):
    append("long", ImportPosts([post(n) for n in range(start, start + 1000)]), actor=who)
"""
# What stands at the top of the window, and where; null while a row is still on its way.
_READING = """(scroller) => {
  const { top, bottom } = scroller.getBoundingClientRect();
  const rows = [...scroller.querySelector('#timeline-list').shadowRoot.querySelectorAll('.row')];
  const place = (row) => row.getBoundingClientRect();
  const seen = rows.filter((row) => place(row).bottom > top + 100 && place(row).top < bottom);
  if (!seen.length || seen.some((row) => row.matches('.waiting'))) return null;
  return [seen[0].dataset.id, Math.round(seen[0].getBoundingClientRect().top)];
}"""


def settled(scroller: Locator, patience: float = 15.0) -> Any:
    """What somebody reads, once nothing moves any more."""
    deadline, last, calm = time.monotonic() + patience, None, 0
    while calm < 4:
        now = scroller.evaluate(_READING)
        calm = calm + 1 if now is not None and now == last else 0
        last = now
        assert time.monotonic() < deadline, f"the list does not come to rest: {now}"
        scroller.page.wait_for_timeout(60)
    return last


def articles(page: Page) -> list[str]:
    return [str(text) for text in page.locator("#timeline-list article h2").all_inner_texts()]


def expect_articles(page: Page, headlines: list[str]) -> None:
    expect(page.locator("#timeline-list article h2")).to_have_text(headlines)


def test_a_post_is_shown_as_readers_see_it(composing: Callable[..., Composing], writing_story: Story) -> None:
    post = writing_story.publish(
        "Ferries stand still", "Since **six** this morning.", byline="Liv Aune", standing="unverified"
    )
    page = composing(writing_story).page
    expect_articles(page, ["Ferries stand still"])
    look = """(article) => ['h2', '.at b', '.chip', '.body strong', '.byline'].map((name) => {
      const style = getComputedStyle(article.querySelector(name));
      return [name, style.fontFamily, style.fontWeight, style.color];
    })"""
    here = page.locator(f"#timeline-list #p-{post}").evaluate(look)
    readers = page.context.new_page()
    readers.goto(writing_story.url)
    assert here == readers.locator(f"#p-{post}").evaluate(look)
    said = "(article) => [...article.querySelectorAll('.body, header, .byline')].map((part) => part.textContent.trim())"
    parts = readers.locator(f"#p-{post}").evaluate(said)
    assert len(parts) > 2
    assert page.locator(f"#timeline-list #p-{post}").evaluate(said) == parts


def test_it_follows_the_blog_and_says_who_did_what(composing: Callable[..., Composing], writing_story: Story) -> None:
    first = writing_story.publish("First")
    page = composing(writing_story).page
    expect_articles(page, ["First"])
    writing_story.publish("Second")
    expect_articles(page, ["Second", "First"])
    row = page.locator(f"#timeline-list .row[data-id='{first}']")
    writing_story.correct(first, "It was the third.", headline="Third")
    expect(row.locator("h2")).to_have_text("Third")
    expect(row.locator(".correction")).to_contain_text("It was the third.")
    expect(row.locator(".who")).to_have_text(re.compile(r"^browser, \d\d:\d\d · corrected by browser, \d\d:\d\d$"))
    writing_story.retract(first, "There was none.")
    expect(row.locator(".tombstone")).to_contain_text("There was none.")
    expect(row.locator(".who")).to_have_text(
        re.compile(r"^Third · browser, \d\d:\d\d · retracted by browser, \d\d:\d\d$")
    )
    page.select_option("#timeline-only", "retracted")
    expect(page.locator("#timeline-count")).to_have_text("Found: 1")
    page.select_option("#timeline-only", "")
    expect(page.locator("#timeline-count")).to_have_text("Posts: 2")


def test_a_draft_blog_is_followed_though_readers_have_no_stream_of_it(
    composing: Callable[..., Composing], writing_room: Newsroom
) -> None:
    story = writing_room.open_blog(state="draft")
    page = composing(story).page
    expect(page.locator("#readers-page")).to_be_hidden()
    story.publish("Not yet told")
    expect_articles(page, ["Not yet told"])
    story.describe(state="live")
    expect(page.locator("#blog-state")).to_have_text("Live")
    expect(page.locator("#readers")).to_have_text("Readers now: 1")


def test_what_a_reporter_has_handed_in_stands_above_with_who_and_when(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    writing_story.publish("Ferries stand still")
    ann, rae = composing(writing_story), composing(writing_story, "Rae")
    handed = ann.page.locator("#timeline-drafts .draft")
    rae.page.keyboard.press("n")
    rae.type("Market hall is empty", "<Enter>", "Everybody is out, a warden says.")
    expect(rae.page.locator("[data-drafts=state]")).to_contain_text("at the desk", ignore_case=True)
    assert handed.count() == 0, "what she has not handed in is hers"
    rae.type("<Control+Enter>")
    expect(handed).to_contain_text("Everybody is out, a warden says.")
    expect(handed.locator(".who")).to_have_text(re.compile(r"^Handed in by Rae, \d\d:\d\d$"))
    expect(rae.page.locator("#timeline-drafts")).to_be_hidden()
    ann.page.select_option("#timeline-only", "drafts")
    expect(ann.page.locator("#timeline-list")).to_be_hidden()
    expect(ann.page.locator("#timeline-count")).to_have_text("Found: 1")
    ann.page.select_option("#timeline-only", "")
    handed.get_by_role("button", name="Open in the composer").click()
    expect(ann.headline).to_have_value("Market hall is empty")
    ann.type("<Control+Enter>")
    expect_articles(ann.page, ["Market hall is empty", "Ferries stand still"])
    expect(handed).to_have_count(0)


def test_posts_are_found_by_words_and_kind_and_author(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    writing_story.publish("Ferries", "They stand still.", byline="Liv Aune", key=True)
    writing_story.publish("Bridges", "They stand, too.", byline="Per Holt")
    page = composing(writing_story).page
    page.keyboard.press("/")
    page.keyboard.type("still")
    expect_articles(page, ["Ferries"])
    expect(page.locator("#timeline-count")).to_have_text("Found: 1")
    page.fill("#timeline-words", "")
    expect_articles(page, ["Bridges", "Ferries"])
    page.select_option("#timeline-only", "key")
    expect_articles(page, ["Ferries"])
    page.select_option("#timeline-only", "")
    page.select_option("#timeline-by", label="Per Holt")
    expect_articles(page, ["Bridges"])
    writing_story.publish("More of Per", byline="Per Holt")
    expect_articles(page, ["More of Per", "Bridges"])


def test_what_somebody_reads_stays_where_it_is_when_posts_come_and_grow(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    ids = writing_story.fill(30)
    page = composing(writing_story).page
    scroller = page.locator("#timeline-scroller")
    expect(page.locator("#timeline-count")).to_have_text("Posts: 30")
    scroller.evaluate("(element) => { element.scrollTop = 1500; }")
    before = settled(scroller)
    writing_story.publish("New above", "It came while somebody was reading.")
    writing_story.edit(ids[0], body="Grown. " * 400)
    expect(page.locator("#timeline-new")).to_have_text("New above: 1")
    after = settled(scroller)
    assert after[0] == before[0]
    assert abs(after[1] - before[1]) <= 2
    page.locator("#timeline-new").click()
    expect(page.locator("#timeline-new")).to_be_hidden()
    assert articles(page)[0] == "New above"


def test_by_keyboard_from_post_to_post_and_into_the_menu(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    for name in ("One", "Two", "Three"):
        writing_story.publish(name)
    page = composing(writing_story).page
    expect_articles(page, ["Three", "Two", "One"])
    at = "document.querySelector('#timeline-list').shadowRoot.activeElement?.querySelector('h2')?.textContent"
    for key, headline in (
        ("j", "Three"),
        ("j", "Two"),
        ("ArrowDown", "One"),
        ("k", "Two"),
        ("Home", "Three"),
        ("End", "One"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(at) == headline, key
    page.keyboard.press("Enter")
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem", name="Withdraw")).to_be_focused()
    page.keyboard.press("End")
    expect(menu.get_by_role("menuitem", name="Take down")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert page.evaluate(at) == "One"


def test_the_end_is_reached_though_the_posts_before_it_prove_long(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    """They come when they are near, and are then many times as high as the list had guessed."""
    oldest = writing_story.fill(12, paragraphs=25)[-1]
    for n in range(60):
        writing_story.publish(f"Short {n}")
    page = composing(writing_story).page
    end = page.locator(f"#timeline-list .row[data-id='{oldest}']")
    expect(page.locator("#timeline-list article").first).to_contain_text("Short 59")
    page.locator("#timeline-list article").first.focus()
    page.keyboard.press("End")
    expect(end.locator("h2")).to_have_text("Report 0")
    settled(page.locator("#timeline-scroller"))
    expect(end.locator("article")).to_be_focused()
    expect(end.locator("h2")).to_be_in_viewport()
    page.mouse.move(900, 400)
    page.mouse.wheel(0, -3000)
    settled(page.locator("#timeline-scroller"))
    expect(end.locator("h2")).not_to_be_in_viewport()


def test_a_reporter_is_offered_to_look_and_nothing_else(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    writing_story.publish("One")
    page = composing(writing_story, "Rae").page
    expect_articles(page, ["One"])
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu").locator("[data-deed]")).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#retract")).to_be_hidden()


def test_a_login_that_has_ended_closes_the_stream(composing: Callable[..., Composing], writing_story: Story) -> None:
    writing_story.publish("One")
    page = composing(writing_story).page
    expect(page.locator("#readers")).to_have_text("Readers now: 1")
    page.context.clear_cookies(name="dateline_session")
    deadline = time.monotonic() + 15
    while writing_story.readers():
        assert time.monotonic() < deadline, "the stream is still open"
        page.wait_for_timeout(100)
    expect(page.locator("#timeline-trouble")).to_contain_text("You are no longer logged in")
    expect_articles(page, ["One"])


def test_thousands_of_posts_are_walked_through_from_end_to_end(
    composing: Callable[..., Composing], writing_room: Newsroom, writing_data: Path
) -> None:
    """What the page holds of them is what is near the window; how smoothly it moves is measured by the bench."""
    filled = subprocess.run(
        [sys.executable, "-c", _FILL, str(writing_data), str(LONG)], capture_output=True, check=False
    )
    assert filled.returncode == 0, filled.stderr
    page = composing(Story(writing_room, "long")).page
    scroller, rows = page.locator("#timeline-scroller"), page.locator("#timeline-list .row")
    expect(page.locator("#timeline-count")).to_have_text(f"Posts: {LONG:,}")
    expect(page.locator("#timeline-list article h2").first).to_have_text(f"Report {LONG - 1}")
    page.mouse.move(900, 500)
    for _ in range(25):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(20)
        assert rows.count() < 60
    settled(scroller)
    assert scroller.evaluate("(element) => element.scrollTop") > 10_000
    for share, first in ((0.5, LONG // 2), (1.0, 0)):
        scroller.evaluate("(element, share) => { element.scrollTop = element.scrollHeight * share; }", share)
        settled(scroller)
        assert rows.count() < 60
        found = [int(text.removeprefix("Report ")) for text in articles(page)]
        assert found == sorted(found, reverse=True)
        assert abs(found[len(found) // 2] - first) < LONG // 10
    scroller.evaluate("(element) => { element.scrollTop = element.scrollHeight; }")
    last = page.locator("#timeline-list .row[data-id='post-0']")
    expect(last.locator("h2")).to_have_text("Report 0")
    expect(last).to_have_attribute("aria-posinset", str(LONG))
    expect(last).to_have_attribute("aria-setsize", str(LONG))
    page.fill("#timeline-words", '"Report 1321"')
    expect(page.locator("#timeline-list article h2")).to_have_text(["Report 1321"])
