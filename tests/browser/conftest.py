from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.newsroom import Newsroom, Story, new_token
from tests.browser.partner import Partner, partner
from tests.browser.reader import Reader
from tests.support.serving import serve

# Debian's Chromium without a window of its own, where it is installed: the same engine at two thirds of the work.
_SHELL = Path("/usr/bin/chromium-headless-shell")
CHROMIUM = _SHELL if _SHELL.exists() else Path("/usr/bin/chromium")
PLAIN = "plain.test"  # a name of this machine that a browser does not trust over plain HTTP, as it trusts 127.0.0.1
ARGUMENTS = [
    f"--host-resolver-rules=MAP {PLAIN} 127.0.0.1",
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=20_000)  # how long a busy machine takes says nothing; no test waits for what does not come


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A module's: while it lives, an event loop runs in this thread, and the log's tests could not use theirs."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    data = tmp_path_factory.mktemp("newsroom")
    token = new_token(data)
    with serve(data, beat="1", poll="1") as server:
        yield Newsroom(server.url, token)


@pytest.fixture
def story(newsroom: Newsroom) -> Story:
    return newsroom.open_blog()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """A reader with a browser of her own, at a desk unless told otherwise; options are a browser context's."""
    contexts = []

    def visit(**options: Any) -> Reader:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.set_default_timeout(30_000)
        return Reader(context.new_page())

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def reader(visit: Callable[..., Reader]) -> Iterator[Reader]:
    """A reader at a desk who must have nothing to complain of."""
    reader = visit()
    yield reader
    assert reader.complaints == []
    assert reader.foreign() == []


@pytest.fixture(scope="module")
def site() -> Iterator[Partner]:
    with partner() as site:
        yield site


@pytest.fixture
def guest(visit: Callable[..., Reader]) -> Iterator[Reader]:
    """A reader on a partner's page who must have nothing to complain of."""
    guest = visit()
    yield guest
    assert guest.complaints == []
