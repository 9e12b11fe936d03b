"""Requests that trickle, heads and bodies without end, answers that nobody takes."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk
from tests.support.raw import collect, dial, exchange
from tests.support.serving import Server, serve

HEAD = b"GET /health HTTP/1.1\r\nHost: example.org\r\n"
SLOW = 2_000  # connections at once


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with serve(data, request_seconds="1", idle_seconds="2") as running:
        yield running


def closes_within(connection: socket.socket, seconds: float, trickle: bytes = b"") -> float:
    """Seconds until the server closes, sending a byte of `trickle` now and then; AssertionError when it does not."""
    began = time.monotonic()
    left = iter(trickle)
    while time.monotonic() - began < seconds:
        try:
            if trickle:
                connection.sendall(bytes([next(left)]))
            if select.select([connection], [], [], 0.1)[0] and not connection.recv(65536):
                return time.monotonic() - began
        except OSError:
            return time.monotonic() - began
    pytest.fail(f"still open after {seconds:g} s")


def test_a_head_that_does_not_end_is_closed_in_time(server: Server) -> None:
    with dial(server.url) as silent, dial(server.url) as trickling:
        trickling.sendall(HEAD)
        assert 0.9 < closes_within(silent, 4) < 3.5
        assert closes_within(trickling, 4, b"x" * 1000) < 3.5


def test_a_second_request_has_a_time_of_its_own(server: Server) -> None:
    with dial(server.url) as connection:
        connection.sendall(HEAD + b"\r\n")
        assert collect(connection)[0].startswith(b"HTTP/1.1 200")
        time.sleep(1.5)  # idle between two requests is allowed for longer
        connection.sendall(HEAD)
        assert closes_within(connection, 4) > 0.5


def test_a_blank_line_after_an_answer_does_not_hold_a_connection_for_ever(server: Server) -> None:
    # An answer by way of ASGI, whose keep-alive timer ends with the next byte that comes.
    with dial(server.url) as connection:
        connection.sendall(b"OPTIONS /health HTTP/1.1\r\nHost: a\r\n\r\n")
        assert collect(connection)[0].startswith(b"HTTP/1.1 405")
        connection.sendall(b"\r\n")
        closes_within(connection, 6)


def test_a_body_that_does_not_end_is_closed_in_time(server: Server) -> None:
    post = b"POST /api/v1/blogs HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{"
    with dial(server.url) as connection:
        connection.sendall(post)
        assert closes_within(connection, 4, b" " * 1000) < 3.5
    with dial(server.url) as connection:  # to a page, which is answered before its body has come
        connection.sendall(post.replace(b"/api/v1/blogs", b"/nothing"))
        closes_within(connection, 4, b" " * 1000)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_head_may_have_32_kib(server: Server, at_once: bool) -> None:
    def ask(length: int) -> int:
        fields = b"".join(b"X-Long-%d: %s\r\n" % (i, b"a" * 1000) for i in range(length // 1000))
        whole = HEAD + fields + b"\r\n"
        with dial(server.url) as connection:
            for start in range(0, len(whole), len(whole) if at_once else 5_000):
                try:
                    connection.sendall(whole[start : start + (len(whole) if at_once else 5_000)])
                except OSError:
                    break
                time.sleep(0.005)
            received, _ = collect(connection)
        return int(received.split(b" ")[1]) if received else 0

    assert ask(30_000) == 200
    assert ask(34_000) == 431
    assert ask(300_000) in (0, 431)  # the answer may be lost when the rest of the head meets a closed door


def test_a_refused_head_is_a_whole_answer(server: Server) -> None:
    (reply,), closed = exchange(server.url, HEAD + b"X: " + b"a" * 40_000)
    assert (reply.status, reply.header("connection"), closed) == (431, "close", True)
    (reply,), closed = exchange(server.url, b"GET /" + b"a" * 40_000)
    assert (reply.status, closed) == (431, True)


@pytest.mark.parametrize("framing", [b"Content-Length: 300000", b"Transfer-Encoding: chunked"])
def test_a_body_may_have_256_kib(server: Server, framing: bytes) -> None:
    body = b" " * 300_000
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if b"chunked" in framing else body
    head = b"POST /api/v1/blogs HTTP/1.1\r\nHost: a\r\n" + framing + b"\r\n\r\n"
    (reply,), closed = exchange(server.url, head + sent)
    assert (reply.status, closed) == (413, True)


def test_chunk_extensions_and_trailers_without_end_are_refused(server: Server) -> None:
    head = b"POST /api/v1/blogs HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    for endless in (b"1;" + b"a" * 100_000, b"0\r\n" + b"X-T: aaaaaaaa\r\n" * 10_000):
        with dial(server.url) as connection:
            connection.sendall(head)
            time.sleep(0.05)
            try:
                connection.sendall(endless)
            except OSError:
                continue
            assert closes_within(connection, 0.9) < 0.9, "closed for its size, before its time"


def test_an_answer_that_nobody_takes_does_not_hold_a_connection(
    server: Server, desk: Desk, metric: Callable[[Server, str], float]
) -> None:
    for i in range(8):
        desk.publish(f"Long {i}", f"So many words, so little said, number {i}. " * 1000)
    caught_up(server, desk)
    before = metric(server, "dateline_connections")
    request = f"GET /{desk.slug} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    with dial(server.url, receive_buffer=4096) as stalled:
        stalled.sendall(request * 20)
        time.sleep(0.2)
        assert metric(server, "dateline_connections") == before + 1
        deadline = time.monotonic() + 8
        while metric(server, "dateline_connections") > before:
            assert time.monotonic() < deadline, "still held"
            time.sleep(0.2)


def test_with_thousands_of_slow_connections_every_honest_request_is_answered(data: Path, desk: Desk) -> None:
    with serve(data, request_seconds="10") as own:
        slow = [dial(own.url) for _ in range(SLOW)]
        try:
            for connection in slow:
                connection.sendall(HEAD)
            waits = []
            for i in range(200):
                began = time.monotonic()
                assert httpx.get(f"{own.url}/{desk.slug}", trust_env=False, timeout=30).status_code == 200
                waits.append(time.monotonic() - began)
                slow[i].sendall(b"X")
            assert sorted(waits)[100] < 0.25
        finally:
            for connection in slow:
                connection.close()
