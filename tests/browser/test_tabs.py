"""Several tabs of one browser: they share one stream of a blog, and whichever of them goes, the others go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PLAIN
from tests.browser.newsroom import Newsroom, Story, new_token
from tests.browser.reader import SOON, Reader
from tests.support.serving import serve

# A tab that grows uneasy after three seconds without an event, instead of after thirty-eight.
HASTY = "const real = setTimeout; window.setTimeout = (f, ms) => real(f, ms > 30_000 && ms < 50_000 ? 3000 : ms);"
BEAT = 1500  # ms: one beat at least has come by then
TOLD = 7.5  # seconds: a page has said by then that the server is away
TAKEN = 12_000  # ms: a tab that holds the stream and does not answer has lost it by then


def open_tabs(reader: Reader, story: Story, count: int) -> list[Reader]:
    """So many tabs of one browser, the first of which has the stream."""
    reader.open(story.url)
    tabs = [reader, *(reader.tab(story.url) for _ in range(count - 1))]
    until(lambda: reader.in_line() == (1, count - 1), "every tab is in line for one stream")
    until(lambda: story.readers() == 1, "the server has one reader")
    assert [tab.streams() for tab in tabs] == [1, *[0] * (count - 1)]
    return tabs


def until(is_so: Callable[[], bool], what: str, timeout: float = SOON) -> None:
    deadline = time.monotonic() + timeout / 1000
    while not is_so():
        assert time.monotonic() < deadline, f"it did not come about that {what}"
        time.sleep(0.02)


def await_everywhere(tabs: list[Reader], post: str, timeout: float = SOON) -> None:
    """Wait until the post is on every tab's page, all within the one time."""
    deadline = time.monotonic() + timeout / 1000
    for tab in tabs:
        expect(tab.post(post)).to_be_visible(timeout=max(1.0, (deadline - time.monotonic()) * 1000))


def block_streams(tab: Reader) -> None:
    tab.page.context.route("**/stream*", lambda route: route.abort())


@contextmanager
def suspended(tab: Reader) -> Iterator[None]:
    """Its script stands still without having been told, as on a phone; from the next event on."""
    session = tab.page.context.new_cdp_session(tab.page)
    session.send("Debugger.enable")
    session.send("Debugger.pause")
    yield
    session.send("Debugger.disable")
    session.detach()


def test_seven_tabs_take_one_connection_and_all_change_within_a_second(story: Story, reader: Reader) -> None:
    first = story.publish("Bridge closed")
    tabs = open_tabs(reader, story, 7)
    second = story.publish("Divers arrive")
    await_everywhere(tabs, second, timeout=SOON)
    assert {tuple(tab.shown()) for tab in tabs} == {(second, first)}
    eighth = reader.tab(story.url)
    assert eighth.shown() == [second, first]
    third = story.publish("Bridge open")
    await_everywhere([*tabs, eighth], third)
    assert story.readers() == 1
    assert [tab.complaints for tab in [*tabs, eighth]] == [[]] * 8
    assert sum(tab.polls() for tab in tabs) == 0


def test_when_the_tab_with_the_stream_is_closed_the_others_lose_and_double_nothing(
    story: Story, visit: Callable[..., Reader]
) -> None:
    tabs = open_tabs(visit(), story, 5)
    posts: list[str] = []
    while len(tabs) > 1:
        posts.insert(0, story.publish(f"Before {len(tabs)}"))
        tabs.pop(0).page.close()
        posts.insert(0, story.publish(f"Meanwhile {len(tabs)}"))
        await_everywhere(tabs, posts[0])
        posts.insert(0, story.publish(f"After {len(tabs)}"))
        await_everywhere(tabs, posts[0], timeout=SOON)
        for tab in tabs:
            assert tab.shown() == posts
        until(lambda: story.readers() == 1, "the server has one reader")


def test_a_hidden_tab_hands_its_stream_to_one_that_is_seen(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.page.clock.install()
    hidden, seen = open_tabs(reader, story, 2)
    hidden.hide()
    for seconds in (20, 20, 12):
        hidden.page.wait_for_timeout(BEAT)  # or else so long a time would seem to have been silent
        hidden.page.clock.run_for(seconds * 1000)
    assert seen.streams() == 0
    hidden.page.wait_for_timeout(BEAT)
    with seen.page.expect_request("**/stream*", timeout=SOON):
        hidden.page.clock.run_for(6000)
    first = story.publish("Bridge closed")
    await_everywhere([seen], first, timeout=SOON)
    expect(hidden.post(first)).not_to_be_attached()
    hidden.hide(False)
    await_everywhere([hidden], first)
    until(lambda: reader.in_line() == (1, 1), "both tabs are in line")
    assert (hidden.streams(), seen.streams()) == (1, 1)


def test_a_tab_from_a_stale_cache_need_not_wait_for_a_beat(tmp_path: Path, visit: Callable[..., Reader]) -> None:
    token = new_token(tmp_path)
    with serve(tmp_path, beat="15") as server:
        story = Newsroom(server.url, token).open_blog()
        first = story.publish("Bridge closed")
        stale = httpx.get(story.url, timeout=30).text
        second = story.publish("Divers arrive")
        reader = visit().open(story.url)
        late = Reader(reader.page.context.new_page())
        late.page.route(story.url, lambda route: route.fulfill(body=stale, content_type="text/html"))
        late.page.goto(story.url)
        late.await_shown([second, first])
        assert (late.streams(), late.polls()) == (0, 1)


def test_a_suspended_tab_loses_the_stream_and_finds_it_shared_when_it_wakes(
    story: Story, visit: Callable[..., Reader]
) -> None:
    asleep, awake = open_tabs(visit(), story, 2)
    with suspended(asleep):
        awake.page.wait_for_timeout(BEAT)  # which it stops at
        late = awake.tab(story.url)
        post = story.publish("Bridge closed")
        await_everywhere([late, awake], post, timeout=TAKEN)
        until(lambda: awake.streams() + late.streams() == 1, "one of the tabs that are awake has the stream")
    await_everywhere([asleep], post)
    until(lambda: awake.in_line() == (1, 2), "all three share it")
    until(lambda: story.readers() == 1, "the server has one reader")
    await_everywhere([asleep, awake, late], story.publish("Divers arrive"), timeout=SOON)


@pytest.mark.parametrize("turned", [True, False])
def test_a_tab_that_is_turned_to_or_hears_nothing_takes_the_stream_from_a_suspended_one(
    story: Story, visit: Callable[..., Reader], turned: bool
) -> None:
    reader = visit()
    if not turned:
        reader.page.context.add_init_script(HASTY)
    asleep, awake = open_tabs(reader, story, 2)
    with suspended(asleep):
        awake.page.wait_for_timeout(BEAT)
        post = story.publish("Bridge closed")
        if turned:
            awake.hide()
            awake.hide(False)
            await_everywhere([awake], post, timeout=TAKEN)
        else:
            await_everywhere([awake], post, timeout=TAKEN + 3000)
    await_everywhere([asleep], post)


def test_an_outage_is_told_in_every_tab_and_loses_nothing_in_any(tmp_path: Path, visit: Callable[..., Reader]) -> None:
    token = new_token(tmp_path)
    with serve(tmp_path, beat="1") as server:
        story = Newsroom(server.url, token).open_blog()
        tabs = open_tabs(visit(), story, 3)
        before = story.publish("Before")
        await_everywhere(tabs, before)
        server.kill()
        deadline = time.monotonic() + TOLD
        for tab in tabs:
            left = max(0.001, deadline - time.monotonic())
            expect(tab.page.locator("#connection")).to_be_visible(timeout=left * 1000)
    with serve(tmp_path, server.port, beat="1"):
        after = story.publish("After")
        await_everywhere(tabs, after, timeout=SOON)
        for tab in tabs:
            expect(tab.page.locator("#connection")).not_to_be_visible()
            assert tab.shown() == [after, before]
        until(lambda: tabs[0].in_line() == (1, 2), "they share one stream again")
        until(lambda: story.readers() == 1, "the server has one reader")


def test_where_streams_are_blocked_no_tab_waits_for_another(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    block_streams(reader)
    tabs = [reader.open(story.url), *(reader.tab(story.url) for _ in range(3))]
    post = story.publish("Bridge closed")
    await_everywhere(tabs, post, timeout=15_000)


@pytest.mark.parametrize("refusal", ["insecure", "denied"])
def test_where_tabs_cannot_share_each_has_its_stream(story: Story, visit: Callable[..., Reader], refusal: str) -> None:
    reader, url = visit(), story.url
    if refusal == "insecure":
        url = url.replace("127.0.0.1", PLAIN)
    else:
        denied = "LockManager.prototype.request = async () => { throw new DOMException('', 'SecurityError'); }"
        reader.page.context.add_init_script(denied)
    tabs = [reader.open(url), reader.tab(url)]
    assert reader.page.evaluate("isSecureContext") == (refusal == "denied")
    until(lambda: story.readers() == 2, "each has its stream")
    await_everywhere(tabs, story.publish("Bridge closed"), timeout=SOON)
    assert [words for tab in tabs for words in tab.complaints if "origin was untrustworthy" not in words] == []


def test_two_blogs_have_a_stream_each(newsroom: Newsroom, visit: Callable[..., Reader]) -> None:
    bridge, harbour = newsroom.open_blog(), newsroom.open_blog()
    one = visit().open(bridge.url)
    other = one.tab(harbour.url)
    until(lambda: (bridge.readers(), harbour.readers()) == (1, 1), "each blog has one reader")
    post = harbour.publish("Ferries sail again")
    await_everywhere([other], post, timeout=SOON)
    assert one.shown() == []


def test_the_end_reaches_every_tab_and_none_asks_again(story: Story, visit: Callable[..., Reader]) -> None:
    tabs = open_tabs(visit(), story, 3)
    story.close()
    for tab in tabs:
        expect(tab.page.locator("#state")).to_contain_text("Ended", timeout=SOON)
    asked = [len(tab.requests) for tab in tabs]
    tabs[0].page.wait_for_timeout(1500)
    assert [len(tab.requests) for tab in tabs] == asked
    assert tabs[0].in_line() == (0, 0)
