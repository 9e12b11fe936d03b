"""A bad network: cut at every byte, half-open, held up, split, repeated. Every reader ends with the same page."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.support.fault_proxy import ANSWER
from tests.support.newsroom import Desk
from tests.support.ordeal import ordeal
from tests.support.serving import serve

READERS = 40
SECONDS = 25.0
PACE = 0.07  # of live.js's waits; its silence of 38 s then is 2.7 s, for which the beat is a second


def test_readers_on_a_bad_network_end_with_the_same_page_byte_for_byte(data: Path, desk: Desk) -> None:
    with serve(data, beat="1") as own:
        outcome = asyncio.run(ordeal(own, desk, READERS, SECONDS, PACE, patience=10))
    assert set(outcome.faults) == {"cut", "half-open", "delay", "split", "repeat", "none"}
    assert outcome.truth.articles and len(outcome.truth.parts) >= 5
    assert outcome.differing == 0
    assert outcome.healed < 5
    assert outcome.longest_still < 5
    assert any(reader.polls for reader in outcome.readers) and sum(reader.resets for reader in outcome.readers) < 400


def test_wherever_an_answer_is_cut_nothing_is_lost_and_nothing_comes_twice(data: Path, desk: Desk) -> None:
    with serve(data, beat="1") as own:
        outcome = asyncio.run(ordeal(own, desk, 25, 12, 0.01, patience=10, kinds=("cut",)))
    assert outcome.cuts > ANSWER, "every byte has been the last one once"
    assert outcome.differing == 0
    assert outcome.healed < 5
