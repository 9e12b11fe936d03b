"""The desk without a network, with its own composer and its service worker: it opens, it is written, it catches up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.desk.writer import Writer, headlines
from tests.browser.newsroom import Newsroom, Story

FIVE = [f"Bulletin {n}" for n in range(1, 6)]
Visit = Callable[..., Page]
# Whether what is kept would open this page and its scripts.
IS_KEPT = """async () => {
  const page = await caches.match(location.pathname);
  const script = document.querySelector('script[src*="live/main.js"]');
  return Boolean(navigator.serviceWorker?.controller && page && await caches.match(script.src));
}"""


@pytest.fixture
def at_desk(browser: object, writing_room: Newsroom, writing_story: Story) -> object:
    """Ann at the live desk, in a browser that lets service workers be."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
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
