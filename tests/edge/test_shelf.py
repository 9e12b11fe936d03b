"""What is dear to make: made once, off the loop, kept within bounds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from dateline.edge import answer as answers
from dateline.edge import shelf as shelves
from dateline.edge.answer import Answer
from dateline.edge.found import UNREADY, Found, Request
from dateline.edge.room import Crowd, Room
from dateline.edge.shelf import Shelf
from tests.typeset.story import EPOCH, SITE

ASKED = Request("/quay/archive.html", "", {})


class Making:
    """Something to make, that counts how often and where it was made."""

    def __init__(self, body: bytes | None = b"made", gate: threading.Event | None = None) -> None:
        self.body = body
        self.gate = gate
        self.threads: list[int] = []

    def __call__(self) -> bytes | None:
        self.threads.append(threading.get_ident())
        if self.gate:
            self.gate.wait(10)
        return self.body


async def ask(
    shelf: Shelf, room: Room, make: Callable[[], bytes | None], address: str = "archive.html"
) -> Found | None:
    return await shelf.answer(ASKED, room, address, answers.HTML, make)


@pytest.fixture
def room() -> Room:
    return Room("quay", EPOCH, SITE, 5, Crowd())


@pytest.fixture(autouse=True)
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_LONGEST_REST", 0.0)


def test_it_is_made_once_and_not_on_the_loop(room: Room) -> None:
    making = Making()

    async def crowd() -> list[Found | None]:
        shelf = Shelf()
        return await asyncio.gather(*(ask(shelf, room, making) for _ in range(10)))

    found = asyncio.run(crowd())
    assert all(isinstance(one, Answer) and one.body == b"made" for one in found)
    assert len(making.threads) == 1 and making.threads[0] != threading.get_ident()


def test_what_is_not_there_is_looked_for_once(room: Room) -> None:
    making = Making(None)

    async def twice() -> list[Found | None]:
        shelf = Shelf()
        return [await ask(shelf, room, making), await ask(shelf, room, making)]

    assert asyncio.run(twice()) == [None, None]
    assert len(making.threads) == 1


def test_one_too_many_is_told_to_come_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_WAITING", 3)
    gate = threading.Event()

    async def crowd() -> list[Found | None]:
        shelf = Shelf()
        asking = [asyncio.create_task(ask(shelf, room, Making(gate=gate), f"at/{n}")) for n in range(8)]
        await asyncio.sleep(0.05)
        gate.set()
        return await asyncio.gather(*asking)

    found = asyncio.run(crowd())
    assert sum(one is UNREADY for one in found) == 4  # one is being made, and three wait


def test_beyond_its_room_the_least_wanted_goes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_ROOM", 2500)
    makings = [Making(bytes(200)) for _ in range(5)]  # with two encodings, 600 bytes each

    async def walk() -> None:
        shelf = Shelf()
        for n in (0, 1, 2, 0, 3, 4, 0, 1):
            await ask(shelf, room, makings[n], f"at/{n}")

    asyncio.run(walk())
    assert [len(making.threads) for making in makings] == [1, 2, 1, 1, 1]


def test_what_nobody_wants_any_more_is_let_go(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_KEEP", 0.05)
    making = Making()

    async def later() -> None:
        shelf = Shelf()
        await ask(shelf, room, making)
        await asyncio.sleep(0.15)
        await ask(shelf, room, making)

    asyncio.run(later())
    assert len(making.threads) == 2


def test_a_failure_is_not_kept(room: Room) -> None:
    def fails() -> bytes | None:
        raise OSError("the log cannot be read")

    async def again() -> Found | None:
        shelf = Shelf()
        with pytest.raises(OSError, match="cannot be read"):
            await ask(shelf, room, fails)
        return await ask(shelf, room, Making())

    assert isinstance(asyncio.run(again()), Answer)
