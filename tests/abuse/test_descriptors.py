"""Near the limit of open files: readers are told to come back, the log stays readable, and the operator hears of it."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx

from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk
from tests.support.raw import collect, dial
from tests.support.serving import Server, serve

LIMIT = 300
PLACES = LIMIT - 64


def test_the_soft_limit_is_raised_to_the_hard_one(data: Path, metric: Callable[[Server, str], float]) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = min(hard, 1_000) if hard != resource.RLIM_INFINITY else 1_000
    with serve(data, under=("prlimit", f"--nofile=256:{most}")) as own:
        assert metric(own, "dateline_descriptors_limit") == most


def test_near_the_limit_streams_are_told_to_come_back_and_pages_are_answered(
    data: Path, desk: Desk, metric: Callable[[Server, str], float]
) -> None:
    request = f"GET /{desk.slug}/stream HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    with serve(data, under=("prlimit", f"--nofile={LIMIT}:{LIMIT}")) as own, ExitStack() as held:
        streams = [held.enter_context(dial(own.url)) for _ in range(PLACES + 5)]
        for connection in streams:
            connection.sendall(request)
        answers = [collect(connection, 0.01) for connection in streams]
        assert all(received.startswith(b"HTTP/1.1 200") for received, _ in answers)
        refused = [received for received, closed in answers if closed]
        assert len(refused) >= 5 and all(b"retry: " in received for received in refused)
        assert metric(own, "dateline_shed_total") == len(refused)
        assert metric(own, "dateline_connections") <= PLACES + 1
        assert metric(own, "dateline_descriptors") < LIMIT
        desk.publish("Still written and still read")
        caught_up(own, desk)
        assert "Still written" in httpx.get(f"{own.url}/{desk.slug}", trust_env=False, timeout=30).text
        assert "the limit of open files is near" in _said_after_a_look(own)


def test_at_the_brim_nothing_breaks_and_it_passes(
    data: Path, desk: Desk, metric: Callable[[Server, str], float]
) -> None:
    with serve(data, under=("prlimit", f"--nofile={LIMIT}:{LIMIT}"), request_seconds="6") as own:
        others = _open_files(own)
        with ExitStack() as held:
            idle: list[socket.socket] = [held.enter_context(dial(own.url)) for _ in range(LIMIT * 2)]
            time.sleep(0.5)
            assert _open_files(own) <= LIMIT - 32 + others, "what is beyond the brim is closed at once"
            desk.publish("While it is full")
            time.sleep(3.5)
            assert _open_files(own) <= PLACES + others, "what cannot be kept has two seconds"
            time.sleep(4)
            caught_up(own, desk)
            del idle
        assert metric(own, "dateline_connections") == 1
        assert "Traceback" not in own.said()


def _open_files(server: Server) -> int:
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def _said_after_a_look(server: Server) -> str:
    time.sleep(1.2)
    return server.said()
