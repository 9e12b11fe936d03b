"""When the server or the way to it is lost: the page says so, comes back by itself, and has missed nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
from playwright.sync_api import Route, expect
from tests.browser.newsroom import Newsroom, Story, editor_token
from tests.browser.reader import SOON, Reader
from tests.support.serving import serve

OUTAGE = 20_000  # ms


def publish_by_command(data: Path, slug: str, headline: str) -> None:
    command = [sys.executable, "-m", "dateline.cli.main", "post", "publish", slug, "--headline", headline]
    subprocess.run([*command, "--data", str(data)], capture_output=True, check=True)


def headlines(reader: Reader) -> list[str]:
    return reader.page.locator("#posts > article h2").all_text_contents()


def test_an_outage_of_twenty_seconds_loses_and_doubles_nothing(tmp_path: Path, visit: Callable[..., Reader]) -> None:
    token, reader = editor_token(tmp_path), visit()
    with serve(tmp_path, beat="1") as server:
        story = Newsroom(server.url, token).open_blog()
        story.publish("Before 1")
        reader.open(story.url)
        story.publish("Before 2")
        expect(reader.page.locator("#posts > article")).to_have_count(2)
        server.kill()
        publish_by_command(tmp_path, story.slug, "During 1")
        publish_by_command(tmp_path, story.slug, "During 2")
        expect(reader.page.locator("#connection")).to_be_visible()
        reader.page.wait_for_timeout(OUTAGE)
    with serve(tmp_path, server.port, beat="1"):
        story.publish("After")
        expect(reader.page.locator("#posts > article")).to_have_count(5, timeout=31_000)
        assert headlines(reader) == ["After", "During 2", "During 1", "Before 2", "Before 1"]
        expect(reader.page.locator("#connection")).not_to_be_visible()
        story.publish("Back to normal")
        expect(reader.page.locator("#posts > article")).to_have_count(6, timeout=SOON)
    assert reader.marked


def test_where_streams_are_blocked_the_page_polls(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.page.route("**/stream*", lambda route: route.abort())
    reader.open(story.url)
    first = story.publish("Bridge closed")
    expect(reader.post(first)).to_be_visible(timeout=15_000)
    second = story.publish("Divers arrive")
    expect(reader.post(second)).to_be_visible(timeout=3000)
    expect(reader.page.locator("#connection")).not_to_be_visible()
    polls = reader.polls()
    reader.page.wait_for_timeout(2500)
    assert 1 <= reader.polls() - polls <= 4  # the server has asked for one each second, give or take a fifth


def test_a_stream_that_works_again_ends_the_polling(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.page.clock.install()
    reader.page.route("**/stream*", lambda route: route.abort())
    reader.open(story.url)
    while not reader.polls():
        reader.page.clock.run_for(1000)
    reader.page.unroute("**/stream*")
    with reader.page.expect_response("**/stream*"):
        reader.page.clock.run_for(30_000)
    first = story.publish("Bridge closed")
    expect(reader.post(first)).to_be_visible(timeout=SOON)
    polls = reader.polls()
    reader.page.clock.run_for(30_000)
    assert reader.polls() == polls


def test_a_stream_that_answers_with_an_error_is_tried_again(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.page.route("**/stream*", lambda route: route.fulfill(status=503), times=1)
    reader.open(story.url)
    first = story.publish("Bridge closed")
    expect(reader.post(first)).to_be_visible(timeout=5000)
    assert reader.streams() == 2


def test_a_silent_stream_is_given_up(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.page.clock.install()
    reader.page.route("**/stream*", lambda route: None, times=1)  # never answered
    reader.open(story.url)
    first = story.publish("Bridge closed")
    reader.page.clock.run_for(30_000)
    assert reader.streams() == 1
    reader.page.clock.run_for(12_000)
    expect(reader.post(first)).to_be_visible(timeout=SOON)


def test_events_that_come_twice_or_late_or_with_a_gap_change_nothing_twice(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    cursor = httpx.get(f"{story.url}/since/0.json").json()["cursor"]
    posts = [story.publish(name) for name in ("One", "Two", "Three", "Four")]
    story.edit(posts[0], headline="One, told anew")
    deltas = httpx.get(f"{story.url}/since/{cursor}.json").json()["deltas"]
    assert len(deltas) == 5
    sent = [deltas[n] for n in (0, 0, 1, 0, 4, 1)]  # twice, late, with a gap, late
    body = "".join(f"event: delta\nid: {d['cursor']}\ndata: {json.dumps(d)}\n\n" for d in sent)

    def stale(route: Route) -> None:
        page = httpx.get(story.url).text
        now = deltas[-1]["cursor"]
        start, end = page.index('<div id="posts"'), page.index("</div>\n<nav") if "</div>\n<nav" in page else None
        assert end is None
        emptied = page[:start] + '<div id="posts"></div>' + page[page.index("</main>") - len("</div>\n") :]
        route.fulfill(body=emptied.replace(f'data-cursor="{now}"', f'data-cursor="{cursor}"'), content_type="text/html")

    reader.page.route(story.url, stale)
    reader.page.route(
        "**/stream*", lambda route: route.fulfill(body=body, content_type="text/event-stream"), times=1
    )
    reader.open(story.url)
    reader.await_shown(posts[::-1], timeout=10_000)
    assert headlines(reader) == ["Four", "Three", "Two", "One, told anew"]


def test_a_frozen_page_catches_up_when_it_is_thawed(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.open(story.url)
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    story.publish("Bridge closed")
    streams = reader.streams()
    session.send("Page.setWebLifecycleState", {"state": "active"})
    expect(reader.page.locator("#posts > article")).to_have_count(1, timeout=3000)
    assert reader.polls() >= 1
    reader.page.wait_for_timeout(300)
    assert reader.streams() == streams + 1


def test_going_back_to_a_kept_page_catches_up(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    story.publish("Bridge closed")
    reader.open(story.url)
    reader.page.goto(f"{story.newsroom.url}/")
    story.publish("Divers arrive")
    reader.page.go_back()
    expect(reader.page.locator("#posts > article")).to_have_count(2, timeout=3000)


def test_the_page_says_when_the_device_is_offline(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.open(story.url)
    reader.page.context.set_offline(True)
    expect(reader.page.locator("#connection")).to_be_visible(timeout=SOON)
    story.publish("Bridge closed")
    reader.page.context.set_offline(False)
    expect(reader.page.locator("#posts > article")).to_have_count(1, timeout=SOON)
    expect(reader.page.locator("#connection")).not_to_be_visible()
