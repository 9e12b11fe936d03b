"""Somebody who writes at the live desk in a real browser, and the newsroom that she writes for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.newsroom import Story, new_token

PASSWORD = "a long enough password"
STUB = (Path(__file__).parent / "stub_composer.js").read_text("utf-8")


def add_person(data: Path, name: str, role: str) -> str:
    """An account; its e-mail address."""
    address = f"{name.lower()}@news.test"
    command = [sys.executable, "-m", "dateline.cli.main", "user", "add", "--email", address, "--name", name]
    command += ["--role", role, "--password", "--data", str(data)]
    subprocess.run(command, input=PASSWORD.encode(), capture_output=True, check=True, env=dict(os.environ))
    return address


def furnish(data: Path, names: tuple[str, ...] = ("Ann", "Bob", "Rae")) -> str:
    """Ann (editor), Bob (editor) and Rae (reporter), or those of them that are named; an editor's token."""
    token = new_token(data)
    for name in names:
        add_person(data, name, "reporter" if name == "Rae" else "editor")
    return token


def headlines(story: Story) -> list[str]:
    """What is published, the oldest first."""
    address, found = f"/api/v1/blogs/{story.slug}/posts?limit=100", []
    while address:
        page = httpx.get(story.newsroom.url + address, timeout=20).json()
        found += [post["headline"] for post in page["posts"]]
        address = page["next"]
    return found[::-1]


@dataclass
class Writer:
    """One window. `url` is the newsroom's."""

    page: Page
    url: str
    slug: str

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def log_in(self, name: str) -> Writer:
        self.page.goto(f"{self.url}/desk/account/login/")
        return self.give_password(name)

    def give_password(self, name: str) -> Writer:
        """At the page that asks for it."""
        self.page.fill("input[name=login]", f"{name.lower()}@news.test")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/login/" not in url)
        return self

    def log_out(self) -> None:
        if not self.page.locator("details.menu[open]").count():
            self.page.locator("details.menu summary").click()
        self.page.get_by_role("button", name="Log out", exact=True).click()

    def stub(self) -> Writer:
        """Put the plain composer of the tests in the composer's place."""
        self.context.route(
            "**/desk/static/*/composer/main.js",
            lambda route: route.fulfill(body=STUB, content_type="text/javascript"),
        )
        return self

    def open(self) -> Writer:
        self.page.goto(f"{self.url}/desk/{self.slug}")
        return self.ready()

    def open_real(self) -> Writer:
        """Open the live desk as it is, with its own composer."""
        self.page.goto(f"{self.url}/desk/{self.slug}")
        self.page.wait_for_selector("#headline")
        return self

    def ready(self) -> Writer:
        expect(self.page.locator("#headline")).to_be_visible(timeout=15_000)
        self.until("window.desk !== undefined")
        return self

    def window(self) -> Writer:
        """Another window of the same browser."""
        return Writer(self.context.new_page(), self.url, self.slug)

    def write(self, headline: str, text: str = "") -> Writer:
        self.page.fill("#headline", headline)
        if text:
            self.page.fill("#text", text)
        return self

    def publish(self, headline: str, text: str = "One paragraph.") -> Writer:
        self.write(headline, text)
        self.page.press("#headline", "Control+Enter")
        expect(self.page.locator("#headline")).to_have_value("")
        return self

    @property
    def headline(self) -> str:
        return self.page.input_value("#headline")

    def state(self) -> Any:
        return self.page.locator("[data-drafts=state]")

    def waiting(self) -> Any:
        return self.page.locator("[data-drafts=waiting] .draft-title")

    def unfinished(self) -> Any:
        return self.page.locator("[data-drafts=unfinished] .draft-title")

    def await_state(self, words: str) -> None:
        expect(self.state()).to_contain_text(words, timeout=15_000)

    def kept(self) -> list[Any]:
        """All that this browser keeps of hers."""
        script = """async () => {
          const open = indexedDB.open('dateline-drafts-' + document.body.dataset.person);
          const db = await new Promise((ok, no) => { open.onsuccess = () => ok(open.result); open.onerror = no; });
          const all = db.transaction('drafts').objectStore('drafts').getAll();
          const found = await new Promise((ok) => { all.onsuccess = () => ok(all.result); });
          db.close();
          return found;
        }"""
        return list(self.page.evaluate(script))

    def until_nothing_is_kept(self) -> None:
        """Wait until the browser has dropped what is published: the desk is asked first."""
        self.until_here(lambda: not self.kept(), 60)

    def until_here(self, holds: Callable[[], bool], patience: float = 15.0) -> None:
        """Wait until this is true of what the page has done to the test."""
        deadline = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < deadline, f"not in {patience:.0f} s"
            self.page.wait_for_timeout(50)

    def until(self, script: str, patience: float = 15.0) -> None:
        """Wait until this is true in the page. Playwright's own way needs an `eval`, which the page forbids."""
        deadline = time.monotonic() + patience
        while not self.page.evaluate(script):
            assert time.monotonic() < deadline, f"in {patience:.0f} s not: {script}"
            self.page.wait_for_timeout(50)

    def heard(self, event: str) -> list[Any]:
        """The details of the desk's events of this name."""
        return [detail for name, detail in self.page.evaluate("window.heard") if name == event]


def of_desk(writer: Writer) -> list[Any]:
    """The drafts that the desk has of whoever is logged in."""
    script = "desk.api('GET', `/blogs/${desk.slug}/drafts`).then((reply) => reply.data.drafts)"
    return list(writer.page.evaluate(script))
