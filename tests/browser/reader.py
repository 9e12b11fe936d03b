"""A reader with a real browser, and what she would see or complain of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Request, expect

SOON = 15_000  # ms: on a machine that is busy with other tests; how soon it is on a quiet one, the benchmarks tell
CURSOR = re.compile(r"/since/[^/]+\.json$")


@dataclass
class Reader:
    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def open(self, url: str) -> Reader:
        """Open a live page and wait until it is following; `marked` tells afterwards whether it was ever reloaded."""
        with self.page.expect_request("**/stream*"):
            self.page.goto(url)
        self.page.evaluate("window.marker = 'the same page'")
        return self

    def tab(self, url: str) -> Reader:
        """Another tab of the same browser, as soon as its page has loaded."""
        other = Reader(self.page.context.new_page())
        other.page.goto(url)
        return other

    def in_line(self) -> tuple[int, int]:
        """How many tabs of this browser have a stream that they share, and how many wait for one."""
        script = "navigator.locks.query().then(({held, pending}) => [held.length, pending.length])"
        held, pending = self.page.evaluate(script)
        return held, pending

    @property
    def marked(self) -> bool:
        return bool(self.page.evaluate("window.marker === 'the same page'"))

    def post(self, post: str) -> Locator:
        return self.page.locator(f"#p-{post}")

    def shown(self) -> list[str]:
        """The ids of the posts on the page that can be seen, from the top."""
        ids: list[str] = self.page.eval_on_selector_all(
            "#posts > [id]:not([hidden])", "all => all.map(p => p.id.slice(2))"
        )
        return ids

    def await_shown(self, ids: list[str], timeout: float = SOON) -> None:
        expect(self.page.locator("#posts > [id]:not([hidden])")).to_have_count(len(ids), timeout=timeout)
        assert self.shown() == ids

    def await_new(self, label: str, timeout: float = SOON) -> None:
        """Wait for the button that brings new posts in."""
        expect(self.page.locator("#new")).to_have_text(label, timeout=timeout)
        expect(self.page.locator("#new")).to_be_visible()

    def scroll_to(self, post: str, below_top: int = 120) -> None:
        """Read this post: its top comes to stand so many px below the screen's."""
        script = "top => scrollBy({top, behavior: 'instant'})"
        self.page.evaluate(script, self.top(post) - below_top)
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked of the page has been drawn."""
        for _ in range(3):
            self.page.evaluate("new Promise(requestAnimationFrame)")

    def hide(self, hidden: bool = True) -> None:
        """What the browser tells a page whose tab goes behind another; an automated one never hides a tab itself."""
        script = """hidden => {
          Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
          document.dispatchEvent(new Event('visibilitychange'));
        }"""
        self.page.evaluate(script, hidden)

    def top(self, post: str, inner: str = "") -> float:
        """Where a post, or something in it, stands on the screen (px)."""
        selector = f"#p-{post} {inner}".strip()
        return float(self.page.eval_on_selector(selector, "e => e.getBoundingClientRect().top"))

    @property
    def scrolled(self) -> float:
        return float(self.page.evaluate("scrollY"))

    def foreign(self) -> list[str]:
        """Requests to anybody but the server of the page."""
        home = urlsplit(self.page.url).netloc
        return [url for url in self.requests if urlsplit(url).scheme != "data" and urlsplit(url).netloc != home]

    def streams(self) -> int:
        return sum("/stream" in url for url in self.requests)

    def polls(self) -> int:
        return sum(bool(CURSOR.search(url)) for url in self.requests)
