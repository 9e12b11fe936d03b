"""Many readers, one newsroom, a bad network in between: whether all of them end up with the same page."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.fault_proxy import KINDS, faulty
from tests.support.live import LiveReader
from tests.support.newsroom import Desk
from tests.support.serving import Server

EDIT, CORRECT, RETRACT, FLAG = range(4)


@dataclass
class Outcome:
    readers: list[LiveReader]
    truth: LiveReader
    healed: float = 0.0  # seconds from the healing until the last reader had the truth; infinite when one never had
    faults: Counter[str] = field(default_factory=Counter)
    cuts: int = 0

    @property
    def differing(self) -> int:
        return sum(reader.state != self.truth.state for reader in self.readers)

    @property
    def longest_still(self) -> float:
        return max(reader.longest_still for reader in self.readers)


async def ordeal(
    server: Server,
    desk: Desk,
    readers: int,
    seconds: float,
    pace: float,
    patience: float,
    kinds: tuple[str, ...] = KINDS,
    on_healing: Callable[[], None] = lambda: None,
) -> Outcome:
    """Publish, edit, correct, retract and flag for so long while the network is bad; heal it; wait for the readers."""
    async with faulty(server.port, max(0.2, 2 * pace), kinds) as network:
        url = f"http://127.0.0.1:{network.port}"
        following = [LiveReader(url, desk.slug, pace) for _ in range(readers)]
        tasks = [asyncio.create_task(reader.run()) for reader in following]
        try:
            await asyncio.to_thread(_write, desk, seconds)
            on_healing()
            network.heal()
            healed = time.monotonic()
            outcome = Outcome(
                following, LiveReader(server.url, desk.slug), float("inf"), network.faults, network.cut_at
            )
            await outcome.truth._asking(outcome.truth._renew)
            assert outcome.truth.cursor == desk.cursor
            while time.monotonic() < healed + patience:
                # Cursors first: to compare all pages all the time would be the greater part of the load.
                if all(r.cursor == outcome.truth.cursor for r in following) and not outcome.differing:
                    outcome.healed = time.monotonic() - healed
                    break
                await asyncio.sleep(0.05)
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        for end in ended:
            if not isinstance(end, asyncio.CancelledError):
                raise AssertionError("a reader has ended") from (end if isinstance(end, Exception) else None)
        return outcome


def _write(desk: Desk, seconds: float) -> None:
    """A few changes a second. The posts stay few, so that all of them stay on the live page."""
    posts = [desk.publish(f"Post {i}", "Some words. " * random.randrange(1, 60)) for i in range(12)]
    until = time.monotonic() + seconds
    n = 0
    while time.monotonic() < until:
        n += 1
        if len(posts) < 19 and random.random() < 0.1:
            posts.append(desk.publish(f"Late post {n}", "More words. " * random.randrange(1, 60)))
        post = random.choice(posts)
        deed = random.choices((EDIT, CORRECT, RETRACT, FLAG), (6, 3, 0.1, 2))[0]
        if deed == EDIT:
            desk.edit(post, headline=f"Edited {n}")
        elif deed == CORRECT:
            desk.correct(post, f"It was {n}.", headline=f"Corrected {n}")
        elif deed == FLAG:
            desk.flag(post, key=n % 2 == 0, pinned=n % 5 == 0)
        elif len(posts) > 8:
            posts.remove(post)
            desk.retract(post, f"It was not so, {n}.")
        time.sleep(random.uniform(0.05, 0.4))
    from django.db import connection

    connection.close()
