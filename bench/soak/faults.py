"""500 readers who speak the real protocol, behind a proxy that cuts, delays, splits, repeats and falls silent."""

from __future__ import annotations

import asyncio

from tests.support.ordeal import ordeal

from bench.soak.place import Place

READERS = 500


def hold(place: Place, minutes: float) -> None:
    desk = place.desk()
    seconds = 60 * min(10.0, minutes)
    with place.server() as server:
        outcome = asyncio.run(ordeal(server, desk, READERS, seconds, pace=1.0, patience=60))
    counts = ", ".join(f"{count} {fault}" for fault, count in sorted(outcome.faults.items()))
    place.say(f"{READERS} readers for {seconds:.0f} s, {desk.cursor.partition('.')[2]} changes; connections: {counts}")
    streams, polls, pages = (sum(getattr(r, name) for r in outcome.readers) for name in ("streams", "polls", "resets"))
    place.say(f"{streams} streams, {polls} catch-ups, {pages} pages, {outcome.cuts} cuts")
    place.must(outcome.differing == 0, f"{outcome.differing} readers end with another page than the server's")
    place.must(outcome.healed <= 5, f"the last one has it {outcome.healed:.1f} s after the healing (at most 5)")
    place.must(
        outcome.longest_still <= 40, f"nobody was still for longer than {outcome.longest_still:.1f} s (at most 40)"
    )
