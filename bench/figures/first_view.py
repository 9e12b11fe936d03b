"""The first view of the demo's day in Chromium, on a slow telephone: the largest text on screen, and what moved."""

from __future__ import annotations

import statistics
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.context import Context
from bench.report import Goal, Rows
from bench.tools import Missing

_CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Lighthouse's mobile preset: 150 ms there and back, 1.6 Mbit/s, a processor four times slower.
_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 750_000 / 8}
_SLOWER = 4
_PAINTED = """() => new Promise(done => {
  let largest = 0, moved = 0;
  new PerformanceObserver(list => (largest = list.getEntries().at(-1).startTime))
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(shift => (moved += shift.value)))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done([largest, moved]), 1500);
})"""
_WHO = "dateline serve"


def measure(context: Context) -> list[Rows]:
    if not _CHROMIUM.exists():
        raise Missing(f"{_CHROMIUM} is not installed")
    slug = context.newsroom.open_demo()
    with context.newsroom.serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        views = [_view(browser, f"{server.url}/{slug}") for _ in range(context.rounds)]
        browser.close()
    note = "412 × 823 px, 150 ms there and back, 1.6 Mbit/s, processor slowed 4 times; nothing kept from before"
    largest, moved = [list(values) for values in zip(*views, strict=True)]
    return [
        Rows("first_view", "First view of a live page: largest contentful paint", "ms", False, {_WHO: largest},
             [Goal("", 2_500, 1_000)], _WHO, {_WHO: f"slowest {max(largest):.0f} ms"}, [note]),
        Rows("first_view", "First view of a live page: cumulative layout shift", "", False, {_WHO: moved},
             [Goal("", 0.1, 0.0)], _WHO, {_WHO: f"mean {statistics.mean(moved):.4f}"}, [note]),
    ]  # fmt: skip


def _view(browser: Browser, url: str) -> tuple[float, float]:
    """The largest contentful paint (ms) and the sum of layout shifts of one reader's first look."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(url)
    largest, moved = page.evaluate(_PAINTED)
    context.close()
    return float(largest), float(moved)
