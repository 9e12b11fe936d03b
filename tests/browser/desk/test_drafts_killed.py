"""The server is killed while an editor publishes, again and again: nothing is lost and nothing is there twice."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk.writer import Writer, furnish, headlines
from tests.browser.newsroom import Newsroom
from tests.support.serving import Server, serve

KILLS = 50


@pytest.mark.timeout(1200)
def test_fifty_kills_lose_nothing_and_double_nothing(browser: Browser, tmp_path: Path) -> None:
    data = tmp_path / "data"
    newsroom = Newsroom("", furnish(data))
    told: list[str] = []
    with serve(data) as first:
        newsroom.url, port = first.url, first.port
        story = newsroom.open_blog()
        context = browser.new_context(service_workers="block")
        ann = Writer(context.new_page(), first.url, story.slug).stub().log_in("Ann").open()
        _publish_until_killed(ann, first, told)
    for _ in range(KILLS - 1):
        with serve(data, port) as server:
            _publish_until_killed(ann, server, told)
    with serve(data, port):
        expect(ann.waiting()).to_have_count(0, timeout=60_000)
        published = headlines(story)
        assert published == told
        assert len(told) >= 2 * KILLS
        ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then((reply) => reply.data.drafts.length === 0)")
        deadline = time.monotonic() + 60
        while ann.kept():
            assert time.monotonic() < deadline, "what is published is taken out of the browser"
            ann.page.wait_for_timeout(100)
    context.close()


def _publish_until_killed(ann: Writer, server: Server, told: list[str]) -> None:
    """Two posts, and a kill at any moment of their way: before, while, or after they are stored."""
    for _ in range(2):
        told.append(f"Bulletin {len(told) + 1}")
        ann.publish(told[-1])
    time.sleep(random.uniform(0, 0.12))
    server.kill()
