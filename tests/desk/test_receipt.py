"""Receipts, measured on a real server: that a change has come to every place, and to every stream that is open."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.newsroom import Newsroom, Story, new_token
from tests.support.serving import serve

Json = dict[str, Any]
PLACES = ["page", "post", "atom", "rss", "json", "jsonld", "delta"]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    data = tmp_path_factory.mktemp("receipts")
    token = new_token(data)
    with serve(data, beat="1") as server:
        yield Newsroom(server.url, token)


@pytest.fixture
def story(newsroom: Newsroom) -> Story:
    return newsroom.open_blog()


class Stream:
    """A reader's open stream; `deltas` is what came."""

    def __init__(self, story: Story) -> None:
        self.deltas: list[Json] = []
        self._ends = threading.Event()
        self._is_open = threading.Event()
        self._thread = threading.Thread(target=self._read, args=(f"{story.url}/stream",), daemon=True)
        self._thread.start()
        assert self._is_open.wait(10)

    def _read(self, url: str) -> None:
        with httpx.Client(timeout=30) as client, client.stream("GET", url) as reply:
            for line in reply.iter_lines():
                self._is_open.set()
                if line.startswith("data: ") and '"ops"' in line:
                    self.deltas.append(json.loads(line.removeprefix("data: ")))
                if self._ends.is_set():
                    return

    def end(self) -> None:
        self._ends.set()
        self._thread.join(10)


@pytest.fixture
def reader(story: Story) -> Iterator[Stream]:
    reader = Stream(story)
    yield reader
    reader.end()


def receipt(story: Story, cursor: str) -> Json:
    """The receipt, once it is done."""
    deadline = time.monotonic() + 20
    while True:
        reply = ask(story, f"/receipts/{cursor}")
        if reply.status_code == 200 and reply.json()["done"]:
            return dict(reply.json())
        assert time.monotonic() < deadline, reply.text
        time.sleep(0.1)


def awaited(story: Story, cursor: str, place: str) -> dict[str, str]:
    """What stands of each place in the receipt that first says that this one carries the change."""
    deadline = time.monotonic() + 20
    while True:
        told = ask(story, f"/receipts/{cursor}").json()
        states = {one["name"]: one["state"] for one in told.get("places", [])}
        if states.get(place) == "carries":
            return states
        assert time.monotonic() < deadline, told
        time.sleep(0.05)


def ask(story: Story, below: str) -> httpx.Response:
    token = {"Authorization": f"Bearer {story.newsroom.token}"}
    return story.newsroom.client.get(f"{story.newsroom.url}/api/v1/blogs/{story.slug}{below}", headers=token)


def everywhere(told: Json) -> None:
    assert [place["name"] for place in told["places"]] == PLACES
    for place in told["places"]:
        assert place["state"] == "carries", place
        assert 0 < place["after"] < 20


def test_of_a_correction(story: Story, reader: Stream) -> None:
    post = story.publish("Bridge closed", "The bridge is closed until seven in the evening.")
    sent = {"note": "Until eight & not seven: <b>sorry</b>.", "body": "The bridge is closed until eight."}
    cursor = story.ask("POST", f"/posts/{post}/corrections", sent, post)["cursor"]
    told = receipt(story, cursor)
    everywhere(told)
    assert (told["what"], told["post"], told["revision"]) == ("correction", post, 2)
    assert told["readers"]["connected"] == told["readers"]["passed"] == 1
    assert 0 < told["readers"]["after"] < 20


@pytest.mark.parametrize("takedown", [False, True])
def test_of_a_retraction_and_of_a_takedown(story: Story, reader: Stream, takedown: bool) -> None:
    story.publish("Something else", "Which stays where it is.")
    post = story.publish("Mayor resigns, sources say", "The mayor will resign tonight, two people have said.", key=True)
    sent = {"reason": "It was not so.", "takedown": takedown}
    told = receipt(story, story.ask("POST", f"/posts/{post}/retraction", sent, post)["cursor"])
    everywhere(told)
    assert told["what"] == ("takedown" if takedown else "retraction")


def test_of_a_withdrawal_which_readers_are_told_as_a_drop(story: Story, reader: Stream) -> None:
    post = story.publish("Sent too early by mistake", "Nobody was to read this before noon.", pinned=True)
    reply = story.ask("POST", f"/posts/{post}/withdrawal", {}, post)
    told = receipt(story, reply["cursor"])
    everywhere(told)
    assert told["what"] == "withdrawal"
    assert {"op": "drop", "id": post} in reader.deltas[-1]["ops"]
    assert httpx.get(f"{story.url}/p/{post}").status_code == 404
    assert httpx.get(f"{story.url}/p/{post}/history").status_code == 404
    assert "too early" not in httpx.get(f"{story.url}/log.jsonl").text
    start = reply["cursor"].split(".")[0] + ".1"
    assert "too early" not in httpx.get(f"{story.url}/since/{start}.json").text


def test_an_old_post_is_looked_for_where_it_stands(story: Story) -> None:
    post = story.fill(60)[-1]
    cursor = story.ask("POST", f"/posts/{post}/corrections", {"note": "Half of them.", "body": "Half."}, post)["cursor"]
    told = receipt(story, cursor)
    everywhere(told)
    assert told["places"][0]["url"].endswith("/page/1")
    assert told["readers"] == {"counted": True, "connected": 0, "passed": 0, "after": told["readers"]["after"]}


def test_a_place_that_keeps_the_old_text_is_not_said_to_carry_the_change(story: Story) -> None:
    """The summary still quotes the post: the page says what is not so any more, and the receipt does not hide it."""
    text = "The captain was on the bridge at the time of the strike."
    post = story.publish("Captain was on the bridge", text)
    story.summarise(text, post)
    cursor = story.ask("POST", f"/posts/{post}/retraction", {"reason": "He was not."}, post)["cursor"]
    states = awaited(story, cursor, "atom")
    assert (states["page"], states["delta"]) == ("waiting", "carries")
    story.summarise("The captain was not there.", story.publish("Captain was at home"))
    everywhere(receipt(story, cursor))


def test_other_changes_have_none(story: Story) -> None:
    post = story.publish("Bridge open")
    cursor = story.ask("PUT", f"/posts/{post}/flags", {"key": True}, post)["cursor"]
    story.revisions[post] += 1
    later = story.ask("POST", f"/posts/{post}/retraction", {"reason": "It is not."}, post)["cursor"]
    receipt(story, later)
    assert ask(story, f"/receipts/{cursor}").status_code == 404
    assert ask(story, "/receipts/nonsense").status_code == 422


class Cache(ThreadingHTTPServer):
    """Stands before the server as a cache does; while it is `frozen`, whoever asks it gets what it has."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.behind, self.frozen = "", False
        self.kept: dict[str, tuple[int, str, bytes]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Asked(BaseHTTPRequestHandler):
    server: Cache

    def do_GET(self) -> None:
        cache = self.server
        if not (cache.frozen and self.path in cache.kept):
            try:
                reply = httpx.get(cache.behind + self.path, timeout=20)
            except httpx.TransportError:
                return self.send_error(502)  # the server is still starting
            cache.kept[self.path] = (reply.status_code, reply.headers.get("Content-Type", ""), reply.content)
        status, content_type, body = cache.kept[self.path]
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The test's own output is enough."""


@pytest.fixture
def cache() -> Iterator[Cache]:
    cache = Cache()
    thread = threading.Thread(target=cache.serve_forever, daemon=True)
    thread.start()
    yield cache
    cache.shutdown()
    thread.join(10)
    cache.server_close()


def test_a_cache_that_holds_on_to_the_old_page_is_found_out(cache: Cache, tmp_path: Path) -> None:
    """And the portable server counts its streams, which need no address, all the same."""
    token = new_token(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    cache.behind = f"http://127.0.0.1:{port}"
    with serve(tmp_path, port, server="portable", beat="1", url=cache.url):
        story = Newsroom(cache.behind, token).open_blog()
        post = story.publish("Bridge closed", "The bridge is closed until seven in the evening.")
        old = story.served().slug
        for path in (f"/{old}", f"/{old}/feed.atom"):
            assert "until seven" in httpx.get(cache.url + path, timeout=20).text
        cache.frozen = True
        reader = Stream(story)
        sent = {"note": "Until eight.", "body": "The bridge is closed until eight."}
        cursor = story.ask("POST", f"/posts/{post}/corrections", sent, post)["cursor"]
        states = awaited(story, cursor, "rss")
        assert [name for name in PLACES if states[name] != "carries"] == ["page", "atom", "jsonld"]
        cache.frozen = False
        told = receipt(story, cursor)
        everywhere(told)
        assert told["readers"]["connected"] == told["readers"]["passed"] == 1
        reader.end()
