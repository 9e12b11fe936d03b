"""The API as a newsroom meets it: a real server, real connections."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.serving import Server, serve

MAKE_TOKEN = """
import sys
from pathlib import Path
from dateline.boot import boot, migrate
from dateline.config import load
boot(load(Path(sys.argv[1])), serving=True)
migrate()
from dateline.desk import tokens
print(tokens.add("editor", "desk")[1])
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "data"


@pytest.fixture(scope="module")
def secret(place: Path) -> str:
    # In a process of its own, since this one has its data directory already.
    made = subprocess.run([sys.executable, "-c", MAKE_TOKEN, str(place)], capture_output=True, check=True, text=True)
    return made.stdout.strip()


@pytest.fixture(scope="module")
def server(place: Path, secret: str) -> Iterator[Server]:
    with serve(place) as running:
        yield running


@pytest.fixture(scope="module")
def editor(server: Server, secret: str) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {secret}"}
    with httpx.Client(base_url=f"{server.url}/api/v1", headers=headers, timeout=30) as client:
        opened = client.post("/blogs", json={"slug": "fire", "title": "Fire"})
        assert opened.status_code == 201, opened.text
        yield client


def test_what_is_published_stands_where_the_reply_says(editor: httpx.Client, server: Server) -> None:
    reply = editor.post("/blogs/fire/posts", json={"headline": "Crews arrive"})
    assert reply.status_code == 201
    assert reply.json()["url"].startswith(server.url)
    page = httpx.get(f"{server.url}/fire", timeout=30)
    assert page.status_code == 200 and "Crews arrive" in page.text


def test_a_head_request_has_no_body(editor: httpx.Client) -> None:
    reply = editor.head("/blogs/fire")
    assert reply.status_code == 200 and reply.content == b""
    assert editor.get("/blogs/fire").status_code == 200, "the connection must still be in step"


def test_a_key_sent_twenty_times_at_once_makes_one_post(editor: httpx.Client) -> None:
    def publish(_: int) -> tuple[int, bytes]:
        reply = editor.post("/blogs/fire/posts", json={"headline": "Once"}, headers={"Idempotency-Key": "once"})
        return reply.status_code, reply.content

    with ThreadPoolExecutor(20) as pool:
        replies = set(pool.map(publish, range(20)))
    assert [status for status, _ in replies] == [201]
    posts = editor.get("/blogs/fire/posts").json()["posts"]
    assert [p["headline"] for p in posts].count("Once") == 1


def test_a_chunked_request_is_measured_too(server: Server, editor: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"headline": "'
        for _ in range(64):
            yield b"x" * 8192
        yield b'"}'

    before = editor.get("/blogs/fire").json()["cursor"]
    try:
        reply = editor.post("/blogs/fire/posts", content=chunks(), headers={"Content-Type": "application/json"})
    except httpx.WriteError:
        pass  # the server has answered and closed while the rest was on its way
    else:
        assert reply.status_code == 413 and reply.json()["status"] == 413
    assert editor.get("/blogs/fire").json()["cursor"] == before


@pytest.mark.parametrize(("claimed", "sent"), [(10_000_000, 300_000), (200, 10)])
def test_a_length_that_lies_stores_nothing(
    server: Server, editor: httpx.Client, secret: str, claimed: int, sent: int
) -> None:
    before = editor.get("/blogs/fire").json()["cursor"]
    head = (
        f"POST /api/v1/blogs/fire/posts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {secret}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {claimed}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(head.encode() + b"x" * sent)
        line.shutdown(socket.SHUT_WR)
        line.settimeout(30)
        answer = line.recv(65536)
    assert answer == b"" or answer.split()[1] in (b"413", b"400", b"408")
    assert editor.get("/blogs/fire").json()["cursor"] == before


@pytest.mark.parametrize(
    "target", ["/api/v1/%2e%2e/%2e%2e/etc/passwd", "/api/v1/blogs/%c0%ae", "/api//v1/blogs", "/api/v1/blogs;x"]
)
def test_an_odd_address_is_a_problem(server: Server, target: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        line.request("GET", target)
        reply = line.getresponse()
        problem: Any = json.loads(reply.read())
    finally:
        line.close()
    assert reply.status == 404 and reply.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == 404
