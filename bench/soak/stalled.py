"""10,000 readers, 2,000 of whom do not read: what that does to the others, and to memory."""

from __future__ import annotations

import statistics
import time

from tests.support.crowd import Crowd, crowd, quantile, resident, room_for
from tests.support.newsroom import Desk

from bench.soak.place import Place, metric

READERS, STALLED, ROUNDS, POSTS = 10_000, 2_000, 3, 12


def hold(place: Place, _minutes: float) -> None:
    desk = place.desk()
    with place.server() as server:
        total = room_for(READERS)
        alone: list[float] = []
        together: list[float] = []
        cut: list[float] = []
        cost = 0.0
        with crowd(server.url, desk.slug, desk.cursor) as readers:
            readers.join(total - STALLED)
            _publish(desk, readers)
            for _ in range(ROUNDS):
                alone.append(_publish(desk, readers))
                with crowd(server.url, desk.slug, desk.cursor) as stalled:
                    before, began = resident(server.pid), time.monotonic()
                    stalled.join(STALLED, receive_buffer=4096, is_reading=False)
                    together.append(_publish(desk, readers))
                    cost = max(cost, (resident(server.pid) - before) / STALLED)
                    readers.read_until(lambda: metric(server, "dateline_connections") <= total - STALLED + 1, 60)
                    cut.append(time.monotonic() - began)
            lost = total - STALLED - len(readers)
    ratio = statistics.median(together) / statistics.median(alone)
    milliseconds = [" ".join(f"{1000 * p99:.0f}" for p99 in figures) for figures in (alone, together)]
    place.say(f"{total - STALLED} readers, p99 of each round: alone {milliseconds[0]} ms, beside {STALLED} stalled "
              f"{milliseconds[1]} ms")  # fmt: skip
    place.must(ratio <= 1.1, f"the others' p99 is {ratio:.2f} of what it is alone (at most 1.10)")
    place.must(cost <= 64 * 1024, f"a stalled reader costs {cost / 1024:.1f} KiB of the server (at most 64)")
    place.must(max(cut) <= 40, f"all stalled ones are gone {max(cut):.0f} s after they came (30, and the filling)")
    place.must(lost == 0, f"{lost} of the others were lost")


def _publish(desk: Desk, readers: Crowd) -> float:
    """The p99 over all readers and posts, in seconds from the publication."""
    readers.waits.clear()
    due = max(readers.heard.values()) + 1
    for i in range(POSTS):
        readers.mark = time.monotonic()
        desk.publish(f"Post {i}", "So many words, so little said. " * 150)
        readers.read_until(lambda: min(readers.heard.values()) >= due, 20)  # noqa: B023
        due += 1
        readers.read(0.3)
    return quantile(readers.waits, 0.99)
