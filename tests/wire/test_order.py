"""Days, directions, zones: what moment each label is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.wire.reading import DAY, moments, transcript, warned


def _file(*labels: str) -> str:
    return "".join(f"{label}\nHeadline {n}\nText {n}.\n\n" for n, label in enumerate(labels))


def _headlines(text: str, day: date | None = DAY) -> list[str]:
    return [e.headline[-1] for e in transcript(text, day=day, zone="UTC").entries]


def test_newest_first_and_oldest_first_are_told_apart() -> None:
    assert _headlines(_file("12:00", "11:00", "10:00")) == ["2", "1", "0"]
    assert _headlines(_file("10:00", "11:00", "12:00")) == ["0", "1", "2"]


def test_a_small_step_tells_more_of_the_direction_than_a_large_one() -> None:
    assert _headlines(_file("12:30 a.m.", "12:05 p.m.", "11:59 a.m.")) == ["2", "1", "0"]


def test_equal_times_keep_the_file_s_order() -> None:
    assert _headlines(_file("12:00", "11:00", "11:00", "10:00")) == ["3", "2", "1", "0"]
    assert _headlines(_file("10:00", "11:00", "11:00", "12:00")) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("newest_first", [True, False])
def test_across_midnight_the_given_day_is_the_first_entry_s(newest_first: bool) -> None:
    labels = ["21:10", "23:50", "00:10", "07:30", "22:00", "06:15"]
    found = transcript(_file(*(reversed(labels) if newest_first else labels)), zone="UTC")
    days = [2, 2, 3, 3, 3, 4]
    assert moments(found) == [f"2022-02-{d:02d}T{t}" for d, t in zip(days, labels, strict=True)]
    assert warned(found) == []


def test_day_headings_newest_first() -> None:
    text = f"Friday, February 4\n\n{_file('10:00', '08:30')}Wednesday, February 2\n\n{_file('21:10', '07:00')}"
    found = transcript(text, zone="UTC")
    assert moments(found) == ["2022-02-02T07:00", "2022-02-02T21:10", "2022-02-04T08:30", "2022-02-04T10:00"]
    assert warned(found) == []
    assert all(len(e.paragraphs) == 1 for e in found.entries)


def test_day_headings_oldest_first_with_the_first_day_unsaid() -> None:
    text = f"{_file('07:00', '21:10')}Friday 4 February\n\n{_file('08:30', '10:00')}"
    found = transcript(text, zone="UTC")
    assert moments(found) == ["2022-02-02T07:00", "2022-02-02T21:10", "2022-02-04T08:30", "2022-02-04T10:00"]


def test_the_newest_day_unsaid_follows_from_the_heading_below_it() -> None:
    text = f"{_file('10:00', '08:30')}Wednesday, 2 February 2022\n\n{_file('07:00')}"
    assert moments(transcript(text, day=None, zone="UTC")) == [
        "2022-02-02T07:00",
        "2022-02-03T08:30",
        "2022-02-03T10:00",
    ]


def test_a_missing_year_follows_from_the_weekday() -> None:
    found = transcript(f"Wednesday, February 2\n{_file('10:00', '08:30')}", day=None, zone="UTC")
    assert moments(found)[0] == "2022-02-02T08:30"
    assert warned(found) == [1]


def test_the_file_s_own_dates_are_taken_over_the_given_one_and_said() -> None:
    found = transcript(_file("2022-02-05 14:05", "2022-02-05 09:15"), zone="UTC")
    assert moments(found) == ["2022-02-05T09:15", "2022-02-05T14:05"]
    assert warned(found) == [5]


@pytest.mark.parametrize(
    ("first", "second", "expected", "lines"),
    [
        ("13/02/2022 14:05", "12/02/2022 09:15", ["2022-02-12T09:15", "2022-02-13T14:05"], []),
        ("02/13/2022 2:05 PM", "02/12/2022 9:15 AM", ["2022-02-12T09:15", "2022-02-13T14:05"], []),
        ("03/02/2022 14:05", "02/02/2022 09:15", ["2022-02-02T09:15", "2022-02-03T14:05"], [1]),
    ],
)
def test_which_number_is_the_month(first: str, second: str, expected: list[str], lines: list[int]) -> None:
    found = transcript(_file(first, second), day=None, zone="UTC")
    assert moments(found) == expected
    assert warned(found) == lines


def test_a_label_out_of_order_keeps_its_day_and_is_named() -> None:
    found = transcript(_file("12:00", "11:00", "11:20", "10:00"), zone="UTC")
    assert moments(found) == [f"2022-02-02T{t}" for t in ("10:00", "11:00", "11:20", "12:00")]
    assert warned(found) == [9]


def test_a_contradicting_offset_is_read_in_the_zone_and_named() -> None:
    found = transcript(_file("12:00 GMT+1", "11:00 GMT+2", "10:00 GMT+1"))
    assert moments(found) == ["2022-02-02T09:00", "2022-02-02T10:00", "2022-02-02T11:00"]
    assert set(warned(found)) == {5}
    assert any("by the label's GMT+2 it would be 2022-02-02 09:00 UTC" in w.detail for w in found.warnings)


def test_a_label_that_names_another_town_is_named() -> None:
    found = transcript(_file("12:00 Kyiv time", "11:00 Kyiv time"))
    assert warned(found) == [1]
    assert warned(transcript(_file("12:00 Kyiv time", "11:00 Kyiv time"), zone="Europe/Kyiv")) == []


@pytest.mark.parametrize("label", ["14:05 ET", "14:05 EDT", "14:05 New York time"])
def test_summer_time_is_no_contradiction(label: str) -> None:
    found = transcript(_file(label), day=date(2022, 7, 1), zone="America/New_York")
    assert moments(found) == ["2022-07-01T18:05"]
    assert warned(found) == []


def test_standard_time_in_summer_is_a_contradiction() -> None:
    assert warned(transcript(_file("14:05 EST"), day=date(2022, 7, 1), zone="America/New_York")) == [1]


def test_an_hour_that_came_twice() -> None:
    night = date(2022, 10, 30)
    unsaid = transcript(_file("02:30", "01:30"), day=night)
    assert (moments(unsaid), warned(unsaid)) == (["2022-10-29T23:30", "2022-10-30T00:30"], [1])
    said = transcript(_file("02:30 CET", "02:30 CEST"), day=night)
    assert (moments(said), warned(said)) == (["2022-10-30T00:30", "2022-10-30T01:30"], [])


def test_an_hour_that_never_was() -> None:
    found = transcript(_file("03:30", "02:30"), day=date(2022, 3, 27))
    assert warned(found) == [5]
    assert "never was" in found.warnings[0].detail


def test_no_date_at_all_is_said_at_the_first_label_in_time() -> None:
    found = transcript(_file("12:00", "11:00"), day=None, zone="UTC")
    assert moments(found) == ["2026-11-23T11:00", "2026-11-23T12:00"]
    assert warned(found) == [5]
