"""From publication to the text in a page of Chromium, while thousands of others read the same blog."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench import load
from bench.contestants import BROWSERS_ACCEPT
from bench.context import Context
from bench.report import Goal, Rows
from bench.tools import Missing

_OURS, _PACKED = "dateline serve", "dateline serve, streams packed"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_WATCH = """() => {
  window.seen = {};
  new MutationObserver(() => {
    const now = performance.timeOrigin + performance.now();
    for (const heading of document.querySelectorAll('#posts h2')) {
      const number = heading.textContent.split(/@@|:/)[1];
      if (number && !seen[number]) seen[number] = now;
    }
  }).observe(document.querySelector('#posts'), {childList: true, subtree: true, characterData: true});
}"""


def measure(context: Context) -> Rows:
    if not CHROMIUM.exists():
        raise Missing(f"{CHROMIUM} is not installed")
    others = 1_000 if context.fast else 5_000
    posts = 20 if context.fast else 100
    packed = _seconds(context, others, posts, "yes", BROWSERS_ACCEPT)
    seconds = {_OURS: _seconds(context, others, posts, "no"), _PACKED: packed}
    return Rows(
        name="screen",
        title=f"Publish to text on screen in Chromium, 1 reader among {others + 1:,}, p95 of {posts} posts",
        unit="ms",
        more=False,
        values={name: [_percentile(some, 0.95)] for name, some in seconds.items()},
        goals=[Goal("", 150, 60), Goal("", 150, 60, ours=_PACKED)],
        ours=_OURS,
        details={
            name: f"p50 {_percentile(some, 0.5):.0f}, p99 {_percentile(some, 0.99):.0f}, max {max(some) * 1e3:.0f} ms"
            for name, some in seconds.items()
        },
        notes=["from before the publisher's call to the page's MutationObserver; Chromium shares the load's core"],
    )


def _percentile(seconds: list[float], share: float) -> float:
    """Milliseconds."""
    return sorted(seconds)[int(share * (len(seconds) - 1))] * 1e3


def _seconds(context: Context, others: int, posts: int, packs: str, *headers: str) -> list[float]:
    slug = context.newsroom.open_blog(20)
    path = f"/{slug}/stream?after={context.newsroom.cursor(slug)}"
    with context.newsroom.serving(pack_streams=packs) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        with page.expect_request("**/stream*"):
            page.goto(f"{server.url}/{slug}")
        page.evaluate(_WATCH)
        with load.readers(context.tools, server.port, path, others, *headers):
            seconds = _publish(context, slug, page, posts)
        browser.close()
    return seconds


def _publish(context: Context, slug: str, page: Page, posts: int) -> list[float]:
    ahead = _clock_difference(page)
    page.wait_for_timeout(500)
    published = {}
    # Playwright holds an event loop in this thread, where the log must not be written.
    with ThreadPoolExecutor(1) as desk:
        for number in range(1, posts + 1):
            published[number] = time.time()
            desk.submit(context.newsroom.publish, slug, number, 700).result()
            page.wait_for_function("number => seen[number]", arg=number, timeout=10_000)
            page.wait_for_timeout(50)
    seen: dict[str, float] = page.evaluate("seen")
    return [seen[str(number)] / 1e3 - ahead - moment for number, moment in published.items()]


def _clock_difference(page: Page) -> float:
    """Seconds by which the page's clock is ahead of this process's: from the quickest of some questions."""
    asked = []
    for _ in range(20):
        before = time.time()
        there = page.evaluate("performance.timeOrigin + performance.now()") / 1e3
        after = time.time()
        asked.append((after - before, there - (before + after) / 2))
    return float(min(asked)[1])
