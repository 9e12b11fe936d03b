"""5,000 readers, 50 of whom leave and 50 others come each second, and a post every two seconds: does anything grow?"""

from __future__ import annotations

import statistics
import time

from tests.support.crowd import Crowd, crowd, resident, room_for, stream_from
from tests.support.newsroom import Desk
from tests.support.serving import Server

from bench.soak.place import Place, metric

READERS, CHURN, EVERY = 5_000, 50, 2.0
REPLAY = 520  # changes that a room remembers, and some: until it holds as many, memory must grow


def hold(place: Place, minutes: float) -> None:
    desk = place.desk()
    posts = [desk.publish(f"Post {i}", "Some words. " * 60) for i in range(30)]
    for i in range(REPLAY):
        desk.edit(posts[i % 30], headline=f"Post {i % 30}, revised {i:06}")
    with place.server() as server:
        metric(server, "dateline_connections")
        with crowd(server.url, desk.slug, desk.cursor) as readers:
            start = _held(server)
            readers.join(room_for(READERS))
            samples = _churn(server, desk, posts, readers, 60 * minutes)
            unheard = sum(value == 0 for value in list(readers.heard.values())[: READERS // 2])
            ended = readers.ended
        time.sleep(3)
        end = _held(server)
    # The second half: the allocator needs some minutes of coming and going until it has room for all that is alike.
    settled = samples[len(samples) // 2 :]
    slope, error = _slope(settled)
    course = " ".join(f"{samples[len(samples) * i // 10][1] / 2**20:.1f}" for i in range(10))
    place.say(f"{READERS} readers, {CHURN} come and go a second, {minutes:g} minutes; MiB at each tenth: {course}")
    place.must(
        slope - 2 * error <= 2**20,
        f"in the second half memory grows by {slope / 2**20:.2f} ± {2 * error / 2**20:.2f} MiB an hour (1, or noise)",
    )
    place.must(ended == 0 and unheard == 0, f"{ended} readers were cut, {unheard} heard nothing")
    names = ("connections", "descriptors", "tasks")
    place.must(
        all(b <= a + 8 for a, b in zip(start, end, strict=True)),
        "; ".join(
            f"{name} {a:.0f} at the start, {b:.0f} at the end" for name, a, b in zip(names, start, end, strict=True)
        ),
    )


def _held(server: Server) -> list[float]:
    return [metric(server, f"dateline_{name}") for name in ("connections", "descriptors", "tasks")]


def _churn(server: Server, desk: Desk, posts: list[str], readers: Crowd, seconds: float) -> list[tuple[float, int]]:
    """Every few seconds: seconds since the start, and the server's memory in bytes."""
    began = time.monotonic()
    samples: list[tuple[float, int]] = []
    turns = int(seconds / EVERY)
    for turn in range(turns):
        # An edit, whose length is always the same: a new post would be kept for ever, and rightly so.
        desk.edit(posts[turn % 30], headline=f"Post {turn % 30}, revised {turn:06}")
        leaving = readers.some(int(CHURN * EVERY))
        for number in leaving:
            readers.leave(number)
        readers.request = stream_from(desk.slug, desk.cursor)  # as the page does, which they have just fetched
        readers.join(len(leaving))
        readers.read(max(0.01, began + (turn + 1) * EVERY - time.monotonic()))
        readers.waits.clear()
        samples.append((time.monotonic() - began, resident(server.pid)))
    return samples


def _slope(samples: list[tuple[float, int]]) -> tuple[float, float]:
    """Least squares through the means of twenty stretches, whose noise is nearly independent: bytes an hour, and its
    standard error."""
    size = max(1, len(samples) // 20)
    groups = [samples[i : i + size] for i in range(0, len(samples) - size + 1, size)]
    hours = [statistics.mean(t for t, _ in group) / 3600 for group in groups]
    sizes = [statistics.mean(b for _, b in group) for group in groups]
    slope, intercept = statistics.linear_regression(hours, sizes)
    left = sum((y - slope * x - intercept) ** 2 for x, y in zip(hours, sizes, strict=True))
    spread = sum((x - statistics.mean(hours)) ** 2 for x in hours)
    return slope, (left / max(1, len(hours) - 2) / spread) ** 0.5
