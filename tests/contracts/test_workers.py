"""Several workers on one port: consistent, stopped together, and none of their readers the worse for a death."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.support.newsroom import Desk, open_blog
from tests.support.reader import Stream, connect
from tests.support.serving import Server, serve

pytestmark = pytest.mark.usefixtures("announced")


_READERS = re.compile(r'^dateline_readers\{blog="([^"]+)",worker="(\d)"\} (\d+)$', re.M)


def children(pid: int) -> set[int]:
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def descriptors(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def until(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.1)


class Follower:
    """A reader who comes back by herself from her cursor, as the page's script does."""

    def __init__(self, server: Server, desk: Desk) -> None:
        self._server, self._desk = server, desk
        self.seen: list[str] = []
        self.cursor = desk.cursor
        self.stream = self._connect()

    def _connect(self) -> Stream:
        return connect(self._server.url, f"/{self._desk.slug}/stream", headers={"Last-Event-ID": self.cursor})

    def leave(self) -> None:
        self.stream.__exit__()

    def follow_to(self, cursor: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self.cursor != cursor:
            left = deadline - time.monotonic()
            assert left > 0, f"still at {self.cursor} and not at {cursor}"
            try:
                event = self.stream.until("delta", left)
            except (EOFError, ConnectionError):
                self.leave()
                time.sleep(0.1)
                self.stream = self._connect()
                continue
            self.seen.append(event.id)
            self.cursor = event.id


def test_readers_of_a_killed_worker_go_on_elsewhere(data: Path) -> None:
    desk = open_blog()
    with serve(data, workers="3") as server, ExitStack() as held:
        workers = children(server.pid)
        assert len(workers) == 3
        start = int(desk.cursor.partition(".")[2])
        readers = [Follower(server, desk) for _ in range(24)]
        for reader in readers:
            held.callback(reader.leave)
        desk.publish("Before")
        for reader in readers:
            reader.follow_to(desk.cursor, 10)
        victim = min(workers)
        os.kill(victim, signal.SIGKILL)
        desk.publish("While one is dead")
        for reader in readers:
            reader.follow_to(desk.cursor, 5)
        # The dead one counts as a child until the supervisor has looked at it.
        until(lambda: victim not in (now := children(server.pid)) and len(now) == 3)
        desk.publish("After")
        for reader in readers:
            reader.follow_to(desk.cursor, 10)
            assert [int(c.partition(".")[2]) for c in reader.seen] == [start + 1, start + 2, start + 3]


def test_every_worker_gives_the_same_page_a_moment_after_a_change(data: Path) -> None:
    desk = open_blog()
    with serve(data, workers="2") as server:
        for i in range(5):
            desk.publish(f"Post {i}")
            time.sleep(0.3)
            # A connection each, so that the kernel chooses anew who answers.
            answers = {httpx.get(f"{server.url}/{desk.slug}", timeout=30).headers["etag"] for _ in range(12)}
            assert len(answers) == 1
            assert desk.cursor in answers.pop()


def test_whichever_worker_is_asked_tells_the_figures_of_all(data: Path) -> None:
    """Each under its number, so that one who begins anew is seen to and the others' counters go on."""
    desk = open_blog()
    with serve(data, workers="3") as server, ExitStack() as held:
        for _ in range(24):
            held.callback(Follower(server, desk).leave)

        def readers() -> dict[str, int]:
            """By worker."""
            text = httpx.get(f"{server.url}/metrics", timeout=30).text
            assert text.count("# TYPE dateline_readers gauge") == 1, "Prometheus takes a family only in one piece"
            found = {worker: int(n) for slug, worker, n in _READERS.findall(text) if slug == desk.slug}
            return {
                worker: found.get(worker, 0) for worker in re.findall(r'^dateline_tasks{worker="(\d)"}', text, re.M)
            }

        def agree() -> bool:
            """Whoever is asked: each knows its own figures at once, and the others' within a second."""
            before = readers()
            all_tell = list(before) == ["0", "1", "2"] and sum(before.values()) == 24
            return all_tell and all(readers() == before for _ in range(12))

        until(agree)
        before = readers()
        # One that has readers: how many each gets is the kernel's choice.
        os.kill(max(children(server.pid), key=descriptors), signal.SIGKILL)
        # Who takes the dead one's place takes its number, and has no readers yet.
        until(lambda: sum(readers().values()) < 24 and len(children(server.pid)) == 3)
        assert sum(count == before[worker] for worker, count in readers().items()) == 2


def test_whoever_is_asked_knows_how_many_read_at_all_workers(data: Path) -> None:
    """The desk shows an editor the number in the beats."""
    desk = open_blog()
    with serve(data, workers="3", beat="1") as server, ExitStack() as held:
        followers = [Follower(server, desk) for _ in range(12)]
        for follower in followers:
            held.callback(follower.leave)

        def told() -> set[int]:
            return {follower.stream.until("beat", 5).data["readers"] for follower in followers}

        until(lambda: told() == {12})
        # A connection each, so that the kernel chooses anew who answers.
        until(lambda: {httpx.get(f"{server.url}/health", timeout=30).json()["readers"] for _ in range(12)} == {12})
        for _ in range(6):
            followers.pop().leave()
        until(lambda: told() == {6})


def test_a_stop_stops_all_of_them(data: Path) -> None:
    with serve(data, workers="2") as server:
        workers = children(server.pid)
        assert server.stop() == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
