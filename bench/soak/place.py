"""Where the soak happens: one data directory, servers on a core of their own, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from tests.support.newsroom import Desk, open_blog
from tests.support.serving import Server, serve

from bench import machine
from dateline.boot import boot, migrate
from dateline.bus.local import Local
from dateline.config import load


class Place:
    """Only one a process, since Django starts once."""

    def __init__(self, data: Path) -> None:
        boot(load(data), serving=True)
        migrate()
        from dateline.log import append  # after boot, as everything that touches models

        append.committed.append(Local(data).hint)
        self.data = data
        self.short = 0

    def say(self, line: str) -> None:
        print(f"    {line}", flush=True)

    def must(self, is_met: bool, line: str) -> None:
        """Note a figure beside what it must be."""
        self.short += not is_met
        self.say(f"{'ok   ' if is_met else 'SHORT'} {line}")

    def desk(self) -> Desk:
        return open_blog()

    @contextmanager
    def server(self, port: int = 0, **settings: str) -> Iterator[Server]:
        with machine.on_the_servers_core():
            starting = serve(self.data, port, **settings)
            running = starting.__enter__()
        try:
            yield running
        finally:
            starting.__exit__(None, None, None)


def metric(server: Server, name: str) -> float:
    """One figure of /metrics."""
    text = httpx.get(f"{server.url}/metrics", trust_env=False, timeout=30).text
    return float(next(line.rpartition(" ")[2] for line in text.splitlines() if line.startswith(f"{name} ")))
