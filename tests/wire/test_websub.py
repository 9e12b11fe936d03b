"""Hubs are told of what changes, by a real server, on a real wire."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from dateline.blog.changes import ReopenBlog
from tests.support.catching_up import caught_up
from tests.support.hub import Hub, hub
from tests.support.newsroom import open_blog
from tests.support.serving import serve

FORMS = ("atom", "rss", "json")


@pytest.fixture
def ear() -> Iterator[Hub]:
    with hub() as made:
        yield made


def topics(origin: str, slug: str) -> list[str]:
    return [f"{origin}/{slug}/feed.{form}" for form in FORMS]


def test_a_hub_is_told_of_each_feed_once_it_has_changed(data: Path, ear: Hub) -> None:
    desk, quiet, draft = open_blog(), open_blog(), open_blog(state="draft")
    with serve(data, hubs=ear.url) as server:
        draft.publish("Nobody's business")
        desk.publish("The tide is in")
        ear.wait(lambda: len(ear.told) >= 3)
        time.sleep(1)
        assert ear.topics() == topics(server.url, desk.slug)
        assert {(told.mode, told.content_type) for told in ear.told} == {
            ("publish", "application/x-www-form-urlencoded")
        }
        feed = httpx.get(ear.topics()[0], trust_env=False, timeout=30)
        assert "The tide is in" in feed.text  # what a hub fetches at once is the new feed
        draft.do(ReopenBlog())
        ear.wait(lambda: topics(server.url, draft.slug)[-1] in ear.topics())
        assert not set(topics(server.url, quiet.slug)) & set(ear.topics())


def test_a_burst_is_told_of_at_most_once_a_second_and_its_end_never_missed(data: Path, ear: Hub) -> None:
    desk = open_blog()
    with serve(data, hubs=ear.url) as server:
        began = time.monotonic()
        for n in range(25):
            desk.publish(f"Update {n}")
            time.sleep(0.1)
        lasted = time.monotonic() - began
        time.sleep(4.5)
        atom = topics(server.url, desk.slug)[0]
        times = [told.at for told in ear.told if told.topic == atom]
        assert 1 <= len(times) <= lasted + 2
        assert all(later - earlier > 0.4 for earlier, later in pairwise(times))
        assert times[-1] > began + lasted + 1  # after the last change, with time for caches to let go


def test_a_hub_that_fails_is_told_when_it_is_back_and_another_is_not_kept_waiting(data: Path, ear: Hub) -> None:
    desk = open_blog()
    with hub() as failing, serve(data, hubs=f"{failing.url}, {ear.url}") as server:
        failing.status = 503
        desk.publish("The tide is in")
        ear.wait(lambda: len(ear.told) == 3)
        failing.wait(lambda: failing.asked >= 2)
        failing.status = 204
        failing.wait(lambda: set(topics(server.url, desk.slug)) <= set(failing.topics()))
        assert "the hub cannot be told now" in server.said()


def test_a_hub_that_is_dead_or_slow_harms_nobody(data: Path, ear: Hub) -> None:
    desk = open_blog()
    ear.delay = 30.0
    with serve(data, hubs=f"http://127.0.0.1:9/hub, {ear.url}") as server:
        for n in range(3):
            desk.publish(f"Update {n}")
            time.sleep(1)
        caught_up(server, desk)
        assert httpx.get(f"{server.url}/health", trust_env=False, timeout=30).json()["status"] == "ok"
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 20  # and not the thirty seconds of the slow hub


def test_what_a_hub_refuses_is_not_asked_again(data: Path, ear: Hub) -> None:
    desk = open_blog()
    ear.status = 403
    with serve(data, hubs=ear.url) as server:
        desk.publish("The tide is in")
        ear.wait(lambda: ear.asked == 3)
        time.sleep(3)
        assert ear.asked == 3
        assert "the hub refuses" in server.said()


def test_of_several_workers_one_tells(data: Path, ear: Hub) -> None:
    desk = open_blog()
    with serve(data, hubs=ear.url, workers="2") as server:
        desk.publish("The tide is in")
        ear.wait(lambda: len(ear.told) >= 3)
        time.sleep(1.5)
        assert Counter(ear.topics()) == dict.fromkeys(topics(server.url, desk.slug), 1)
