"""No text of anybody's runs anywhere: in real Chromium, with the CSP, without it, and without the sanitiser either.

Each shape of xss_shapes.py stands in every field that takes it (hostile.py). Every kind of page is loaded with a trap
laid (trap.js), which catches what runs, what the CSP has to stop, and what only waits for a click; the others are read.
With the CSP off whatever would run does run: with it on, a page of each kind shows that the CSP has nothing to stop.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, ViewportSize, expect, sync_playwright

from tests.abuse import hostile
from tests.abuse.hostile import EMAIL, NEWSROOM, PASSWORD, Hostile
from tests.abuse.xss_shapes import ADDRESSES, SHAPES, TEXTS
from tests.browser.conftest import ARGUMENTS, CHROMIUM, PLAIN
from tests.support.serving import serve
from tests.support.turns import turns

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TRAP = (Path(__file__).parent / "trap.js").read_text("utf-8")
# Starts the server with both walls of nh3 torn down: what comes in is made well-formed and nothing else, as the reader
# behind it relies on, and what goes out is sent as it is.
_TORN = """
import sys
import lxml.html
from dateline.blog.body import html_tree, to_html
class Reader:
    def clean(self, html):
        return lxml.html.tostring(lxml.html.document_fromstring('<body>' + html), encoding='unicode')
class Nothing:
    def clean(self, html): return html
html_tree._CLEANER, to_html._WALL = Reader(), Nothing()
from dateline.cli.main import main
sys.argv = ['dateline', *sys.argv[4:]]
main()
"""
# There is no other host in this browser's world: what asks for one is told of and gets nothing.
_ALONE = [
    *(word for word in ARGUMENTS if PLAIN not in word),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_SETTLE = "new Promise((resolve) => setTimeout(resolve, 50))"
_BELOW = ("", "only/corrections", "only/key", "corrections", "replay", "record", "embed", "print", "oldest")
_AT_THE_DESK = (
    *("", "newsroom/people", "newsroom/tokens", "newsroom/settings", "newsroom/audit", "newsroom/me", "nowhere/x"),
    *("newsroom/new-blog", "account/2fa/", "account/sessions/", "?find=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
)
_PAGE = 20  # posts on a page of older ones
_TALL: ViewportSize = {"width": 1280, "height": 2400}  # a long timeline passes in few steps


_IN_FEEDS = "//*[local-name() = 'description' or local-name() = 'encoded' or @type = 'html']"
_AT_ONCE = 20
_AT_THE_END = """() => {
  const root = document.querySelector('#timeline-list').shadowRoot;
  const last = [...root.querySelectorAll('.row')].at(-1);
  return !last.classList.contains('waiting') && root.activeElement?.closest('li') === last;
}"""
_PASTE = """(shapes) => {
  const place = document.querySelector('.ProseMirror');
  for (const html of shapes) {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', html);
    place.focus();
    place.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
  }
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ALONE)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Hostile]:
    """The newsroom's data, a copy of it, and what is in both."""
    folder = tmp_path_factory.mktemp("hostile")
    data, copied = folder / "data", folder / "copied"
    data.mkdir()
    with serve(data, name=NEWSROOM) as server:
        newsroom = Hostile(server.url, hostile.people(data)).fill()
    shutil.copytree(data, copied, ignore=shutil.ignore_patterns("*.sock"))
    return data, copied, newsroom


@pytest.fixture(scope="module")
def walled(filled: tuple[Path, Path, Hostile]) -> Iterator[Hostile]:
    data, _copied, newsroom = filled
    with serve(data, name=NEWSROOM) as server:
        yield replace(newsroom, url=server.url)


@pytest.fixture(scope="module")
def torn(filled: tuple[Path, Path, Hostile]) -> Iterator[Hostile]:
    """The same without the sanitiser, and with every shape sent as HTML to a parser that nothing stands before."""
    _data, copied, newsroom = filled
    with serve(copied, under=(sys.executable, "-c", _TORN), name=NEWSROOM) as server:
        yield replace(newsroom, url=server.url).unwashed()


@dataclass
class Trapped:
    """A browser in which nothing of an attack goes unnoticed. `url` is the newsroom's."""

    url: str
    context: BrowserContext
    caught: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.expose_function("__caught", self.catch)
        self.context.add_init_script(TRAP)
        self.context.on("request", self._asked)
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dismiss)
        self.context.on("page", lambda page: self.caught.append(f"window {page.url}"))

    def catch(self, what: str) -> None:
        self.caught.append(what)

    def _dismiss(self, dialog: Dialog) -> None:
        self.catch(f"dialog {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Request) -> None:
        """Pictures of `a.test` and the like are what a post may ask for."""
        host = urlsplit(request.url).hostname or ""
        if host == "evil.test" or host.endswith(".evil.test"):
            self.caught.append(f"request {request.url}")

    def visit(self, path: str) -> Page:
        """Load a page, let it settle, and look for what only waits for a click."""
        self.page.goto(f"{self.url}{path}")
        self.look(path)
        return self.page

    def look(self, where: str) -> None:
        self.page.evaluate(_SETTLE)
        assert urlsplit(self.page.url).netloc == urlsplit(self.url).netloc, f"{where} led to {self.page.url}"
        self.caught += [f"{where}: {what}" for what in self.page.evaluate("__audit()")]

    def log_in(self) -> None:
        self.page.goto(f"{self.url}/desk/account/login/")
        self.page.fill("input[name=login]", EMAIL)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def check(self) -> None:
        assert self.caught == [], "\n".join(self.caught[:20])


@contextmanager
def trapped(browser: Browser, newsroom: Hostile, without_csp: bool = True) -> Iterator[Trapped]:
    context = browser.new_context(bypass_csp=without_csp, viewport=_TALL, service_workers="block")
    try:
        yield Trapped(newsroom.url, context)
    finally:
        context.close()


def test_there_are_two_hundred_shapes_and_they_are_stored(walled: Hostile) -> None:
    assert len(set(SHAPES)) >= 200
    assert len(walled.of("texts")) >= 200
    assert len(walled.of("markdown")) >= 200
    assert walled.of("html")


def test_no_address_that_runs_is_taken(walled: Hostile) -> None:
    runs = [a for a in ADDRESSES if not a.startswith(("http", "mailto", "#", "//", "/"))]
    for where in ("link", "embed", "image", "source"):
        assert walled.of(where).isdisjoint(runs), where


# Without the sanitiser there is more to run; with it the same pages are gone through at `make whole`.
@pytest.fixture(scope="module", params=["no csp, no sanitiser", *["no csp"] * turns(1, 0)])
def trap(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Trapped, Hostile]]:
    newsroom: Hostile = request.getfixturevalue("torn" if "sanitiser" in request.param else "walled")
    with trapped(chromium, newsroom) as trap:
        trap.log_in()
        yield trap, newsroom


def test_a_trap_catches(chromium: Browser, walled: Hostile) -> None:
    """The trap itself: each way to run something is noticed."""
    with trapped(chromium, walled) as trap:
        trap.visit("/")
        for shape in ("<img src=x onerror=alert(1)>", "<svg><a xlink:href=javascript:alert(1)>x</a></svg>"):
            trap.caught.clear()
            trap.page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", shape)
            trap.look("here")
            assert trap.caught, shape


def test_nothing_runs_on_the_readers_pages(trap: tuple[Trapped, Hostile]) -> None:
    trapped, newsroom = trap
    for path in ("/", "/corrections", f"/{NEWSROOM}", "/x0/search?q=%3Cscript%3Ealert(1)%3C/script%3E"):
        trapped.visit(path)
    for slug in newsroom.blogs:
        for below in (*_BELOW, *(_older(newsroom, slug) if slug == hostile.RAW else ["page/1"])):
            trapped.visit(f"/{slug}/{below}".rstrip("/"))
            if below == "replay":
                _play(trapped)
        for post in newsroom.posts[slug][:8]:  # corrected, edited and retracted
            trapped.visit(f"/{slug}/p/{post}/history")
        trapped.check()


def test_nothing_waits_on_any_other_page(chromium: Browser, torn: Hostile) -> None:
    """Read as a browser reads it, and not run, so that there is time for every one of them."""
    titles = [f"/{slug}" for slug in _slugs(torn) if slug.startswith("t")]
    with trapped(chromium, torn) as trap:
        trap.visit("/")
        for slug in torn.blogs:
            posts = [f"/{slug}/p/{post}" for post in torn.posts[slug]]
            paths = [f"/{slug}/archive.html", *(f"/{slug}/{page}" for page in _older(torn, slug)), *posts]
            trap.caught += trap.page.evaluate("paths => __read(paths)", paths)
        trap.caught += trap.page.evaluate("paths => __read(paths)", titles)
        trap.check()


def test_feeds_are_well_formed_and_nothing_in_them_runs(chromium: Browser, torn: Hostile) -> None:
    """A feed reader that washes nothing puts each entry into a page of its own."""
    put = "all => all.forEach((html) => document.body.insertAdjacentHTML('beforeend', html))"
    with trapped(chromium, torn) as trap:
        for slug in torn.blogs:
            trap.visit("/")
            pieces = [piece for name in ("atom", "rss", "json") for piece in _contents(torn.url, slug, name)]
            assert len(pieces) > 60
            embedded = httpx.get(f"{torn.url}/{slug}/embed.json").json()
            trap.page.evaluate(put, [*pieces, embedded["html"]])
            trap.look(f"{slug} in a feed reader")
            archive = httpx.get(f"{torn.url}/{slug}/archive.html").text
            trap.page.evaluate("html => { document.open(); document.write(html); document.close(); }", archive)
            trap.look(f"{slug} in one file")
        trap.check()
    for path in ("/news-sitemap.xml", "/corrections.atom"):
        etree.fromstring(httpx.get(f"{torn.url}{path}").content)


def test_nothing_runs_at_the_desk(trap: tuple[Trapped, Hostile]) -> None:
    trapped, newsroom = trap
    for path in _AT_THE_DESK:
        trapped.visit(f"/desk/{path}")
    for slug in newsroom.blogs:
        for path in ("about", "state/close", "facts", "summary", "copydesk"):
            trapped.visit(f"/desk/{slug}/{path}")
        if slug in (hostile.RAW, newsroom.blogs[-1]):
            _work(trapped, slug)
        trapped.check()


def test_the_csp_has_nothing_to_stop(chromium: Browser, torn: Hostile) -> None:
    """Under it a page of each kind is as its server means it, and loads nothing that it does not allow."""
    with trapped(chromium, torn, without_csp=False) as trap:
        trap.log_in()
        slug = torn.blogs[-1]
        post = torn.posts[slug][0]
        for path in ("", f"{slug}/replay", f"{slug}/embed", f"{slug}/p/{post}/history", "desk/", "desk/newsroom/audit"):
            trap.visit(f"/{path}")
        for each in torn.blogs:
            trap.visit(f"/{each}")
        _work(trap, slug)
        trap.check()


def test_nothing_runs_that_is_pasted_written_and_published(chromium: Browser, walled: Hostile) -> None:
    with trapped(chromium, walled) as trap:
        trap.log_in()
        page = trap.visit("/desk/written")
        page.locator(".ProseMirror").first.wait_for()
        for start in range(0, len(TEXTS), _AT_ONCE):
            shapes = TEXTS[start : start + _AT_ONCE]
            page.keyboard.press("Escape")
            page.keyboard.press("n")
            page.locator("#headline:focus").wait_for()
            page.evaluate(_PASTE, shapes)
            trap.look(f"the composer, from {shapes[0]}")
            page.locator("#headline").fill(" ".join(shapes)[:290])
            page.locator(".ProseMirror").first.press("Control+Enter")
            expect(page.locator("#timeline-count")).to_contain_text(str(start // _AT_ONCE + 1))
            trap.check()
        trap.look("the timeline")
        trap.visit("/written")
        trap.check()


def _work(trapped: Trapped, slug: str) -> None:
    """The live desk as it is used: its whole timeline, a post's history, a post in the composer."""
    page = trapped.visit(f"/desk/{slug}")
    page.locator("#timeline-list article, #timeline-list .row").first.wait_for()
    ends = "e => e.scrollTop + e.clientHeight >= e.scrollHeight - 4"
    scroller = page.locator("#timeline-scroller")
    for _ in range(60):
        trapped.look(f"{slug}, timeline")
        if scroller.evaluate(ends):
            break
        scroller.evaluate("e => e.scrollBy(0, e.clientHeight * 2)")
    else:
        raise AssertionError("the timeline has no end")
    page.keyboard.press("Escape")
    page.locator("#timeline-list article").first.focus()
    page.keyboard.press("End")  # the oldest, which were corrected with every shape
    page.wait_for_function(_AT_THE_END)
    page.keyboard.press("h")
    page.locator("#history[open] li").first.wait_for()
    trapped.look(f"{slug}, history")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.locator("#composer [data-act=stop]").wait_for()
    trapped.look(f"{slug}, composer")
    page.click("#composer [data-act=stop]")


def _older(newsroom: Hostile, slug: str) -> list[str]:
    return [f"page/{number}" for number in range(1, newsroom.lengths[slug] // _PAGE)]


def _play(trapped: Trapped) -> None:
    """Run the replay to its end."""
    slider = trapped.page.locator("#player input[type=range]")
    slider.wait_for()
    for share in ("0.5", "1"):
        slider.evaluate("(e, at) => { e.value = at; e.dispatchEvent(new Event('input', {bubbles: true})); }", share)
        trapped.look("replay")


def _slugs(newsroom: Hostile) -> list[str]:
    found: list[str] = []
    path: str | None = "/api/v1/blogs?limit=100"
    while path:
        page: dict[str, Any] = httpx.get(f"{newsroom.url}{path}").json()
        found += [blog["slug"] for blog in page["blogs"]]
        path = page["next"]
    return found


def _contents(url: str, slug: str, name: str) -> list[str]:
    """What a feed reader takes for HTML; XML must be well-formed, JSON must be JSON."""
    reply = httpx.get(f"{url}/{slug}/feed.{name}")
    assert reply.status_code == 200
    if name == "json":
        return [item["content_html"] for item in reply.json()["items"]]
    found = etree.fromstring(reply.content).xpath(_IN_FEEDS)
    return [element.text or "" for element in found]
