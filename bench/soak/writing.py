"""An editor writes in a real browser: how soon each keystroke is safe, and a whole minute without a network."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.desk.writer import Writer, furnish, headlines
from tests.browser.newsroom import Newsroom, Story

from bench.soak.place import Place

WORDS = 100
OUTAGE = 60.0  # seconds
PATIENCE = 60.0
HERE, DESK = 1.0, 3.0  # seconds from a keystroke until it is safe
# What the desk has, asked by the page itself: a draft is shown to its author.
AT_DESK = """fetch(`/api/v1/blogs/${document.body.dataset.slug}/drafts`).then((reply) => reply.json())
  .then(({ drafts }) => drafts.map(({ content }) => content.headline))"""


def hold(place: Place, _minutes: float) -> None:
    if not CHROMIUM.exists():
        place.say(f"skipped: {CHROMIUM} is not installed")
        return
    newsroom = Newsroom("", furnish(place.data, ("Ann",)))
    with place.server() as server, sync_playwright() as playwright:
        newsroom.url = server.url
        story = newsroom.open_blog()
        context = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS).new_context()
        ann = Writer(context.new_page(), server.url, story.slug).log_in("Ann")
        ann.page.goto(f"{server.url}/desk/{story.slug}")
        ann.until("Boolean(navigator.serviceWorker?.controller)", PATIENCE)
        ann.until("caches.match(location.pathname).then(Boolean)", PATIENCE)
        _type(place, ann)
        _go_without(place, ann, story)
        context.close()


def _type(place: Place, ann: Writer) -> None:
    """Change after change, each as soon as the one before it is safe."""
    said = ""

    def is_here() -> bool:
        return any(it["draft"]["content"]["headline"] == said for it in ann.kept())

    def is_at_desk() -> bool:
        return said in ann.page.evaluate(AT_DESK)

    here: list[float] = []
    desk: list[float] = []
    for n in range(WORDS):
        said = f"Word {n}"
        ann.page.fill("[name=headline]", said)
        typed = time.monotonic()
        here.append(_passed(typed, is_here))
        desk.append(_passed(typed, is_at_desk))
    for name, found, most in (("in the browser", here, HERE), ("at the desk", desk, DESK)):
        found.sort()
        line = f"{WORDS} changes of a text are safe {name} after {found[WORDS // 2]:.2f} s, the last of them"
        place.must(found[-1] <= most, f"{line} after {found[-1]:.2f} s (at most {most:g})")


def _passed(since: float, is_so: Callable[[], bool]) -> float:
    """Seconds until it is so."""
    while not is_so():
        if time.monotonic() > since + PATIENCE:
            return float("inf")
        time.sleep(0.01)
    return time.monotonic() - since


def _go_without(place: Place, ann: Writer, story: Story) -> None:
    """Five posts, and a reload in the middle of it."""
    five = [f"Bulletin {n}" for n in range(1, 6)]
    ann.page.fill("[name=headline]", "")
    ann.context.set_offline(True)
    began = time.monotonic()
    for headline in five[:3]:
        _publish(ann.page, headline)
    time.sleep(began + OUTAGE / 2 - time.monotonic())
    ann.page.reload()
    for headline in five[3:]:
        _publish(ann.page, headline)
    time.sleep(began + OUTAGE - time.monotonic())
    place.must(headlines(story) == [], f"nothing is published in {OUTAGE:.0f} s without a network")
    ann.context.set_offline(False)
    healed = time.monotonic()
    taken = _passed(healed, lambda: len(headlines(story)) >= len(five) and not ann.kept())
    place.must(headlines(story) == five, f"five posts, a reload in the middle: {', '.join(headlines(story))}")
    place.must(taken <= PATIENCE, f"the last of them is published {taken:.1f} s after the network is back")


def _publish(page: Page, headline: str) -> None:
    page.fill("[name=headline]", headline)
    page.press("[name=headline]", "Control+Enter")
    page.locator("[data-drafts=waiting] .draft-title", has_text=headline).wait_for()
