"""The window that the drafts' tests write in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.desk.writer import Writer
from tests.browser.newsroom import Newsroom, Story

__all__ = ["logins", "writer"]


@pytest.fixture(scope="session")
def logins() -> dict[str, Any]:
    """By name, the cookies of whoever has logged in once, so that not every test need wait for a password's check."""
    return {}


@pytest.fixture
def writer(
    browser: Browser, writing_room: Newsroom, writing_story: Story, logins: dict[str, Any]
) -> Iterator[Callable[..., Writer]]:
    """writer("Ann") is she, logged in, in a browser of her own, at the live desk with the tests' plain composer."""
    contexts = []

    def writer(name: str = "Ann", fresh: bool = False, **options: Any) -> Writer:
        size = {"width": 1280, "height": 900}
        known = {} if fresh or name not in logins else {"storage_state": logins[name]}
        context = browser.new_context(**{"service_workers": "block", "viewport": size, **known, **options})
        contexts.append(context)
        context.set_default_timeout(15_000)
        made = Writer(context.new_page(), writing_room.url, writing_story.slug).stub()
        if not known:
            made.log_in(name)
        if not fresh:
            logins[name] = {"cookies": context.cookies(), "origins": []}
        return made.open()

    yield writer
    for context in contexts:
        context.close()
