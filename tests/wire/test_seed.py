"""The first real transcript, held against its file line by line."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.wire.transcript import Transcript
from tests.wire.reading import transcript

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_f63f1594baed7ec2.txt"
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="module")
def lines() -> list[str]:
    if not SEED.is_file():
        pytest.skip("the seed transcript is not beside this checkout")
    return SEED.read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def found(lines: list[str]) -> Transcript:
    return transcript(SEED.read_bytes())


def test_every_line_is_there_once_and_no_other(lines: list[str], found: Transcript) -> None:
    given = [line for line in lines if line and not line.startswith("- ")]
    read: list[str] = found.standfirst.split("\n\n")
    for entry in reversed(found.entries):
        read += [entry.headline, *entry.paragraphs]
    assert len(given) == 56 - 11 + 1  # the last line has no end
    assert read == given


def test_labels_are_the_entries_in_their_order_and_at_their_times(lines: list[str], found: Transcript) -> None:
    labels = [(row, line[2:]) for row, line in enumerate(lines, 1) if line.startswith("- ")]
    entries = list(reversed(found.entries))
    assert [(e.line, e.label) for e in entries] == labels
    assert len(entries) == 11
    for entry in entries:
        local = datetime.fromisoformat(entry.at).astimezone(PARIS)
        assert (local.date(), f"{local:%H:%M}") == (date(2022, 2, 2), entry.label[:5])
    assert entries[0].at == "2022-02-02T20:30:00.000Z"


def test_standfirst_and_headlines(lines: list[str], found: Transcript) -> None:
    assert len(found.standfirst.split("\n\n")) == 4
    after = [lines[row] for row, line in enumerate(lines, 1) if line.startswith("- ")]
    assert [e.headline for e in reversed(found.entries)] == after


def test_the_one_odd_label_is_named_with_its_line(found: Transcript) -> None:
    assert [w.line for w in found.warnings] == [5]
    assert "'21:30 Paris (GMT+1)' is unlike the other 10" in found.warnings[0].detail


def test_without_a_date_today_is_taken_and_said(lines: list[str]) -> None:
    found = transcript(SEED.read_bytes(), day=None)
    assert {e.at[:10] for e in found.entries} == {"2026-11-23"}
    assert [w.line for w in found.warnings] == [5, 52]
    assert "no date was given" in found.warnings[1].detail


def test_the_wrong_zone_is_said_once_with_both_readings(lines: list[str]) -> None:
    found = transcript(SEED.read_bytes(), zone="Europe/Kyiv")
    assert found.entries[-1].at == "2022-02-02T19:30:00.000Z"
    detail = next(w.detail for w in found.warnings if "contradicts" in w.detail)
    assert "19:30 UTC" in detail
    assert "20:30 UTC" in detail
