"""The server is killed while an editor publishes, again and again: nothing is lost and nothing is there twice."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk.writer import Writer, furnish, headlines
from tests.browser.newsroom import Newsroom
from tests.support.restarting import restarting
from tests.support.turns import turns

KILLS = turns(50, 12)


@pytest.mark.timeout(600)
def test_kills_lose_nothing_and_double_nothing(browser: Browser, tmp_path: Path) -> None:
    """Two posts before each kill, which comes at any moment of their way: before, while or after they are stored."""
    data = tmp_path / "data"
    newsroom = Newsroom("", furnish(data, ("Ann",)))
    told: list[str] = []
    with restarting(data) as server:
        newsroom.url = server.url
        story = newsroom.open_blog()
        context = browser.new_context(service_workers="block")
        ann = Writer(context.new_page(), server.url, story.slug).stub().log_in("Ann").open()
        for _ in range(KILLS):
            for _ in range(2):
                told.append(f"Bulletin {len(told) + 1}")
                ann.publish(told[-1])
            time.sleep(random.uniform(0, 0.12))
            server.kill()
            server.start()
        expect(ann.waiting()).to_have_count(0, timeout=60_000)
        assert headlines(story) == told
        ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then((reply) => reply.data.drafts.length === 0)", 60)
        ann.until_nothing_is_kept()
        context.close()
