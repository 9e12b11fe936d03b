"""10,000 readers cut off at once by a kill come back to a new process, all in the same second."""

from __future__ import annotations

import threading
import time

import httpx
from tests.support.crowd import crowd, quantile, room_for
from tests.support.serving import Server

from bench.soak.place import Place, metric

READERS = 10_000


def hold(place: Place, _minutes: float) -> None:
    desk = place.desk()
    for i in range(60):
        desk.publish(f"Post {i}", "Some words. " * 50)
    count = room_for(READERS)
    with place.server() as first:
        httpx.get(f"{first.url}/{desk.slug}", trust_env=False)
        with crowd(first.url, desk.slug, desk.cursor) as readers:
            readers.join(count)
            first.kill()
            killed = time.monotonic()
            readers.read_until(lambda: readers.ended >= count, 20)
            with place.server(port=first.port) as second:
                up = time.monotonic()
                waits: list[float] = []
                stop = threading.Event()
                asking = threading.Thread(target=_ask, args=(f"{second.url}/{desk.slug}", desk.cursor, waits, stop))
                asking.start()
                joined = readers.join(count)
                is_back = readers.read_until(lambda: metric(second, "dateline_connections") >= count, 60)
                back = time.monotonic()
                seconds, reads = back - up, _reads(second)
                desk.publish("After the storm")
                readers.read_until(lambda: min(readers.heard.values()) >= 1, 20)
                heard = sum(value == 1 for value in readers.heard.values())
                stop.set()
                asking.join()
    place.say(f"a new process answers {up - killed:.1f} s after the kill; {joined} readers are back "
              f"{back - up:.1f} s later, {back - killed:.1f} s after the kill")  # fmt: skip
    place.say(f"meanwhile {len(waits)} requests for the page and since: p50 {1000 * quantile(waits, 0.5):.0f} ms, "
              f"p99 {1000 * quantile(waits, 0.99):.0f} ms, failed {sum(w < 0 for w in waits)}")  # fmt: skip
    place.must(is_back and joined == count and back - killed <= 30, "all back within 30 s")
    place.must(heard == count, f"{heard} of {count} hear of the next post, once")
    place.must(min(waits) >= 0, "every request meanwhile is answered")
    place.must(
        reads <= 4 + seconds, f"{reads:.0f} readings of the blog in {seconds:.1f} s (four to open it, one a second)"
    )


def _reads(server: Server) -> float:
    return sum(metric(server, f'dateline_log_reads_total{{read="{name}"}}') for name in ("head", "after"))


def _ask(page: str, cursor: str, waits: list[float], stop: threading.Event) -> None:
    while not stop.wait(0.02):
        for path in ("", f"/since/{cursor}.json"):
            began = time.monotonic()
            try:
                is_answered = httpx.get(page + path, trust_env=False, timeout=10).status_code == 200
            except httpx.HTTPError:
                is_answered = False
            waits.append(time.monotonic() - began if is_answered else -1.0)
