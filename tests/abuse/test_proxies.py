"""The proxies of deploy/ in front of a real server: at once, with the right address, many at a time, over HTTP/2."""

from __future__ import annotations

import select
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk
from tests.support.proxies import NAMES, proxied
from tests.support.raw import dial
from tests.support.serving import Server, serve

MANY = 1_000  # streams
CURL = shutil.which("curl")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    # A test's readers are on this machine too: only the proxy's own address is trusted.
    with serve(data, trusted_proxies="127.0.0.1") as running:
        yield running


@pytest.fixture(scope="module", params=NAMES)
def front(request: pytest.FixtureRequest, server: Server) -> Iterator[str]:
    with proxied(request.param, server.port) as address:
        yield address


@pytest.fixture(scope="module", params=NAMES)
def packing(request: pytest.FixtureRequest, data: Path) -> Iterator[tuple[Server, str]]:
    """A server that compresses its streams, and the address of a proxy before it."""
    with serve(data, pack_streams="yes") as running, proxied(request.param, running.port) as address:
        yield running, address


@contextmanager
def curl(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    if CURL is None:
        pytest.skip("curl is not installed")
    process = subprocess.Popen([CURL, "-sSkN", *arguments], stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines_until(process: subprocess.Popen[bytes], wanted: bytes, timeout: float = 10) -> bytes:
    """What curl prints up to this word."""
    assert process.stdout is not None
    said = b""
    deadline = time.monotonic() + timeout
    while wanted not in said:
        left = deadline - time.monotonic()
        assert left > 0 and select.select([process.stdout], [], [], left)[0], f"no {wanted!r} in {said!r}"
        part = process.stdout.read1()  # type: ignore[attr-defined]
        assert part, f"the stream has ended: {said!r}"
        said += part
    return said


@pytest.mark.parametrize("version", ["--http1.1", "--http2"])
def test_events_come_through_at_once(server: Server, front: str, desk: Desk, version: str) -> None:
    caught_up(server, desk)
    head = at_once(desk, version, front)
    assert head.startswith(b"HTTP/2 200" if version == "--http2" else b"HTTP/1.1 200")


@pytest.mark.parametrize("version", ["--http1.1", "--http2"])
def test_compressed_events_come_through_at_once(packing: tuple[Server, str], desk: Desk, version: str) -> None:
    server, front = packing
    caught_up(server, desk)
    assert b"content-encoding: gzip" in at_once(desk, version, front, "--compressed").lower()


def at_once(desk: Desk, version: str, front: str, *arguments: str) -> bytes:
    """The head of a stream on which ten posts have arrived, each right after its publication."""
    with curl(version, "-i", *arguments, f"{front}/{desk.slug}/stream?after={desk.cursor}") as stream:
        head = lines_until(stream, b"event: beat")
        waits = []
        for i in range(10):
            began = time.monotonic()
            desk.publish(f"News {i}")
            lines_until(stream, f"id: {desk.cursor}\n".encode())
            waits.append(time.monotonic() - began)
    assert sorted(waits)[7] < 0.3
    return head


def test_pages_come_over_http_2_as_they_are(server: Server, front: str, desk: Desk) -> None:
    desk.publish("As it is", "Some words. " * 100)
    caught_up(server, desk)
    plain = httpx.get(f"{server.url}/{desk.slug}", headers={"accept-encoding": "br"}, trust_env=False, timeout=30)
    with curl("--http2", "--compressed", "-w", "%{http_version}", f"{front}/{desk.slug}") as asked:
        body, _ = asked.communicate(timeout=10)
    assert body == plain.content + b"2"


def test_a_reader_who_leaves_the_proxy_leaves_the_server(server: Server, front: str, desk: Desk) -> None:
    caught_up(server, desk)

    def readers() -> int:
        return int(httpx.get(f"{server.url}/health", trust_env=False, timeout=30).json()["readers"])

    deadline = time.monotonic() + 10
    while readers() and time.monotonic() < deadline:
        time.sleep(0.1)  # those of the test before
    with curl("--http2", f"{front}/{desk.slug}/stream") as stream:
        lines_until(stream, b"event: beat")
        assert readers() == 1
    while readers():
        assert time.monotonic() < deadline + 5, "the proxy holds on to a stream without a reader"
        time.sleep(0.1)


def address_told(server: Server, front: str, mark: str) -> str:
    with curl("--interface", "127.0.0.5", "-H", "X-Forwarded-For: 192.0.2.66", f"{front}/api/v1/{mark}") as asked:
        asked.communicate(timeout=10)
    deadline = time.monotonic() + 5
    while f"GET /api/v1/{mark} " not in server.said() and time.monotonic() < deadline:
        time.sleep(0.02)  # the line is written once the answer is on its way
    (line,) = [line for line in server.said().splitlines() if f"GET /api/v1/{mark} " in line]
    return line.rpartition("address=")[2]


def test_the_readers_address_is_the_one_that_the_proxy_saw(server: Server, front: str) -> None:
    assert address_told(server, front, f"as-{urlsplit(front).port}") == "127.0.0.5"


def test_without_trust_the_proxy_is_whom_the_server_sees(data: Path) -> None:
    with serve(data, trusted_proxies="") as own, ExitStack() as held:
        for name in NAMES:
            if shutil.which(name, path="/usr/sbin:/usr/bin"):
                front = held.enter_context(proxied(name, own.port))
                assert address_told(own, front, name) == "127.0.0.1"


def test_a_thousand_streams_are_held_and_all_hear_of_a_post(server: Server, front: str, desk: Desk) -> None:
    caught_up(server, desk)
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    host = urlsplit(front).netloc
    request = f"GET /{desk.slug}/stream?after={desk.cursor} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    with ExitStack() as held:
        streams = {}
        for i in range(MANY):
            # Several addresses, since one may keep a hundred.
            plain = dial(front.replace("https", "http"), source=f"127.0.1.{i % 12}")
            stream = held.enter_context(closing(trusting.wrap_socket(plain)))
            stream.sendall(request)
            streams[stream.fileno()] = stream
        deadline = time.monotonic() + 20
        while httpx.get(f"{server.url}/health", trust_env=False, timeout=30).json()["readers"] < MANY:
            assert time.monotonic() < deadline, "not all streams are held"
            time.sleep(0.1)
        desk.publish("To all of them")
        missing = dict(streams)
        wanted = f"id: {desk.cursor}\n".encode()
        while missing:
            assert time.monotonic() < deadline, f"{len(missing)} have not heard"
            ready = select.poll()
            for number in missing:
                ready.register(number, select.POLLIN)
            for number, _ in ready.poll(1000):
                if wanted in missing[number].recv(65536):
                    del missing[number]
