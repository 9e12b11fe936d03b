"""A newsroom in the middle of a story, and every page and state of its desk: for those who look at all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.desk.writer import PASSWORD, add_person
from tests.browser.newsroom import Newsroom, Story, new_token
from tests.support.serving import serve

NOBODY, REPORTER, EDITOR, MANAGER = "", "Rae", "Ann", "Mona"
_SET_UP = re.compile(r"\S+/desk/set-up/\S+")
# The timeline has its posts, in its shadow root and in the readers' sheet, and the composer its text.
_DRAWN = """() => {
  const root = document.querySelector('#timeline-list').shadowRoot;
  if (!root?.querySelector('.row') || root.querySelector('.row.waiting')) return false;
  return [...root.querySelectorAll('link')].every((link) => link.sheet) && document.querySelector('.ProseMirror');
}"""


def _nothing(page: Page) -> None:
    """The state that a page opens in."""


def _ready(page: Page) -> None:
    page.wait_for_function(_DRAWN)


def _sure(page: Page) -> None:
    """Some time after a login the password is asked for again."""
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "reauthenticate" not in url)


@dataclass(frozen=True)
class View:
    """One page in one state. `{post}` in the path is a post of the blog `harbour`. `then` brings the state about."""

    name: str
    path: str
    who: str = MANAGER
    then: Callable[[Page], None] = field(default=_nothing)

    @property
    def is_page(self) -> bool:
        """As it opens, and not what somebody has made of it then."""
        return self.then in (_nothing, _ready, _sure)


def _refused_blog(page: Page) -> None:
    page.fill("#title", "Storm over the coast")
    page.fill("#slug", "harbour")
    page.click("form.stack button")


def _wrong_password(page: Page) -> None:
    page.fill("input[name=login]", "ann@news.test")
    page.fill("input[name=password]", "not the right one")
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def _stale_form(page: Page) -> None:
    """A form whose cookie has gone: as of another site's making."""
    page.context.clear_cookies()
    _wrong_password(page)


def _open_menu(page: Page) -> None:
    page.click(".menu > summary")


def _made_token(page: Page) -> None:
    page.fill("input[name=name]", "Wire robot")
    page.click("main form.stack button:not(.quiet)")
    page.wait_for_load_state()


def _deeds(page: Page) -> None:
    _ready(page)
    _turn(page, "timeline")
    page.locator("#timeline-list button.deeds").first.click()
    page.locator("#timeline-list [role=menu]").wait_for()


def _retracting(page: Page) -> None:
    _deeds(page)
    page.click("#timeline-list [data-deed=retract]")
    page.locator("#retract[open]").wait_for()


def _history(page: Page) -> None:
    """Of the post that was corrected."""
    _ready(page)
    _turn(page, "timeline")
    page.locator("#timeline-list li", has_text="Two engines").locator("button.deeds").click()
    page.click("#timeline-list [data-deed=history]")
    page.locator("#history[open] del").first.wait_for()


def _turn(page: Page, part: str) -> None:
    """On a narrow screen one part shows at a time."""
    turn = page.locator(f"[data-shows={part}]").and_(page.locator("button"))
    if turn.is_visible():
        turn.click()


def _written(page: Page) -> None:
    """Each text waits for its place, as whoever types does."""
    _ready(page)
    page.keyboard.press("n")
    page.locator("#headline:focus").wait_for()
    page.keyboard.type("Ferries stop until the morning")
    page.keyboard.press("Enter")
    page.locator(".ProseMirror:focus").wait_for()
    page.keyboard.type("The harbour master has closed the outer basin. “Nobody sails tonight,” she says.")
    page.locator("[data-drafts=state]", has_text="Saved at the desk").wait_for()


def _inserting(page: Page) -> None:
    _ready(page)
    page.keyboard.press("n")
    page.locator("#headline:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator(".ProseMirror:focus").wait_for()
    page.keyboard.type("/")
    page.get_by_role("option").first.wait_for()


def _all_fields(page: Page) -> None:
    _ready(page)
    _turn(page, "composer")
    page.click(".composer details > summary")


def _shortcuts(page: Page) -> None:
    _ready(page)
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


VIEWS = (
    View("login", "account/login/", NOBODY),
    View("login-refused", "account/login/", NOBODY, _wrong_password),
    View("login-stale", "account/login/", NOBODY, _stale_form),
    View("still-you", "account/reauthenticate/", EDITOR),
    View("password-forgotten", "account/password/reset/", NOBODY),
    View("blogs", ""),
    View("blogs-of-a-reporter", "", REPORTER),
    View("menu", "", MANAGER, _open_menu),
    View("blog-new", "newsroom/new-blog", EDITOR),
    View("blog-new-refused", "newsroom/new-blog", EDITOR, _refused_blog),
    View("blog-about", "harbour/about", EDITOR),
    View("blog-about-paused", "election/about", EDITOR),
    View("blog-about-closed", "storm/about", EDITOR),
    View("blog-pause", "harbour/state/pause", EDITOR),
    View("blog-close", "harbour/state/close", EDITOR),
    View("blog-live", "market/state/reopen", EDITOR),
    View("live", "harbour", EDITOR, _ready),
    View("live-writing", "harbour", EDITOR, _written),
    View("live-inserting", "harbour", EDITOR, _inserting),
    View("live-all-fields", "harbour", EDITOR, _all_fields),
    View("live-deeds", "harbour", EDITOR, _deeds),
    View("live-retracting", "harbour", EDITOR, _retracting),
    View("live-history", "harbour", EDITOR, _history),
    View("live-shortcuts", "harbour", EDITOR, _shortcuts),
    View("live-of-a-reporter", "harbour", REPORTER, _ready),
    View("live-draft", "market", EDITOR, _ready),
    View("facts", "harbour/facts", EDITOR),
    View("summary", "harbour/summary", EDITOR),
    View("blog-copydesk", "harbour/copydesk", EDITOR),
    View("me", "newsroom/me", REPORTER),
    View("password", "account/password/change/", EDITOR),
    View("second-step", "account/2fa/", EDITOR),
    View("second-step-app", "account/2fa/totp/activate/", EDITOR, _sure),
    View("second-step-key", "account/2fa/webauthn/add/", EDITOR, _sure),
    View("sessions", "account/sessions/", EDITOR),
    View("people", "newsroom/people"),
    View("person", "newsroom/people/{person}"),
    View("tokens", "newsroom/tokens"),
    View("token-made", "newsroom/tokens", MANAGER, _made_token),
    View("newsroom", "newsroom/settings"),
    View("newsroom-copydesk", "newsroom/copydesk"),
    View("audit", "newsroom/audit"),
    View("away", "newsroom/away"),
    View("missing", "nowhere/at/all"),
    View("refused", "harbour/about", REPORTER),
)


@dataclass
class Furnished:
    """`url` is the desk's, with a slash at its end. `logins`: by name, the cookies of whoever is logged in."""

    url: str
    fills: dict[str, str]
    browser: Browser
    logins: dict[str, Any] = field(default_factory=dict)

    def context(self, who: str, **options: Any) -> BrowserContext:
        """A browser of somebody's, or of nobody's."""
        if who and who not in self.logins:
            self.logins[who] = self._log_in(who)
        context = self.browser.new_context(
            storage_state=self.logins.get(who), **{"reduced_motion": "reduce", **options}
        )
        context.set_default_timeout(15_000)
        return context

    def show(self, view: View, page: Page) -> None:
        """In the state that it is always in: no draft is left of whoever was at it before."""
        if view.name.startswith("live"):
            self._clear(page.context)
        page.goto(self.url + view.path.format(**self.fills))
        view.then(page)

    def _clear(self, context: BrowserContext) -> None:
        api = f"{self.url.removesuffix('/desk/')}/api/v1/blogs/harbour/drafts"
        csrf = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "dateline_csrf")
        for draft in context.request.get(api).json()["drafts"]:
            if not draft["id"].startswith("handed-in"):
                named = {"X-CSRFToken": csrf, "If-Match": f'"{draft["version"]}"'}
                assert context.request.delete(f"{api}/{draft['id']}", headers=named).ok

    def _log_in(self, who: str) -> Any:
        context = self.browser.new_context()
        page = context.new_page()
        page.goto(f"{self.url}account/login/")
        page.fill("input[name=login]", f"{who.lower()}@news.test")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        state = context.storage_state()
        context.close()
        return state


@contextmanager
def furnished(data: Path, browser: Browser, on_set_up: Callable[[str], None] | None = None) -> Iterator[Furnished]:
    """A newsroom that serves from this empty directory, until the block ends. `on_set_up` is called with the address of
    the set-up page while nobody has an account yet."""
    with serve(data, name="The Harbour Post") as server:
        if on_set_up and (link := _SET_UP.search(server.said())):
            on_set_up(link.group())
        for name, role in ((MANAGER, "manager"), (EDITOR, "editor"), (REPORTER, "reporter")):
            add_person(data, name, role)
        newsroom = Newsroom(server.url, new_token(data, "Coast agency"))
        post = fill(newsroom)
        desk = Furnished(f"{server.url}/desk/", {"post": post}, browser)
        desk.fills["person"] = _hand_in(desk)
        yield desk


def fill(newsroom: Newsroom) -> str:
    """Five blogs, one of them in the middle of its story; gives a post of that one."""
    harbour = _open(newsroom, "harbour", "Fire at the old harbour", standfirst="What we know, as we know it.")
    smoke = "Several callers report smoke from the roof of the fish market."
    harbour.publish("Smoke over the fish market", smoke, standing="unverified", byline="Rae Lind")
    service = {"name": "Fire service", "url": "https://fire.example/calls"}
    sent = "The fire service has sent **two engines** and a boat."
    post = harbour.publish("Two engines are on the scene", sent, sources=[service], byline="Ann Moor")
    gone = harbour.publish("A second building burns", "Flames are seen at the ice house.", byline="Rae Lind")
    waits = "> “We cannot land anybody,” the master said.\n\nThe 17:40 waits outside."
    key = harbour.publish("Ferries turn back", waits, key=True, byline="Ann Moor")
    harbour.correct(post, "We said two engines; there were three.", body="The fire service has sent **three engines**.")
    harbour.retract(gone, "The ice house did not burn: what was seen was a reflection.")
    harbour.flag(key, pinned=True)
    harbour.summarise("A fire broke out at the fish market, and ferries cannot land.", key)
    harbour.publish("", "The wind turns east. Smoke drifts over the old town; *keep windows shut*.", tags=["Weather"])
    election = _open(newsroom, "election", "Council election: the count")
    election.publish("Counting has begun", "Nine wards of forty are in.")
    election.ask("PATCH", "", {"paused": "Back at 7:00"})
    market = _open(newsroom, "market", "The market reopens", state="draft")
    market.publish("Stalls are set up", "Forty of them, more than last year.")
    storm = _open(newsroom, "storm", "Storm over the coast, as it happened")
    storm.publish("The wind drops", "The warning has ended.")
    storm.close()
    _open(newsroom, "railway", "إضراب السكك الحديدية", language="ar", zone="Africa/Cairo")
    return post


def _open(newsroom: Newsroom, slug: str, title: str, **members: Any) -> Story:
    story = Story(newsroom, slug)
    asked = {"slug": slug, "title": title, "zone": "Europe/Paris", **members}
    story.ask("POST", "", asked, path="/api/v1/blogs")
    return story


def _hand_in(desk: Furnished) -> str:
    """A draft of the reporter's, handed in; gives her account's id."""
    context = desk.context(REPORTER)
    page = context.new_page()
    page.goto(f"{desk.url}newsroom/me")
    draft = {
        "kind": "new",
        "state": "submitted",
        "content": {"headline": "Market hall is empty", "body": _paragraph("Everybody is out, a warden says.")},
    }
    script = """async ([draft]) => {
      const csrf = /dateline_csrf=([^;]+)/.exec(document.cookie)[1];
      const headers = {'Content-Type': 'application/json', 'X-CSRFToken': csrf, 'If-Match': '"0"'};
      const options = {method: 'PUT', headers, body: draft};
      const reply = await fetch('/api/v1/blogs/harbour/drafts/handed-in-1', options);
      return [reply.status, await reply.json()];
    }"""
    status, kept = page.evaluate(script, [json.dumps(draft)])
    assert status == 200, kept
    context.close()
    return str(kept["author"]["id"]).removeprefix("person:")


def _paragraph(text: str) -> dict[str, Any]:
    return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}
