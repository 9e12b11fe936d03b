"""Times that readers ask for, and the moments that they lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.typeset.moments import Moments, until

STAMPS = [f"2026-05-04T{time}Z" for time in ("12:00:00.000", "12:00:00.000", "12:30:00.250", "18:00:00.000")]


@pytest.mark.parametrize(
    ("asked", "stamp"),
    [
        ("2026-11-23T18:20", "2026-11-23T17:20:59.999Z"),
        ("2026-07-23T18:20", "2026-07-23T16:20:59.999Z"),
        ("2026-11-23T18:20:07", "2026-11-23T17:20:07.999Z"),
        ("2026-11-23T18:20:07.250", "2026-11-23T17:20:07.250Z"),
        ("2026-11-23T17:20:00.000Z", "2026-11-23T17:20:00.000Z"),
        ("2026-11-23T17:20Z", "2026-11-23T17:20:59.999Z"),
        ("2026-11-23T22:50+05:30", "2026-11-23T17:20:59.999Z"),
        ("2026-11-23T13:50-03:30", "2026-11-23T17:20:59.999Z"),
        ("2026-10-25T02:30", "2026-10-25T01:30:59.999Z"),  # the later of the two half past two of that night
    ],
)
def test_a_time_is_read_to_the_end_of_what_it_names(asked: str, stamp: str) -> None:
    assert until(asked, "Europe/Paris") == stamp


@pytest.mark.parametrize(
    "asked",
    ["", "now", "2026-11-23", "2026-11-23 18:20", "2026-11-23T", "2026-13-01T00:00", "2026-11-23T25:00", "T18:20",
     "20261123T1820", "2026-11-23T18:20" + "0" * 40, "２０２６-11-23T18:20", "9999-12-31T23:59-23:00"],
)  # fmt: skip
def test_what_names_no_time_leads_nowhere(asked: str) -> None:
    assert until(asked, "Europe/Paris") is None


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_none(asked: str) -> None:
    found = until(asked, "America/St_Johns")
    assert found is None or found.endswith("Z")


def test_all_times_between_two_changes_are_one_moment() -> None:
    moments = Moments.of(enumerate(STAMPS, 1), opened=1)
    assert moments.stamps == [STAMPS[0], STAMPS[2], STAMPS[3]]
    assert moments.seqs == [2, 3, 4]
    asked = ["11:59:59.999", "12:00:00.000", "12:30:00.249", "12:30:00.250"]
    assert [moments.at(f"2026-05-04T{time}Z") for time in asked] == [None, 0, 0, 1]
    assert [moments.holding(seq) for seq in (1, 2, 3, 4)] == [0, 0, 1, 2]


def test_what_is_from_before_the_opening_has_no_moment_of_its_own() -> None:
    moments = Moments.of(enumerate(STAMPS, 1), opened=3)
    assert (moments.stamps, moments.seqs) == (STAMPS[2:], [3, 4])
    assert moments.holding(1) == 0


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(0, 50))
def test_moments_never_run_backwards_and_each_seq_is_on_one(clocks: list[int], asked: int) -> None:
    changes = [(seq, f"2026-05-04T12:00:{clock:02d}.000Z") for seq, clock in enumerate(clocks, 1)]
    moments = Moments.of(changes, opened=1)
    assert moments.stamps == sorted(set(moments.stamps))
    assert moments.seqs[-1] == len(clocks)
    index = moments.at(f"2026-05-04T12:00:{asked:02d}.000Z")
    shown = 0 if index is None else moments.seqs[index]
    assert all(clock <= asked for clock in clocks[:shown])
    assert shown == len(clocks) or clocks[shown] > asked
