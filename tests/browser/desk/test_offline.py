"""The desk with its own composer and its service worker: it opens without a network, and catches up afterwards.

The first four are one browser's day: each goes on where the one before it has ended, and needs none before it.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import dateline
from tests.browser.desk.test_pages import AXE, check
from tests.browser.desk.writer import Writer, furnish, headlines
from tests.browser.newsroom import Newsroom, Story
from tests.support.serving import serve

FIVE = [f"Bulletin {n}" for n in range(1, 6)]
HALF_A_MINUTE = 30_000  # milliseconds
AWAY = "/desk/newsroom/away"
AWAY_IS_KEPT = (
    f"caches.match('{AWAY}').then(async (kept) => Boolean(kept && (await kept.text()).includes('lang=\"%s\"')))"
)
# Whether what is kept would open this page and its scripts.
IS_KEPT = """(async () => {
  const page = await caches.match(location.pathname);
  const script = document.querySelector('script[src*="live/main.js"]');
  const kept = await Promise.all([caches.match('/desk/'), caches.match(script.src)]);
  return Boolean(navigator.serviceWorker?.controller && page && kept.every(Boolean));
})()"""
TIMELINE_IS_KEPT = """caches.match(`/api/v1/blogs/${document.body.dataset.slug}/timeline`, {ignoreSearch: true})
  .then(async (reply) => Boolean(reply && (await reply.text()).includes('%s')))"""


@pytest.fixture(scope="module")
def story(writing_room: Newsroom) -> Story:
    return writing_room.open_blog(title="Flood at the mill")


@pytest.fixture(scope="module")
def window(browser: Browser, writing_room: Newsroom, story: Story) -> Iterator[Writer]:
    """Ann at the live desk, in a browser that lets service workers be, by a login of her own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    ann = Writer(context.new_page(), writing_room.url, story.slug).log_in("Ann")
    ann.page.goto(f"{ann.url}/desk/{ann.slug}")
    ann.until(IS_KEPT)
    yield ann
    context.close()


@pytest.fixture
def ann(window: Writer) -> Writer:
    window.context.set_offline(False)
    return window


def publish(page: Page, headline: str) -> None:
    page.fill("[name=headline]", headline)
    page.press("[name=headline]", "Control+Enter")
    expect(page.locator("[name=headline]")).to_have_value("")


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


def test_a_minute_without_a_network_and_a_reload_in_the_middle(ann: Writer, story: Story) -> None:
    """A minute by the page's clock."""
    page, waiting = ann.page, ann.waiting()
    story.publish("Before it all")
    page.clock.install()
    page.reload()
    ann.until(IS_KEPT)
    ann.until(TIMELINE_IS_KEPT % "Before it all")
    ann.context.set_offline(True)
    for headline in FIVE[:3]:
        publish(page, headline)
    page.fill("[name=headline]", "Half a thought")
    ann.await_state("Saved here. Waiting for the network.")
    page.clock.run_for(HALF_A_MINUTE)
    page.reload()
    expect(waiting).to_have_text(FIVE[:3])
    expect(page.locator("[name=headline]")).to_have_value("Half a thought")
    expect(page.locator("#timeline-list").get_by_text("Before it all")).to_be_visible()
    page.goto(f"{ann.url}/desk/")
    page.get_by_role("link", name="Flood at the mill", exact=True).click()
    expect(waiting).to_have_text(FIVE[:3])
    for headline in FIVE[3:]:
        publish(page, headline)
    expect(waiting).to_have_text(FIVE)
    page.clock.run_for(HALF_A_MINUTE)
    assert headlines(story) == ["Before it all"]
    ann.context.set_offline(False)
    expect(waiting).to_have_count(0)
    ann.until_nothing_is_kept()
    assert headlines(story) == ["Before it all", *FIVE]
    beside = {path for path in kept_addresses(page) if not path.startswith("/desk/")}
    assert beside == {f"/api/v1/blogs/{story.slug}/timeline"}, "no deed and no draft is kept"


def speak(page: Page, url: str, language: str) -> None:
    page.goto(f"{url}/desk/newsroom/me")
    page.select_option("[name=language]", language)
    page.locator("main button").click()
    page.wait_for_load_state()


def test_a_page_that_needs_the_network_says_so_and_leads_on(ann: Writer, story: Story) -> None:
    page, desk = ann.page, f"{ann.url}/desk"
    page.goto(f"{desk}/{story.slug}")
    ann.until(AWAY_IS_KEPT % "en")
    ann.context.set_offline(True)
    publish(page, "Sent in the tunnel")
    page.fill("[name=headline]", "Half a thought")
    ann.await_state("Saved here. Waiting for the network.")
    page.goto(f"{desk}/{story.slug}/facts")
    expect(page.get_by_role("heading", level=1)).to_have_text("The desk cannot be reached")
    expect(page.locator(".blog", has_text="Flood at the mill")).to_contain_text("published: 1 Unfinished drafts: 1")
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(AXE)
    check(page)
    page.get_by_role("link", name="Flood at the mill").click()
    expect(ann.waiting()).to_have_text(["Sent in the tunnel"])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{desk}/{story.slug}/facts")
    ann.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Facts")


def test_a_form_that_is_sent_without_a_network_gets_its_answer_in_ones_language(ann: Writer, story: Story) -> None:
    page = ann.page
    speak(page, ann.url, "fr")
    page.goto(f"{ann.url}/desk/{story.slug}")
    ann.until(AWAY_IS_KEPT % "fr")
    page.goto(f"{ann.url}/desk/newsroom/me")
    ann.context.set_offline(True)
    page.locator("main button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le bureau est injoignable")
    ann.context.set_offline(False)
    speak(page, ann.url, "")
    page.goto(f"{ann.url}/desk/account/sessions/")
    assert f"/desk/{story.slug}" in kept_addresses(page), "her own account is no place of another person's"
    page.goto(f"{ann.url}/desk/{story.slug}")


def test_a_login_that_ends_while_writing_loses_nothing(ann: Writer, story: Story) -> None:
    page = ann.page
    page.fill("[name=headline]", "Before")
    ann.await_state("Saved at the desk.")
    ann.context.clear_cookies(name="dateline_session")
    publish(page, "Published while logged out")
    page.fill("[name=headline]", "Written while logged out")
    ended = page.locator("[data-drafts=ended]")
    expect(ended).to_be_visible()
    ann.await_state("Saved here. Waiting for you to log in.")
    expect(page.locator("[data-drafts=waiting] .draft-state")).to_have_text("Waiting for you to log in.")
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("button", name="Write", exact=True).click()
    page.evaluate(AXE)
    check(page)
    with ann.context.expect_page() as opened:
        page.get_by_role("link", name="Log in in a new window").click()
    Writer(opened.value, ann.url, ann.slug).give_password("Ann")
    ann.await_state("Saved at the desk.")
    expect(ended).to_be_hidden()
    expect(ann.waiting()).to_have_count(0)
    assert headlines(story)[-1] == "Published while logged out"
    expect(page.locator("[name=headline]")).to_have_value("Written while logged out")
    ann.until(IS_KEPT)
    opened.value.close()


def test_the_next_person_is_shown_nothing_of_the_last(ann: Writer) -> None:
    ann.log_out()
    ann.page.wait_for_url("**/login/**")
    nobodys = ("/desk/static/", "/desk/reader.", AWAY)
    assert not [path for path in kept_addresses(ann.page) if not path.startswith(nobodys)]
    ann.log_in("Bob")
    ann.context.set_offline(True)
    ann.page.goto(f"{ann.url}/desk/{ann.slug}")
    expect(ann.page.locator(".blog a")).to_have_text(["List of blogs"])
    assert "Flood at the mill" not in ann.page.content() and "Ann" not in ann.page.content()


def address(page: Page, name: str) -> str:
    """Where the page has a file of the desk."""
    return str(page.get_attribute(f"link[href*='/{name}']", "href"))


def test_a_newer_desk_is_let_in_without_losing_a_word(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    newsroom = Newsroom("", furnish(data, ("Ann",)))
    with serve(data) as server:
        newsroom.url = server.url
        page = browser.new_context().new_page()
        ann = Writer(page, server.url, newsroom.open_blog().slug).log_in("Ann")
        page.goto(f"{server.url}/desk/story-1")
        ann.until(IS_KEPT)
        page.fill("[name=headline]", "Before the update")
        ann.await_state("Saved at the desk.")
    newer = tmp_path / "newer"
    shutil.copytree(Path(dateline.__file__).parent, newer / "dateline")
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


@contextmanager
def gateway(port: int) -> Iterator[None]:
    """A proxy before a desk that is gone: its own page, whatever is asked."""

    class Bad(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(502)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Bad) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def test_a_proxys_page_about_a_desk_that_is_gone_is_not_shown(browser: Browser, tmp_path: Path) -> None:
    newsroom = Newsroom("", furnish(tmp_path / "data", ("Ann",)))
    with serve(tmp_path / "data") as server:
        newsroom.url = server.url
        page = browser.new_context().new_page()
        ann = Writer(page, server.url, newsroom.open_blog().slug).log_in("Ann")
        page.goto(f"{server.url}/desk/story-1")
        ann.until(IS_KEPT)
        ann.until(AWAY_IS_KEPT % "en")
    with gateway(server.port):
        page.goto(f"{server.url}/desk/newsroom/me")
        expect(page.get_by_role("heading", level=1)).to_have_text("The desk cannot be reached")
        page.get_by_role("link", name="Harbour bridge closed").click()
        expect(page.locator("#headline")).to_be_visible()
        page.context.close()
