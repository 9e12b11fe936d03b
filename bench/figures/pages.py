"""Requests a second: a live page of 14 KB compressed, and those that find nothing new."""

from __future__ import annotations

import statistics
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench import load, machine
from bench.contestants import Contestant, Running, nginx, uvicorn
from bench.context import Context
from bench.load import Answered
from bench.report import Goal, Rows

_ACCEPT = "Accept-Encoding: gzip"
OURS, NGINX = "dateline serve", "nginx, a static file"
TUNED, UVICORN = "nginx, tuned for it (no log, file kept open)", "uvicorn ASGI"
Asked = tuple[Answered, float]  # and the share of its core that the server used
SINCE = "dateline serve, `since` with nothing new"


def measure(context: Context) -> list[Rows]:
    slug = context.newsroom.open_blog(39, characters=920)
    path = f"/{slug}"
    with context.newsroom.serving() as server:
        page, _ = _fetch(f"{server.url}{path}")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "page"
        file.write_bytes(page)
        contestants = [
            Contestant(OURS, lambda: _serving(context)),
            Contestant(NGINX, nginx(context.tools, page, tuned=False)),
            Contestant(TUNED, nginx(context.tools, page)),
            Contestant(UVICORN, uvicorn(context.tools, "bench.peers.queue_app:app", PAGE=str(file))),
        ]
        found = _rounds(context, contestants, path, context.newsroom.cursor(slug))
    return [_pages(found, len(page)), _unchanged(found)]


@contextmanager
def _serving(context: Context) -> Iterator[Running]:
    with context.newsroom.serving() as server:
        yield Running(server.pid, server.port, "", lambda first, count: None)


def _rounds(
    context: Context, contestants: list[Contestant], path: str, cursor: str
) -> dict[tuple[str, str], list[Asked]]:
    """By kind of request and contestant."""
    found: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    seconds = 0.7 if context.fast else 4.0

    def ask(kind: str, name: str, server: Running, at: str, *headers: str) -> None:
        load.requests(context.tools, server.port, at, 0.3, *headers)
        before = machine.cpu_seconds(server.pid), time.monotonic()
        answered = load.requests(context.tools, server.port, at, seconds, *headers)
        busy = (machine.cpu_seconds(server.pid) - before[0]) / (time.monotonic() - before[1])
        found[kind, name].append((answered, busy))

    def once(contestant: Contestant) -> None:
        with contestant.start() as server:
            at = path if contestant.name == OURS else "/page"
            ask("page", contestant.name, server, at, _ACCEPT)
            _, tag = _fetch(f"http://127.0.0.1:{server.port}{at}")
            if contestant.name != UVICORN:
                ask("unchanged", contestant.name, server, at, _ACCEPT, f"If-None-Match: {tag}")
            if contestant.name == OURS:
                ask("unchanged", SINCE, server, f"{path}/since/{cursor}.json", _ACCEPT)

    context.in_turns(contestants, once)
    return found


def _fetch(url: str) -> tuple[bytes, str]:
    """The bytes as they went over the wire, and their entity tag: ours names the address that it is served at."""
    request = urllib.request.Request(url, headers=dict([_ACCEPT.split(": ")]))
    with urllib.request.urlopen(request) as reply:
        return reply.read(), str(reply.headers["etag"])


def _rows(found: dict[tuple[str, str], list[Asked]], kind: str, title: str, goals: list[Goal]) -> Rows:
    some = {name: answers for (of, name), answers in found.items() if of == kind}
    return Rows(
        name="pages",
        title=title,
        unit="requests/s",
        more=True,
        values={name: [a.per_second for a, _ in answers] for name, answers in some.items()},
        goals=goals,
        ours=OURS,
        details={name: _detail(answers) for name, answers in some.items()},
        notes=[
            f"{load.CONNECTIONS} kept connections, one request at a time on each",
            "the tuned one stands here to show the limit: the goals are against a server as Debian sets it up",
        ],
    )


def _detail(asked: list[Asked]) -> str:
    answers = [a for a, _ in asked]
    server = statistics.median(busy for _, busy in asked)
    p50, p99 = (statistics.median(getattr(a, name) for a in answers) for name in ("p50", "p99"))
    busy = statistics.median(a.busy for a in answers)
    what = f"{answers[0].status}, {answers[0].length:,} bytes"
    return f"{what}; p50 {p50:.1f}, p99 {p99:.1f} ms; server busy {server:.0%}, load {busy:.0%}"


def _pages(found: dict[tuple[str, str], list[Asked]], size: int) -> Rows:
    title = f"A live page, {size / 1000:.1f} KB compressed"
    return _rows(found, "page", title, [Goal(NGINX, 1.0, 1.3)])


def _unchanged(found: dict[tuple[str, str], list[Asked]]) -> Rows:
    rows = _rows(found, "unchanged", "Nothing new: a conditional request answered 304, and `since`", [])
    return replace(rows, goals=[Goal(NGINX, 1.3, 1.8, ours) for ours in (OURS, SINCE)])
