"""Many readers, some of whom do not read; and all of them coming back at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.support.catching_up import caught_up
from tests.support.crowd import crowd, quantile, resident, room_for
from tests.support.newsroom import Desk
from tests.support.serving import Server, serve

READING, STALLED = 600, 200
BACK = 1_500


def test_stalled_readers_are_cut_within_half_a_minute_and_cost_little(
    data: Path, desk: Desk, metric: Callable[[Server, str], float]
) -> None:
    with serve(data) as own:
        caught_up(own, desk)
        with crowd(own.url, desk.slug, desk.cursor) as readers, crowd(own.url, desk.slug, desk.cursor) as stalled:
            readers.join(READING)
            stalled.join(STALLED, receive_buffer=4096, is_reading=False)
            assert readers.read_until(lambda: metric(own, "dateline_connections") >= READING + STALLED, 10)
            before = resident(own.pid)
            began = time.monotonic()
            for i in range(6):  # less than would have them cut at once: what is tested is that time does it too
                desk.publish(f"Long {i}", "So many words, so little said. " * 400)
                assert readers.read_until(lambda: set(readers.heard.values()) == {i + 1}, 10)  # noqa: B023
            assert resident(own.pid) - before < STALLED * 64 * 1024
            assert readers.read_until(lambda: metric(own, "dateline_connections") <= READING + 1, 45)
            assert time.monotonic() - began < 45
            assert len(readers) == READING


def test_little_waits_in_the_kernel_for_a_reader_who_does_not_read(
    data: Path, desk: Desk, metric: Callable[[Server, str], float]
) -> None:
    with serve(data) as own:
        caught_up(own, desk)
        with crowd(own.url, desk.slug, desk.cursor) as stalled:
            stalled.join(5, receive_buffer=4096, is_reading=False)
            for i in range(6):
                desk.publish(f"Long {i}", "So many words, so little said. " * 2000)  # 60 KB
            deadline = time.monotonic() + 25  # less than the half minute after which time alone cuts them
            while metric(own, "dateline_cut_total") < 5:
                assert time.monotonic() < deadline
                time.sleep(0.05)


def test_a_crowd_that_was_cut_off_comes_back_and_costs_the_log_next_to_nothing(
    data: Path, desk: Desk, metric: Callable[[Server, str], float]
) -> None:
    for i in range(30):
        desk.publish(f"Post {i}", "Some words. " * 50)
    count = room_for(BACK)
    with serve(data) as first:
        caught_up(first, desk)
        with crowd(first.url, desk.slug, desk.cursor) as readers:
            readers.join(count)
            first.kill()
            assert readers.read_until(lambda: readers.ended == count, 10)
            with serve(data, port=first.port) as second:
                began = time.monotonic()
                waits: list[float] = []
                stop = threading.Event()
                asking = threading.Thread(target=_ask, args=(second, desk, waits, stop))
                asking.start()
                try:
                    assert readers.join(count) == count
                    assert readers.read_until(lambda: metric(second, "dateline_connections") >= count, 30)
                    seconds = time.monotonic() - began
                    desk.publish("After the storm")
                    assert readers.read_until(lambda: set(readers.heard.values()) == {1}, 10)
                finally:
                    stop.set()
                    asking.join()
                assert seconds < 30
                assert waits and quantile(waits, 0.5) < 1
                # Once a second for all blogs together, and what the two rooms (this one, the probe's) took to open.
                reads = [metric(second, f'dateline_log_reads_total{{read="{name}"}}') for name in ("head", "after")]
                assert sum(reads) <= 2 * (time.monotonic() - began) + 6


def _ask(server: Server, desk: Desk, waits: list[float], stop: threading.Event) -> None:
    while not stop.wait(0.05):
        for path in ("", f"/since/{desk.cursor}.json"):
            began = time.monotonic()
            assert httpx.get(f"{server.url}/{desk.slug}{path}", trust_env=False, timeout=30).status_code == 200
            waits.append(time.monotonic() - began)
