"""The timeline in a real browser: the readers' articles, live, found, and ten thousand of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk.composing import Composing
from tests.browser.desk.writer import Writer, furnish
from tests.browser.newsroom import Newsroom, Story
from tests.support.serving import serve

LONG = 10_000
_FILL = """
import sys
from pathlib import Path
from dateline.boot import boot, migrate
from dateline.config import load
boot(load(Path(sys.argv[1])))
migrate()
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
    there = readers.locator(f"#p-{post}").evaluate(look)
    assert here == there


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
    expect(row.locator(".who")).to_contain_text("corrected by browser")
    writing_story.retract(first, "There was none.")
    expect(row.locator(".tombstone")).to_contain_text("There was none.")
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
    scroller.evaluate("(element) => { element.scrollTop = 1500; }")
    page.wait_for_timeout(600)
    middle = """(scroller) => {
      const top = scroller.getBoundingClientRect().top;
      const rows = [...scroller.querySelector('#timeline-list').shadowRoot.querySelectorAll('.row')];
      const row = rows.find((one) => one.getBoundingClientRect().bottom > top + 100);
      return [row.dataset.id, Math.round(row.getBoundingClientRect().top)];
    }"""
    before = scroller.evaluate(middle)
    writing_story.publish("New above", "It came while somebody was reading.")
    writing_story.edit(ids[0], body="Grown. " * 400)
    expect(page.locator("#timeline-new")).to_have_text("New above: 1")
    page.wait_for_timeout(600)
    after = scroller.evaluate(middle)
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
    page.wait_for_timeout(5000)
    assert writing_story.readers() == 0
    expect_articles(page, ["One"])


@pytest.fixture(scope="module")
def long_desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    data: Path = tmp_path_factory.mktemp("long")
    furnish(data)
    subprocess.run([sys.executable, "-c", _FILL, str(data), str(LONG)], check=True, capture_output=True)
    with serve(data) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
        context.set_default_timeout(15_000)
        page = context.new_page()
        Writer(page, server.url, "long").log_in("Ann")
        page.goto(f"{server.url}/desk/long")
        yield page
        context.close()


def test_ten_thousand_posts_scroll_smoothly(long_desk: Page) -> None:
    page = long_desk
    expect(page.locator("#timeline-count")).to_have_text("Posts: 10,000")
    expect(page.locator("#timeline-list article h2").first).to_have_text("Report 9999")
    page.mouse.move(900, 500)
    page.evaluate(
        """() => {
          window.frames_ = [];
          let last = performance.now();
          const tick = (now) => {
            window.frames_.push(now - last);
            last = now;
            window.going_ = requestAnimationFrame(tick);
          };
          requestAnimationFrame(tick);
        }"""
    )
    for _ in range(60):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(30)
    frames = sorted(page.evaluate("() => { cancelAnimationFrame(window.going_); return window.frames_.slice(2); }"))
    median, late = frames[len(frames) // 2], frames[int(len(frames) * 0.95)]
    print(f"{len(frames)} frames: median {median:.1f} ms, 95 % within {late:.1f} ms, longest {frames[-1]:.1f} ms")
    assert median < 20
    assert late < 60
    rows = page.locator("#timeline-list .row")
    assert rows.count() < 60
    expect(rows.locator("article[aria-busy]")).to_have_count(0)


def test_ten_thousand_posts_are_reached_from_end_to_end(long_desk: Page) -> None:
    page = long_desk
    scroller = page.locator("#timeline-scroller")
    scroller.evaluate("(element) => { element.scrollTop = element.scrollHeight; }")
    page.wait_for_timeout(300)
    scroller.evaluate("(element) => { element.scrollTop = element.scrollHeight; }")
    last = page.locator("#timeline-list .row[data-id='post-0']")
    expect(last.locator("h2")).to_have_text("Report 0")
    expect(last).to_have_attribute("aria-posinset", "10000")
    expect(last).to_have_attribute("aria-setsize", "10000")
    scroller.evaluate("(element) => { element.scrollTop = element.scrollHeight / 2; }")
    expect(page.locator("#timeline-list article h2").first).to_be_visible()
    page.fill("#timeline-words", '"Report 4321"')
    expect(page.locator("#timeline-list article h2")).to_have_text(["Report 4321"])
