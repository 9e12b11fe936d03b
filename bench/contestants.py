"""Everybody who delivers a delta to many readers: ours, the kernel's limit, and peers at their plainest and best."""

from __future__ import annotations

import http.client
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.newsroom import Newsroom, marker
from bench.tools import BENCH, Tools

BROWSERS_ACCEPT = "Accept-Encoding: gzip, deflate, br, zstd"

_DELTA = 990  # bytes of data that make an event of 1 KB


@dataclass
class Running:
    """A server under test. `publish(first, count)` sends deltas with the numbers from `first`.

    `stream` is the path of its stream, `headers` what its readers ask with.
    """

    pid: int
    port: int
    stream: str
    publish: Callable[[int, int], None]
    headers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contestant:
    name: str
    start: Callable[[], AbstractContextManager[Running]]


def ours(newsroom: Newsroom, packed: bool = False) -> Callable[[], AbstractContextManager[Running]]:
    """`dateline serve` on a blog of 20 posts; publishing goes through the log and the bus."""
    headers = (BROWSERS_ACCEPT,) if packed else ()

    @contextmanager
    def start() -> Iterator[Running]:
        slug = newsroom.open_blog(20)
        with newsroom.serving() as server:

            def publish(first: int, count: int) -> None:
                if count == 1:
                    newsroom.publish(slug, first)
                else:
                    newsroom.publish_all(slug, first, count)

            yield Running(server.pid, server.port, newsroom.stream(server, slug), publish, headers)

    return start


def bare(tools: Tools) -> Callable[[], AbstractContextManager[Running]]:
    return _peer(lambda port, place: [str(tools.program("peers/bare")), str(port)])


def uvicorn(tools: Tools, app: str, **environ: str) -> Callable[[], AbstractContextManager[Running]]:
    options = ["--loop", "uvloop", "--http", "httptools", "--backlog", "4096", "--log-level", "warning"]
    return _peer(
        lambda port, place: [str(tools.python()), "-m", "uvicorn", app, "--port", str(port), *options], **environ
    )


def granian(tools: Tools) -> Callable[[], AbstractContextManager[Running]]:
    # Its default takes no more connections at once than its backlog divided by its workers.
    options = ["--interface", "asgi", "--loop", "uvloop", "--http", "1", "--backlog", "4096", "--backpressure", "19000"]
    return _peer(
        lambda port, place: [
            str(tools.python().with_name("granian")), *options, "--port", str(port), "--log-level", "warning",
            "bench.peers.queue_app:app",
        ]
    )  # fmt: skip


def nginx(tools: Tools, page: bytes = b"", tuned: bool = True) -> Callable[[], AbstractContextManager[Running]]:
    """nginx with nchan; `page` is a file that it serves at /page.

    Tuned, it keeps the file open and logs no requests; else it does as in Debian's configuration.
    """

    def command(port: int, place: Path) -> list[str]:
        root = tools.nginx()
        (place / "page").write_bytes(page)
        text = (BENCH / "peers/nginx.conf").read_text()
        tuning = "access_log off; open_file_cache max=100;" if tuned else "access_log PLACE/access.log;"
        user = "user root;" if os.geteuid() == 0 else ""
        for name, value in {"PORT": port, "ROOT": root, "TUNING": tuning, "USER": user, "PLACE": place}.items():
            text = text.replace(name, str(value))
        (place / "nginx.conf").write_text(text)
        return [
            str(root / "usr/sbin/nginx"), "-p", str(place), "-c", str(place / "nginx.conf"),
            "-e", str(place / "start.log"),
        ]  # fmt: skip

    return _peer(command)


def _peer(command: Callable[[int, Path], list[str]], **environ: str) -> Callable[[], AbstractContextManager[Running]]:
    @contextmanager
    def start() -> Iterator[Running]:
        port = machine.free_port()
        with tempfile.TemporaryDirectory(prefix="dateline-bench-") as directory:
            place = Path(directory)
            environment = {"PYTHONPATH": str(BENCH.parent), **environ}
            with machine.process(command(port, place), port, place, **environment) as pid:
                yield Running(pid, port, "/stream", lambda first, count: _post(port, first, count))

    return start


def _post(port: int, first: int, count: int) -> None:
    """Each delta in a request of its own, as soon as the one before is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for number in range(first, first + count):
        html = marker(number)
        data = json.dumps({"cursor": f"peer.{number}", "html": html + "x" * (_DELTA - len(html) - 40)})
        connection.request("POST", "/publish", data)
        reply = connection.getresponse()
        reply.read()
        assert reply.status in (200, 201, 202), reply.status
    connection.close()
