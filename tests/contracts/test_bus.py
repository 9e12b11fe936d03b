"""What every bus promises: a hint reaches whoever listens, at once or not at all, and holds nobody up."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
import uvloop

from dateline.bus import Bus
from dateline.bus.local import Local

SOON = 5.0


@pytest.fixture(params=["local"])
def bus(request: pytest.FixtureRequest, tmp_path: Path) -> Bus:
    return {"local": Local}[request.param](tmp_path)


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    def run_on(deed: Any) -> Any:
        with asyncio.Runner(loop_factory=request.param) as runner:
            return runner.run(asyncio.wait_for(deed, SOON))

    return run_on


class Ears:
    """A listener in the background, and what it has heard."""

    def __init__(self, bus: Bus) -> None:
        self.heard: list[tuple[str, int]] = []
        self.bus = bus

    async def __aenter__(self) -> Ears:
        self.task = asyncio.create_task(self._listen())
        await asyncio.sleep(0.02)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def _listen(self) -> None:
        async with aclosing(self.bus.listen()) as hints:  # type: ignore[type-var]
            async for hint in hints:
                self.heard.append(hint)

    async def hear(self, hint: tuple[str, int]) -> None:
        while hint not in self.heard:
            await asyncio.sleep(0.001)


def test_a_hint_reaches_every_listener(bus: Bus, run: Callable[[Any], Any]) -> None:
    async def deed() -> None:
        async with Ears(bus) as one, Ears(bus) as two:
            bus.hint("harbour-fire", 7)
            await one.hear(("harbour-fire", 7))
            await two.hear(("harbour-fire", 7))

    run(deed())


def test_a_hint_from_another_thread_arrives(bus: Bus, run: Callable[[Any], Any]) -> None:
    async def deed() -> None:
        async with Ears(bus) as ears:
            await asyncio.to_thread(bus.hint, "harbour-fire", 8)
            await ears.hear(("harbour-fire", 8))

    run(deed())


def test_without_a_listener_a_hint_is_lost_and_nobody_minds(bus: Bus) -> None:
    bus.hint("harbour-fire", 1)


def test_a_listener_that_does_not_listen_holds_nobody_up(bus: Bus, run: Callable[[Any], Any]) -> None:
    async def deed() -> None:
        async with Ears(bus) as ears:
            started = time.perf_counter()
            for seq in range(2_000):  # the loop does not run meanwhile, so what is not read piles up
                bus.hint("harbour-fire", seq)
            assert time.perf_counter() - started < 20  # a queue that blocks waits for ever
            await ears.hear(("harbour-fire", 0))
            bus.hint("harbour-fire", 2_000)
            await ears.hear(("harbour-fire", 2_000))

    run(deed())


def test_a_hint_from_another_process_arrives(tmp_path: Path, run: Callable[[Any], Any]) -> None:
    code = (
        "import sys; from pathlib import Path; from dateline.bus.local import Local;"
        "Local(Path(sys.argv[1])).hint('harbour-fire', 9)"
    )

    async def deed() -> None:
        async with Ears(Local(tmp_path)) as ears:
            await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code, str(tmp_path)], check=True)
            await ears.hear(("harbour-fire", 9))

    run(deed())


def test_a_data_directory_with_a_long_path(tmp_path: Path, run: Callable[[Any], Any]) -> None:
    place = tmp_path / ("x" * 100) / ("y" * 100)
    place.mkdir(parents=True)

    async def deed() -> None:
        async with Ears(Local(place)) as ears:
            Local(place).hint("harbour-fire", 1)
            await ears.hear(("harbour-fire", 1))

    run(deed())


def test_the_sockets_of_the_dead_are_removed(tmp_path: Path, run: Callable[[Any], Any]) -> None:
    bus = Local(tmp_path)
    (tmp_path / "bus").mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dead:
        dead.bind(str(tmp_path / "bus" / "1-00000000.sock"))
    (tmp_path / "bus" / "stray.txt").write_text("no socket")

    async def deed() -> None:
        async with Ears(bus) as ears:
            bus.hint("harbour-fire", 1)
            await ears.hear(("harbour-fire", 1))
            names = {p.name for p in (tmp_path / "bus").iterdir()}
            assert "1-00000000.sock" not in names
            assert len([n for n in names if n.startswith(f"{os.getpid()}-")]) == 1

    run(deed())
    assert not list((tmp_path / "bus").glob("*.sock")), "a listener that ends leaves nothing behind"


def test_noise_is_passed_over(tmp_path: Path, run: Callable[[Any], Any]) -> None:
    bus = Local(tmp_path)

    async def deed() -> None:
        async with Ears(bus) as ears:
            [address] = (tmp_path / "bus").glob("*.sock")
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                for noise in (b"", b"\xff", b"7", b"[1]", b'["a", "b"]', b"{}", b"x" * 5_000, b"[" * 3_000):
                    sender.sendto(noise, str(address))
            bus.hint("harbour-fire", 1)
            await ears.hear(("harbour-fire", 1))
            assert ears.heard == [("harbour-fire", 1)]

    run(deed())


def test_only_the_owner_may_enter(tmp_path: Path, run: Callable[[Any], Any]) -> None:
    async def deed() -> None:
        async with Ears(Local(tmp_path)):
            assert (tmp_path / "bus").stat().st_mode & 0o777 == 0o700

    run(deed())


def test_a_data_directory_that_is_gone_is_no_reason_to_fail_a_writer(tmp_path: Path) -> None:
    Local(tmp_path / "nowhere").hint("harbour-fire", 1)
