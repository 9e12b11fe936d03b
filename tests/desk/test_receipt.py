"""Receipts, measured on a real server: that a change has come to every place, and to every stream that is open."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.browser.newsroom import Newsroom, Story, editor_token
from tests.support.serving import serve

Json = dict[str, Any]
PLACES = ["page", "post", "atom", "rss", "json", "jsonld", "delta"]


@pytest.fixture(scope="module", params=["fast", "portable"])
def newsroom(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    data = tmp_path_factory.mktemp("receipts")
    token = editor_token(data)
    with serve(data, server=request.param, beat="1") as server:
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
    assert told["readers"] == {"connected": 0, "passed": 0, "after": 0.0} or told["readers"]["connected"] == 0


def test_a_place_that_keeps_the_old_text_is_not_said_to_carry_the_change(story: Story) -> None:
    """The summary still quotes the post: the page says what is not so any more, and the receipt does not hide it."""
    text = "The captain was on the bridge at the time of the strike."
    post = story.publish("Captain was on the bridge", text)
    story.summarise(text, post)
    cursor = story.ask("POST", f"/posts/{post}/retraction", {"reason": "He was not."}, post)["cursor"]
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        reply = ask(story, f"/receipts/{cursor}")
        states = {place["name"]: place["state"] for place in reply.json().get("places", [])}
        if states.get("atom") == "carries":
            break
        time.sleep(0.1)
    time.sleep(1)
    states = {p["name"]: p["state"] for p in ask(story, f"/receipts/{cursor}").json()["places"]}
    assert states["page"] == "waiting"
    assert states["atom"] == states["delta"] == "carries"


def test_other_changes_have_none(story: Story) -> None:
    post = story.publish("Bridge open")
    cursor = story.ask("PUT", f"/posts/{post}/flags", {"key": True}, post)["cursor"]
    time.sleep(0.5)
    assert ask(story, f"/receipts/{cursor}").status_code == 404
    assert ask(story, "/receipts/nonsense").status_code == 422
