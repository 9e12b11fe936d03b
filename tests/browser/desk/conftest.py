from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize

from tests.browser.desk.composing import Composing
from tests.browser.desk.writer import Writer, furnish
from tests.browser.newsroom import Newsroom, Story
from tests.support.serving import serve


@pytest.fixture(scope="session")
def writing_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the shared newsroom."""
    return tmp_path_factory.mktemp("composing")


@pytest.fixture(scope="session")
def writing_room(writing_data: Path) -> Iterator[Newsroom]:
    """A newsroom with Ann and Bob, editors, and Rae, a reporter, that composers' tests share."""
    token = furnish(writing_data)
    with serve(writing_data, beat="1", poll="1") as server:
        yield Newsroom(server.url, token)


@pytest.fixture
def writing_story(writing_room: Newsroom) -> Story:
    return writing_room.open_blog()


@dataclass
class Windows:
    """Windows at the live desk, each a browser of somebody's own who logged in once for all of them."""

    browser: Browser
    newsroom: Newsroom
    logins: dict[str, StorageState]
    open: list[BrowserContext] = field(default_factory=list)

    def __call__(self, story: Story, name: str = "Ann", *, clock: bool = False, **options: Any) -> Composing:
        """Options are a browser context's. With a `clock` the page's time runs on at a test's word as well."""
        page = self.blank(name, **options)
        if clock:
            page.clock.install()
        return Composing(page).open(f"{self.newsroom.url}/desk/{story.slug}")

    def blank(self, name: str = "Ann", **options: Any) -> Page:
        """A window of hers that has opened nothing yet."""
        return self._context(name, **options).new_page()

    def _context(self, name: str, **options: Any) -> BrowserContext:
        if name not in self.logins:
            before = self.browser.new_context(service_workers="block")
            Writer(before.new_page(), self.newsroom.url, "").log_in(name)
            self.logins[name] = before.storage_state()
            before.close()
        size: ViewportSize = {"width": 1280, "height": 900}
        whole = {"service_workers": "block", "viewport": size, "storage_state": self.logins[name], **options}
        context = self.browser.new_context(**whole)
        context.set_default_timeout(20_000)
        self.open.append(context)
        return context

    def close(self) -> None:
        for context in self.open:
            context.close()


@pytest.fixture(scope="session")
def logins() -> dict[str, StorageState]:
    """By name, what a browser keeps of somebody who has logged in at the shared newsroom."""
    return {}


@pytest.fixture
def composing(browser: Browser, writing_room: Newsroom, logins: dict[str, StorageState]) -> Iterator[Windows]:
    """composing(story) is somebody logged in, in a browser of her own, at that blog's live desk."""
    with closing(Windows(browser, writing_room, logins)) as windows:
        yield windows


@pytest.fixture(scope="module")
def desk_page(browser: Browser, writing_room: Newsroom, logins: dict[str, StorageState]) -> Iterator[Composing]:
    """One window for all tests of a module that only look at the composer's own modules and text."""
    with closing(Windows(browser, writing_room, logins)) as windows:
        yield windows(writing_room.open_blog())
