"""The desk without a network, with its own composer and its service worker: it opens, it is written, it catches up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

import dateline
from tests.browser.desk.writer import Writer, furnish, headlines
from tests.browser.newsroom import Newsroom, Story
from tests.support.serving import serve

FIVE = [f"Bulletin {n}" for n in range(1, 6)]
# Whether what is kept would open this page and its scripts.
IS_KEPT = """async () => {
  const page = await caches.match(location.pathname);
  const script = document.querySelector('script[src*="live/main.js"]');
  return Boolean(navigator.serviceWorker?.controller && page && await caches.match(script.src));
}"""


@pytest.fixture
def at_desk(browser: Browser, writing_room: Newsroom, writing_story: Story) -> Iterator[Page]:
    """Ann at the live desk, in a browser that lets service workers be."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    page = context.new_page()
    Writer(page, writing_room.url, writing_story.slug).log_in("Ann")
    page.goto(f"{writing_room.url}/desk/{writing_story.slug}")
    until_kept(page)
    yield page
    context.close()


def until_kept(page: Page) -> None:
    for _ in range(300):
        if page.evaluate(IS_KEPT):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the service worker keeps nothing")


def publish(page: Page, headline: str) -> None:
    page.fill("[name=headline]", headline)
    page.press("[name=headline]", "Control+Enter")
    expect(page.locator("[name=headline]")).to_have_value("")


def test_a_minute_without_a_network_and_a_reload_in_the_middle(at_desk: Page, writing_story: Story) -> None:
    page, context = at_desk, at_desk.context
    writing_story.publish("Before it all")
    page.reload()
    until_kept(page)
    context.set_offline(True)
    for headline in FIVE[:3]:
        publish(page, headline)
    page.fill("[name=headline]", "Half a thought")
    page.wait_for_timeout(1_000)
    page.reload()
    waiting = page.locator("[data-drafts=waiting] .draft-title")
    expect(waiting).to_have_text(FIVE[:3])
    expect(page.locator("[name=headline]")).to_have_value("Half a thought")
    page.wait_for_timeout(5_000)
    for headline in FIVE[3:]:
        publish(page, headline)
    expect(waiting).to_have_text(FIVE)
    assert headlines(writing_story) == ["Before it all"]
    context.set_offline(False)
    expect(waiting).to_have_count(0, timeout=30_000)
    assert headlines(writing_story) == ["Before it all", *FIVE]


def kept_addresses(page: Page) -> set[str]:
    """The paths of all that the service worker keeps."""
    script = """async () => {
      const found = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
      }
      return found;
    }"""
    return set(page.evaluate(script))


def test_the_last_known_timeline_is_shown(at_desk: Page, writing_story: Story) -> None:
    writing_story.publish("Seen before the tunnel")
    at_desk.reload()
    expect(at_desk.locator("#timeline-list")).to_contain_text("Seen before the tunnel")
    until_kept(at_desk)
    at_desk.context.set_offline(True)
    at_desk.reload()
    expect(at_desk.locator("#timeline-list")).to_contain_text("Seen before the tunnel")


def test_no_deed_and_no_draft_is_kept(at_desk: Page) -> None:
    publish(at_desk, "Published")
    at_desk.fill("[name=headline]", "A draft")
    expect(at_desk.locator("[data-drafts=state]")).to_contain_text("Saved at the desk.")
    beside = {path for path in kept_addresses(at_desk) if not path.startswith("/desk/")}
    assert beside <= {"/api/v1/blogs/" + at_desk.url.rpartition("/")[2] + "/timeline"}


def test_the_next_person_is_shown_nothing_of_the_last(
    at_desk: Page, writing_room: Newsroom, writing_story: Story
) -> None:
    desk = f"{writing_room.url}/desk/{writing_story.slug}"
    ann = Writer(at_desk, writing_room.url, writing_story.slug)
    ann.log_out()
    at_desk.wait_for_url("**/login/**")
    assert not [path for path in kept_addresses(at_desk) if not path.startswith("/desk/static/")]
    ann.log_in("Bob")
    at_desk.context.set_offline(True)
    with pytest.raises(Error, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        at_desk.goto(desk)


def address(page: Page, name: str) -> str:
    """Where the page has a file of the desk."""
    return str(page.get_attribute(f"link[href*='/{name}']", "href"))


def test_a_newer_desk_is_let_in_without_losing_a_word(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    newsroom = Newsroom("", furnish(data))
    with serve(data) as server:
        newsroom.url = server.url
        page = browser.new_context().new_page()
        Writer(page, server.url, newsroom.open_blog().slug).log_in("Ann").page.goto(f"{server.url}/desk/story-1")
        until_kept(page)
        page.fill("[name=headline]", "Before the update")
    newer = tmp_path / "newer"
    shutil.copytree(Path(dateline.__file__).parent, newer / "dateline", ignore=shutil.ignore_patterns("__pycache__"))
    with (newer / "dateline/desk/static/desk.css").open("a") as sheet:
        sheet.write(".of-another-version { color: inherit; }")
    monkeypatch.setenv("PYTHONPATH", str(newer))
    with serve(data, server.port):
        page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
        load = page.get_by_role("button", name="Load it")
        load.wait_for()
        page.fill("[name=headline]", "Typed just before")
        page.evaluate("window.marker = 'the old page'")
        before = address(page, "desk.css")
        load.click()
        expect(page.locator("link[href*='/desk.css']")).not_to_have_attribute("href", before)
        expect(page.locator("[name=headline]")).to_have_value("Typed just before")
        assert page.evaluate("window.marker === undefined")
        page.context.close()
