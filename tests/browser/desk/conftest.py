from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.desk.composing import Composing
from tests.browser.desk.writer import Writer, furnish
from tests.browser.newsroom import Newsroom, Story
from tests.support.serving import serve


@pytest.fixture(scope="session")
def writing_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with Ann and Bob, editors, and Rae, a reporter, that composers' tests share."""
    data: Path = tmp_path_factory.mktemp("composing")
    token = furnish(data)
    with serve(data, beat="1", poll="1") as server:
        yield Newsroom(server.url, token)


@pytest.fixture
def writing_story(writing_room: Newsroom) -> Story:
    return writing_room.open_blog()


@pytest.fixture(scope="module")
def composing(browser: Browser, writing_room: Newsroom) -> Iterator[Callable[..., Composing]]:
    """composing(story) is somebody logged in, in a browser of her own, at that blog's live desk."""
    contexts = []

    def composing(story: Story, name: str = "Ann", **options: Any) -> Composing:
        size = {"width": 1280, "height": 900}
        context = browser.new_context(**{"service_workers": "block", "viewport": size, **options})
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        Writer(page, writing_room.url, story.slug).log_in(name)
        return Composing(page).open(f"{writing_room.url}/desk/{story.slug}")

    yield composing
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def desk_page(composing: Callable[..., Composing], writing_room: Newsroom) -> Composing:
    """One window for all tests of a module that only look at the composer's own modules and text."""
    return composing(writing_room.open_blog())
