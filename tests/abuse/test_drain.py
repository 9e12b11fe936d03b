"""A stop in the middle of things: what is being written is finished, nothing new is begun, the exit code is 0."""

from __future__ import annotations

import json
import secrets
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from dateline.log import tail
from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk
from tests.support.raw import collect, dial, parse
from tests.support.reader import connect
from tests.support.serving import Server, serve


def asked(desk: Desk, secret: str, headline: str) -> bytes:
    body = json.dumps({"headline": headline, "body": "Some words.", "format": "markdown"}).encode()
    return (
        f"POST /api/v1/blogs/{desk.slug}/posts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {secret}\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: {secrets.token_hex(8)}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


@pytest.fixture
def secret(data: Path) -> str:
    from dateline.desk import tokens

    return tokens.add("editor", f"drain {secrets.token_hex(4)}")[1]


def test_writes_that_have_begun_are_finished(data: Path, desk: Desk, secret: str) -> None:
    with serve(data, grace="1") as own, ExitStack() as held:
        caught_up(own, desk)
        for _ in range(20):
            held.enter_context(connect(own.url, f"/{desk.slug}/stream"))
        late = [held.enter_context(dial(own.url)) for _ in range(10)]
        for i, connection in enumerate(late):
            connection.sendall(asked(desk, secret, f"Begun before the stop {i}")[:-9])
        time.sleep(0.2)
        own.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        for i, connection in enumerate(late):
            connection.sendall(asked(desk, secret, f"Begun before the stop {i}")[-9:])
        replies = [parse(collect(connection)[0]) for connection in late]
        assert own.process.wait(20) == 0
    assert [[reply.status for reply in each] for each in replies] == [[201]] * 10
    headlines = {c.body["headline"] for c in tail.after(desk.slug, 0) if c.body and "headline" in c.body}
    assert headlines == {f"Begun before the stop {i}" for i in range(10)}


def test_every_write_around_a_stop_is_acknowledged_and_kept_or_neither(data: Path, desk: Desk, secret: str) -> None:
    acknowledged: list[str] = []

    def write(own: Server, worker: int) -> None:
        for i in range(10_000):
            headline = f"{worker}-{i}"
            try:
                with dial(own.url) as connection:
                    connection.sendall(asked(desk, secret, headline))
                    (reply,) = parse(collect(connection, 1.0)[0])
            except (OSError, ValueError):
                return  # the door is shut, or was shut on this one
            if reply.status == 201:
                acknowledged.append(headline)

    with serve(data) as own, ThreadPoolExecutor(4) as writers:
        for worker in range(4):
            writers.submit(write, own, worker)
        deadline = time.monotonic() + 10
        while len(acknowledged) < 20 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert own.stop() == 0
    kept = [c.body["headline"] for c in tail.after(desk.slug, 0) if c.body and "headline" in c.body]
    assert len(acknowledged) >= 20
    assert len(kept) == len(set(kept))
    assert set(acknowledged) <= set(kept)
    assert len(set(kept) - set(acknowledged)) <= 4


def test_a_reader_who_does_not_read_does_not_hold_up_a_stop(data: Path, desk: Desk) -> None:
    with serve(data, grace="1") as own, ExitStack() as held:
        desk.publish("Long", "So many words, so little said. " * 2000)
        for _ in range(10):
            stalled = held.enter_context(dial(own.url, receive_buffer=4096))
            stalled.sendall(f"GET /{desk.slug}/stream?after=x HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            slow = held.enter_context(dial(own.url, receive_buffer=4096))
            slow.sendall(b"GET /health HTTP/1.1\r\n")
        time.sleep(0.3)
        began = time.monotonic()
        assert own.stop() == 0
        assert time.monotonic() - began < 6
