"""The window that the drafts' tests write in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState

from tests.browser.conftest import PLAIN
from tests.browser.desk.writer import Writer
from tests.browser.newsroom import Newsroom, Story

__all__ = ["writer"]


@pytest.fixture
def writer(
    browser: Browser, writing_room: Newsroom, writing_story: Story, logins: dict[str, StorageState]
) -> Iterator[Callable[..., Writer]]:
    """writer("Ann") is she, logged in, in a browser of her own, at the live desk with the tests' plain composer.

    `fresh`: by a login of her own, which the test may end. `without`: an object of the browser's that refuses. `plain`:
    over a connection that the browser does not trust.
    """
    contexts = []

    def writer(name: str = "Ann", fresh: bool = False, without: str = "", plain: bool = False) -> Writer:
        fresh, url = fresh or plain, writing_room.url.replace("127.0.0.1", PLAIN if plain else "127.0.0.1")
        known: dict[str, Any] = {} if fresh or name not in logins else {"storage_state": logins[name]}
        context = browser.new_context(service_workers="block", viewport={"width": 1280, "height": 900}, **known)
        contexts.append(context)
        context.set_default_timeout(20_000)
        if without:
            context.add_init_script(
                f"Object.defineProperty(window, '{without}', {{get() {{ throw new Error('no') }}}})"
            )
        made = Writer(context.new_page(), url, writing_story.slug).stub()
        if not known:
            made.log_in(name)
        if not fresh and name not in logins:
            logins[name] = context.storage_state()
        return made.open()

    yield writer
    for context in contexts:
        context.close()
