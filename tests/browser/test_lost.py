"""When the server or the way to it is lost: the page says so, comes back by itself, and has missed nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
from playwright.sync_api import Route, expect

from tests.browser.newsroom import Json, Newsroom, Story, new_token
from tests.browser.reader import SOON, Reader
from tests.support.serving import serve

OUTAGE = 20_000  # ms


def publish_by_command(data: Path, slug: str, headline: str) -> None:
    command = [sys.executable, "-m", "dateline.cli.main", "post", "publish", slug, "--headline", headline]
    subprocess.run([*command, "--data", str(data)], capture_output=True, check=True)


def headlines(reader: Reader) -> list[str]:
    return reader.page.locator("#posts > article h2").all_text_contents()


def test_an_outage_of_twenty_seconds_loses_and_doubles_nothing(tmp_path: Path, visit: Callable[..., Reader]) -> None:
    token, reader = new_token(tmp_path), visit()
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
        expect(reader.page.locator("#posts > article")).to_have_count(5, timeout=SOON)
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
    expect(reader.post(second)).to_be_visible(timeout=SOON)
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
    asked = reader.streams()
    while reader.streams() == asked:
        reader.page.clock.run_for(1000)
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
    expect(reader.post(first)).to_be_visible(timeout=SOON)
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


def test_events_that_come_twice_or_late_change_nothing(story: Story, visit: Callable[..., Reader]) -> None:
    reader, held, deltas = follow_held_stream(story, visit)
    held.fulfill(body=events(deltas, 0, 0, 1, 0, 1, 2, 3, 4, 0), content_type="text/event-stream")
    expect(reader.page.locator("#posts > article")).to_have_count(4, timeout=SOON)
    assert headlines(reader) == ["Four", "Three", "Two", "One, told anew"]
    assert reader.polls() == 0


def test_a_gap_is_filled_by_one_request(story: Story, visit: Callable[..., Reader]) -> None:
    reader, held, deltas = follow_held_stream(story, visit)
    held.fulfill(body=events(deltas, 0, 4), content_type="text/event-stream")
    expect(reader.page.locator("#posts > article")).to_have_count(4, timeout=SOON)
    assert headlines(reader) == ["Four", "Three", "Two", "One, told anew"]
    assert reader.polls() == 1


def test_a_post_above_one_whose_text_was_withdrawn_meanwhile_finds_its_place(
    story: Story, visit: Callable[..., Reader]
) -> None:
    old = story.publish("Bridge closed", at="2026-03-01T10:00:00Z")
    reader, held = open_with_stream_held(story, visit)
    gone = story.publish("Mayor resigns", at="2026-03-01T11:00:00Z")
    new = story.publish("Divers arrive", at="2026-03-01T12:00:00Z")
    story.retract(gone, "It was not true.")
    first, second = new_deltas(story, reader)[:2]
    assert gone in str(second), "need a delta that names the post whose text was withdrawn"
    assert "It was not true." in str(first) and "Mayor" not in str(first)
    held.continue_()
    reader.await_shown([new, gone, old])


def test_a_page_that_missed_too_much_is_renewed_in_place(story: Story, visit: Callable[..., Reader]) -> None:
    story.fill(5)
    reader, held = open_with_stream_held(story, visit)
    posts = [story.publish(f"News {n}") for n in range(65)][::-1]
    story.describe(zone="America/New_York", place="New York")
    story.served()
    held.continue_()
    reader.await_shown(posts[:50], timeout=SOON)
    assert reader.marked
    reader.page.locator("a[rel=next]").click()
    expect(reader.page.locator("#posts > article")).to_have_count(70, timeout=SOON)


def open_with_stream_held(story: Story, visit: Callable[..., Reader]) -> tuple[Reader, Route]:
    """A page whose first stream has not been answered yet."""
    reader, held = visit(), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    reader.page.route("**/stream*", hold, times=1)
    reader.open(story.url)
    return reader, held[0]


def new_deltas(story: Story, reader: Reader) -> list[Json]:
    """What has happened since the page was made."""
    cursor = reader.page.locator("body").get_attribute("data-cursor")
    deltas: list[Json] = httpx.get(f"{story.url}/since/{cursor}.json", timeout=30).json()["deltas"]
    return deltas


def follow_held_stream(story: Story, visit: Callable[..., Reader]) -> tuple[Reader, Route, list[Json]]:
    """A page whose stream has not answered yet, and the five deltas that it has missed since: four posts, one edit."""
    reader, held = open_with_stream_held(story, visit)
    posts = [story.publish(name) for name in ("One", "Two", "Three", "Four")]
    story.edit(posts[0], headline="One, told anew")
    deltas = new_deltas(story, reader)
    assert len(deltas) == 5
    return reader, held, deltas


def events(deltas: list[Json], *sent: int) -> str:
    return "".join(f"event: delta\nid: {deltas[n]['cursor']}\ndata: {json.dumps(deltas[n])}\n\n" for n in sent)


def test_a_hidden_tab_lets_go_of_its_stream_after_a_minute_and_catches_up(
    story: Story, visit: Callable[..., Reader]
) -> None:
    reader = visit()
    reader.page.clock.install()
    reader.open(story.url)
    reader.hide()
    first = story.publish("Bridge closed")
    expect(reader.page).to_have_title("(1) Harbour bridge closed – Dateline", timeout=SOON)
    assert reader.shown() == []
    reader.page.clock.run_for(70_000)
    second = story.publish("Divers arrive")
    reader.page.wait_for_timeout(1000)
    expect(reader.post(second)).not_to_be_attached()
    polls = reader.polls()
    with reader.page.expect_request("**/stream*"):
        reader.hide(False)
    reader.await_shown([second, first])
    assert reader.polls() == polls + 1
    expect(reader.page).to_have_title("Harbour bridge closed – Dateline")


def test_a_frozen_page_catches_up_when_it_is_thawed(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.open(story.url)
    reader.page.evaluate("document.dispatchEvent(new Event('freeze'))")
    story.publish("Bridge closed")
    reader.page.wait_for_timeout(1000)
    assert reader.shown() == []
    reader.page.evaluate("document.dispatchEvent(new Event('resume'))")
    expect(reader.page.locator("#posts > article")).to_have_count(1, timeout=SOON)


def test_going_back_to_a_kept_page_catches_up(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    story.publish("Bridge closed")
    reader.open(story.url)
    reader.page.goto(f"{story.newsroom.url}/")
    story.publish("Divers arrive")
    reader.page.go_back()
    expect(reader.page.locator("#posts > article")).to_have_count(2, timeout=SOON)


def test_the_page_says_when_the_device_is_offline(story: Story, visit: Callable[..., Reader]) -> None:
    reader, _ = open_with_stream_held(story, visit)  # playing offline does not cut a stream that stands
    reader.page.context.set_offline(True)
    expect(reader.page.locator("#connection")).to_be_visible(timeout=SOON)
    story.publish("Bridge closed")
    reader.page.context.set_offline(False)
    expect(reader.page.locator("#posts > article")).to_have_count(1, timeout=SOON)
    expect(reader.page.locator("#connection")).not_to_be_visible()
