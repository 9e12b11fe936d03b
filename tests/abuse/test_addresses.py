"""How many connections one address may keep, and whose address it is."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.edge.addresses import Addresses
from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk, open_blog
from tests.support.raw import collect, dial
from tests.support.reader import connect
from tests.support.serving import Server, serve

LIMIT = 3
PROXY = "127.0.0.9"
READER = "127.0.0.5"


@pytest.fixture
def desk(server: Server) -> Desk:
    desk = open_blog()
    caught_up(server, desk)
    return desk


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with serve(data, connections_per_address=str(LIMIT), trusted_proxies=f"{PROXY}, 10.0.0.0/8", beat="1") as running:
        yield running


def is_streamed(server: Server, desk: Desk, held: ExitStack, source: str, forwarded: str = "") -> bool:
    """Whether a stream opened from this address is held; if so it stays open."""
    connection = held.enter_context(dial(server.url, source=source))
    said = f"X-Forwarded-For: {forwarded}\r\n" if forwarded else ""
    connection.sendall(f"GET /{desk.slug}/stream HTTP/1.1\r\nHost: a\r\n{said}\r\n".encode())
    received, closed = collect(connection, 0.05)
    assert received.startswith(b"HTTP/1.1 200 "), "whoever is refused is told to come back, which takes a 200"
    assert closed == (b"retry:" in received) != (b"event: " in received)
    return not closed


def test_an_address_keeps_so_many_streams_and_no_more(server: Server, desk: Desk) -> None:
    with ExitStack() as held:
        assert [is_streamed(server, desk, held, READER) for _ in range(LIMIT + 2)] == [True] * LIMIT + [False] * 2
        assert is_streamed(server, desk, held, "127.0.0.6"), "another address has places of its own"
    time.sleep(0.1)
    with ExitStack() as held:
        assert is_streamed(server, desk, held, READER), "who leaves gives the place back"


def test_one_connection_more_is_answered_and_closed(
    server: Server, desk: Desk, metric: Callable[[Server, str], float]
) -> None:
    request = f"GET /{desk.slug} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    with ExitStack() as held:
        for _ in range(LIMIT):
            connection = held.enter_context(dial(server.url, source="127.0.0.7"))
            connection.sendall(request)
            received, closed = collect(connection)
            assert received.startswith(b"HTTP/1.1 200") and not closed
        for asked in (request, request.replace(b"GET", b"OPTIONS"), b"GET /api/v1/blogs HTTP/1.1\r\nHost: a\r\n\r\n"):
            with dial(server.url, source="127.0.0.7") as connection:
                connection.sendall(asked + request)
                received, closed = collect(connection)
                assert closed and received.lower().count(b"connection: close") == 1
                assert received.count(b"HTTP/1.1 ") == 1, "nothing is answered after an answer that closes"
        with dial(server.url, source="127.0.0.7") as silent:
            silent.settimeout(5)
            assert silent.recv(1) == b""  # long before the 10 seconds that a kept one has
        assert metric(server, "dateline_unkept_total") >= 4


def test_nothing_more_is_done_on_a_connection_that_is_not_kept(server: Server, desk: Desk) -> None:
    from dateline.desk import tokens
    from dateline.log import tail

    secret = tokens.add("editor", f"late {secrets.token_hex(4)}")[1]
    write = (
        f"POST /api/v1/blogs/{desk.slug}/posts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {secret}\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: {secrets.token_hex(8)}\r\nContent-Length: 24\r\n\r\n"
        '{"headline": "Too late"}'
    ).encode()
    page = f"GET /{desk.slug} HTTP/1.1\r\nHost: a\r\n\r\n".encode()

    def are_written() -> int:
        return sum(change.kind == "post.published" for change in tail.after(desk.slug, 0))

    with ExitStack() as held:
        for _ in range(LIMIT):
            held.enter_context(dial(server.url, source="127.0.0.4"))
        with dial(server.url, source="127.0.0.4") as connection:
            connection.sendall(page + write)
            assert collect(connection)[0].startswith(b"HTTP/1.1 200")
        time.sleep(0.3)
        assert are_written() == 0
    with dial(server.url, source="127.0.0.3") as connection:
        connection.sendall(page + write)
        collect(connection, 0.5)
    assert are_written() == 1, "or else this test means nothing"


def test_behind_a_trusted_proxy_each_reader_is_counted_by_her_own_address(server: Server, desk: Desk) -> None:
    with ExitStack() as held:
        kept = [is_streamed(server, desk, held, PROXY, "198.51.100.1") for _ in range(LIMIT + 1)]
        assert kept == [True] * LIMIT + [False]
        assert is_streamed(server, desk, held, PROXY, "198.51.100.2")
        forged = [is_streamed(server, desk, held, PROXY, f"192.0.2.{i}, 198.51.100.1") for i in range(3)]
        assert not any(forged), "what she wrote herself stands to the left of what the proxy saw"
        assert not is_streamed(server, desk, held, PROXY, "198.51.100.1, 10.1.2.3"), "another trusted proxy between"
        assert is_streamed(server, desk, held, PROXY), "the proxy itself is many"


def test_nobody_else_is_believed(server: Server, desk: Desk) -> None:
    with ExitStack() as held:
        kept = [is_streamed(server, desk, held, "127.0.0.8", f"192.0.2.{i}") for i in range(LIMIT + 1)]
        assert kept == [True] * LIMIT + [False]


def test_on_the_same_machine_nobody_is_counted_unless_a_proxy_names_her(data: Path, desk: Desk) -> None:
    with serve(data, connections_per_address=str(LIMIT)) as own, ExitStack() as held:
        assert all(is_streamed(own, desk, held, "127.0.0.1") for _ in range(LIMIT * 2))
        assert [is_streamed(own, desk, held, "127.0.0.1", "2001:db8::1") for _ in range(LIMIT + 1)][-1] is False
        assert is_streamed(own, desk, held, "127.0.0.1", "2001:db8:0:1::1"), "another /64"
        assert not is_streamed(own, desk, held, "127.0.0.1", "2001:db8::ffff"), "the same /64"


def test_the_desk_hears_the_same_address(server: Server) -> None:
    for source, told, address in (
        (PROXY, "192.0.2.1, 198.51.100.7", "198.51.100.7"),
        (PROXY, "198.51.100.8:4711", "198.51.100.8"),
        (PROXY, "[2001:db8::8]:4711", "2001:db8::8"),
        (PROXY, "198.51.100.9, nonsense", PROXY),
        ("127.0.0.8", "198.51.100.10", "127.0.0.8"),
    ):
        with dial(server.url, source=source) as connection:
            path = f"/api/v1/{source}/{address}"
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {told}\r\n\r\n".encode())
            collect(connection)
        (line,) = [line for line in server.said().splitlines() if f"GET {path} " in line]
        assert line.endswith(f"address={address}")


def test_hundreds_of_streams_through_one_proxy_are_no_crowd(data: Path, desk: Desk) -> None:
    with serve(data) as own, ExitStack() as held:
        for i in range(200):
            held.enter_context(connect(own.url, f"/{desk.slug}/stream", headers={"X-Forwarded-For": f"198.51.{i}.1"}))
        health = httpx.get(f"{own.url}/health", trust_env=False, timeout=30).json()
        assert health["readers"] == 200


@given(
    st.lists(st.sampled_from(["10.0.0.1", "::ffff:10.0.0.2", "192.0.2.1", "2001:db8::1", "", "x", "1" * 50, "[::1"]))
)
def test_the_address_believed_is_the_right_most_that_is_no_trusted_proxy(entries: list[str]) -> None:
    addresses = Addresses((ip_network("10.0.0.0/8"),), 5)
    found = addresses.reader("10.0.0.9", ",".join(entries).encode())
    for entry in reversed(entries):
        if entry in ("192.0.2.1", "2001:db8::1"):
            assert found == entry
            break
        if not entry.endswith(("10.0.0.1", "10.0.0.2")):
            break  # nonsense: what stands to its left has nobody who vouches for it
    assert addresses.reader("192.0.2.9", ",".join(entries).encode()) == "192.0.2.9"
