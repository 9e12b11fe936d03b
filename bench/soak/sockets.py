"""5,000 connections that trickle a head, and come again when they are closed: every honest request is answered."""

from __future__ import annotations

import select
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import httpx
from tests.support.crowd import quantile, room_for

from bench.soak.place import Place, metric

SLOW, SECONDS = 5_000, 60


def hold(place: Place, _minutes: float) -> None:
    desk = place.desk()
    desk.publish("A post", "Some words. " * 200)
    with place.server() as server:
        before = _honest(f"{server.url}/{desk.slug}", 10)
        stop = threading.Event()
        closed: list[int] = []
        slow = threading.Thread(target=_trickle, args=(server.url, room_for(SLOW), stop, closed))
        slow.start()
        try:
            time.sleep(5)
            held = metric(server, "dateline_connections")
            during = _honest(f"{server.url}/{desk.slug}", SECONDS)
        finally:
            stop.set()
            slow.join()
    failed = sum(wait < 0 for wait in during)
    p99 = [1000 * quantile(waits, 0.99) for waits in (before, during)]
    place.say(f"{held:.0f} connections held; {sum(closed)} slow ones closed and come again in {SECONDS} s")
    place.say(f"p99 of {len(during)} honest requests: {p99[0]:.0f} ms before, {p99[1]:.0f} ms during")
    place.must(failed == 0, f"{failed} honest requests failed")
    place.must(sum(closed) >= SLOW, "slow ones are closed")


def _honest(url: str, seconds: float) -> list[float]:
    """Seconds of each request, one after the other on connections of their own; -1 for one that failed."""
    waits: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            is_answered = httpx.get(url, trust_env=False, timeout=10).status_code == 200
        except httpx.HTTPError:
            is_answered = False
        waits.append(time.monotonic() - began if is_answered else -1.0)
        time.sleep(0.02)
    return waits


def _trickle(url: str, count: int, stop: threading.Event, closed: list[int]) -> None:
    address = urlsplit(url)
    poll = select.epoll()
    held: dict[int, socket.socket] = {}
    while not stop.is_set():
        for _ in range(min(250, count - len(held))):
            made = socket.create_connection((address.hostname or "", address.port or 80))
            made.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX: ")
            poll.register(made, select.EPOLLIN | select.EPOLLRDHUP)
            held[made.fileno()] = made
        for number in list(held)[:: 1 + count // 500]:
            with suppress(OSError):
                held[number].send(b"x")
        gone = [number for number, _ in poll.poll(0.1, 4096)]
        for number in gone:
            held.pop(number).close()
        closed.append(len(gone))
    for made in held.values():
        made.close()
    poll.close()
