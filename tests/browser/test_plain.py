"""The page without its script, and what the script costs."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dateline.typeset import assets
from tests.browser.newsroom import Newsroom, Story
from tests.browser.reader import Reader

SHIFTS = """() => new Promise(done => {
  const observer = new PerformanceObserver(list => done(list.getEntries().map(
    ({value, sources}) => [value, ...sources.map(({node}) => node?.id || node?.className)],
  )));
  observer.observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done([]), 300);
})"""


def test_the_script_weighs_less_than_six_kilobytes() -> None:
    body = next(asset.body for asset in assets.all().values() if asset.name == "live.js")
    assert len(gzip.compress(body, 9)) < 6 * 1024


def test_without_script_the_page_is_whole_and_says_how_to_refresh(story: Story, visit: Callable[..., Reader]) -> None:
    posts = story.fill(55, paragraphs=1)
    story.flag(posts[0], key=True, pinned=True)
    reader = visit(java_script_enabled=False)
    reader.page.goto(story.url)
    expect(reader.page.locator("#posts > article")).to_have_count(35)
    expect(reader.page.locator("#keys, #pinned")).to_have_count(2)
    expect(reader.page.locator("noscript p")).to_be_visible()
    for hook in ("#new", "#pause", "#connection"):
        expect(reader.page.locator(hook)).not_to_be_visible()
    reader.page.locator("a[rel=next]").click()
    expect(reader.page.locator("#posts > article")).to_have_count(20)
    assert reader.foreign() == []


def test_the_page_takes_three_requests(story: Story, reader: Reader) -> None:
    story.fill(3)
    reader.open(story.url)
    paths = [url for url in reader.requests if not url.startswith("data:") and "/stream" not in url]
    assert len(paths) == 3, paths


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York"])
@pytest.mark.parametrize("width", [320, 412, 600, 1280])
def test_the_page_holds_still_while_it_loads(
    newsroom: Newsroom, visit: Callable[..., Reader], width: int, zone: str
) -> None:
    """Wherever its reader is: what tells her of her own time comes by script."""
    story = newsroom.open_blog()
    story.flag(story.fill(5)[0], key=True)
    reader = visit(viewport={"width": width, "height": 900}, timezone_id=zone)
    reader.open(story.url)
    assert reader.page.evaluate(SHIFTS) == []
