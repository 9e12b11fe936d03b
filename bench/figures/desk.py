"""How quick the live desk is: from a key or a click to the picture that shows it, as Chromium's Event Timing tells it,
and from a draft to what the copy desk has to say of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.desk.composing import Composing
from tests.browser.desk.writer import Writer, add_person
from tests.browser.newsroom import new_token

from bench.context import Context
from bench.report import Goal, Rows
from bench.tools import Missing

_CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_LEAST = 16  # milliseconds: what takes less, Event Timing does not tell of
_KEPT_TO = 30  # milliseconds between two keys
_WATCH = """(least) => {
  window.took = {};
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) took[interactionId] = Math.max(took[interactionId] ?? 0, duration);
    }
  }).observe({ type: 'event', durationThreshold: least });
}"""
_PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const editor = document.querySelector('#editor .editor');
  editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}"""
_PROSE = "Crews went to to the quay, and the harbour master said “the lock stays shut” until 18:30 on Friday at least. "
_LONG = "\n\n".join(["The bridge stays closed while divers look at its piers. " * 4] * 275)  # just below 64 KiB


def measure(context: Context) -> list[Rows]:
    if not _CHROMIUM.exists():
        raise Missing(f"{_CHROMIUM} is not installed")
    token = new_token(context.data)
    slug = context.newsroom.open_blog(1_000)
    add_person(context.data, "Ann", "editor")
    ways: dict[str, Callable[[Context, str, Page], int]] = {
        "typing, while posts and findings arrive": _typing,
        "typing in 64 KiB of text": _typing_long,
        "menus, dialogs, buttons": _pressing,
    }
    with context.newsroom.serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        took = {name: _took(context, browser, server.url, slug, way) for name, way in ways.items()}
        browser.close()
        asked = _checks(f"{server.url}/api/v1/blogs/{slug}/check", token, 50 if context.fast else 300)
    return [_painted(took), _answered(asked)]


def _painted(took: dict[str, list[float]]) -> Rows:
    first, *_ = took
    return Rows(
        name="desk",
        title="The live desk of a blog of 1,000 posts: from a key or a click to the picture that shows it, p98",
        unit="ms",
        more=False,
        values={name: [_percentile(some, 0.98)] for name, some in took.items()},
        goals=[Goal("", 100, 50, ours=name) for name in took],
        ours=first,
        details={
            name: f"{len(some)} interactions, p50 {_percentile(some, 0.5):.0f}, max {max(some):.0f} ms"
            for name, some in took.items()
        },
        notes=[f"Event Timing counts in steps of 8 ms from {_LEAST} ms; what took less counts as {_LEAST}"],
    )


def _answered(asked: list[float]) -> Rows:
    who = "dateline serve"
    return Rows(
        name="desk",
        title="A draft read against 1,000 posts by the copy desk: from the request to the answer, p95",
        unit="ms",
        more=False,
        values={who: [_percentile(asked, 0.95)]},
        goals=[Goal("", 60, 30)],
        ours=who,
        details={who: f"{len(asked)} requests, p50 {_percentile(asked, 0.5):.0f}, max {max(asked):.0f} ms"},
        notes=["one after the other; the first, for which a thousand posts are read, is left out"],
    )


def _checks(address: str, token: str, count: int) -> list[float]:
    """Milliseconds of each answer to a draft that is a little longer each time."""
    took = []
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=120) as client:
        for number in range(count + 1):
            began = time.perf_counter()
            reply = client.post(address, json={"headline": "The quay", "body": _PROSE + "More soon. " * (number % 40)})
            took.append((time.perf_counter() - began) * 1e3)
            reply.raise_for_status()
    return took[1:]


def _took(
    context: Context, browser: Browser, url: str, slug: str, way: Callable[[Context, str, Page], int]
) -> list[float]:
    """Milliseconds of each interaction, in a window of its own."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    Writer(page, url, slug).log_in("Ann")
    Composing(page).open(f"{url}/desk/{slug}")
    page.locator("#timeline-list article").first.wait_for()
    page.evaluate(_WATCH, _LEAST)
    count = way(context, slug, page)
    page.wait_for_timeout(1_000)
    slow: list[float] = page.evaluate("() => Object.values(took)")
    page.context.close()
    return slow + [float(_LEAST)] * (count - len(slow))


def _typing(context: Context, slug: str, page: Page) -> int:
    rounds = 1 if context.fast else 3
    page.keyboard.press("n")
    # Playwright holds an event loop in this thread, where the log must not be written.
    with ThreadPoolExecutor(1) as others:
        for number in range(rounds):
            others.submit(context.newsroom.publish, slug, number, 700)
            page.keyboard.type(_PROSE, delay=_KEPT_TO)
            page.keyboard.press("Enter")
            page.wait_for_timeout(1_000)  # the copy desk answers, and its findings are drawn
    return 1 + rounds * (len(_PROSE) + 1)


def _typing_long(context: Context, slug: str, page: Page) -> int:
    page.locator("#editor .editor").focus()
    page.evaluate(_PASTE, _LONG)
    page.wait_for_timeout(1_000)
    page.keyboard.type(_PROSE, delay=_KEPT_TO)
    return len(_PROSE)


def _pressing(context: Context, slug: str, page: Page) -> int:
    keys = ["?", "Escape", "w", "Enter", "/", "ArrowDown", "ArrowUp", "Enter", "Tab", "Control+Enter", "Escape"]
    rounds, clicks = 2 if context.fast else 4, (".composer-more summary", "#timeline-list button.deeds")
    for _ in range(rounds):
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(50)
        for place in clicks:
            page.locator(place).first.click()
            page.wait_for_timeout(50)
            page.keyboard.press("Escape")
    return rounds * (len(keys) + 2 * len(clicks))


def _percentile(some: list[float], share: float) -> float:
    return sorted(some)[int(share * (len(some) - 1))]
