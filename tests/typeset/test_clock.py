from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.changes import stamp
from dateline.typeset import clock


@pytest.mark.parametrize(
    ("moment", "zone", "place", "shown"),
    [
        ("2022-02-02T20:30:00.000Z", "Europe/Paris", "Paris", "21:30 Paris time (GMT+1)"),
        ("2022-07-02T19:30:00.000Z", "Europe/Paris", "Paris", "21:30 Paris time (GMT+2)"),
        ("2022-02-02T20:30:00.000Z", "Europe/Paris", "", "21:30 (GMT+1)"),
        ("2022-02-02T20:30:00.000Z", "Europe/London", "London", "20:30 London time (GMT)"),
        ("2022-02-02T20:30:00.000Z", "America/St_Johns", "St John’s", "17:00 St John’s time (GMT-3:30)"),
        ("2022-02-02T20:30:00.000Z", "Asia/Kathmandu", "Kathmandu", "02:15 Kathmandu time (GMT+5:45)"),
        ("2022-02-02T20:30:00.000Z", "America/New_York", "New York", "15:30 New York time (GMT-5)"),
    ],
)
def test_a_time_is_shown_in_the_blogs_zone_with_its_offset_on_that_day(
    moment: str, zone: str, place: str, shown: str
) -> None:
    assert clock.label(moment, zone, place) == shown
    assert clock.label(moment, zone, place, with_zone=False) == shown.split(" ", maxsplit=1)[0]


def test_the_hour_that_comes_twice_is_told_apart_by_its_offset() -> None:
    first, second = "2022-10-30T00:30:00.000Z", "2022-10-30T01:30:00.000Z"
    assert clock.label(first, "Europe/Paris", "Paris") == "02:30 Paris time (GMT+2)"
    assert clock.label(second, "Europe/Paris", "Paris") == "02:30 Paris time (GMT+1)"


def test_the_day_is_that_of_the_place_and_not_of_greenwich() -> None:
    assert clock.day("2022-02-02T23:30:00.000Z", "Europe/Paris") == "Thursday 3 February 2022"
    assert (
        clock.full("2022-02-02T23:30:00.000Z", "Europe/Paris", "Paris") == "00:30 Paris time (GMT+1), 3 February 2022"
    )


def test_a_time_beside_another_has_its_date_only_on_another_day() -> None:
    assert clock.beside("2022-02-02T20:45:00.000Z", "2022-02-02T20:30:00.000Z", "Europe/Paris") == "21:45"
    assert (
        clock.beside("2022-02-02T23:45:00.000Z", "2022-02-02T20:30:00.000Z", "Europe/Paris") == "00:45, 3 February 2022"
    )


@given(st.datetimes(datetime(1000, 1, 1)), st.sampled_from(["Pacific/Kiritimati", "Etc/GMT+12", "Africa/Monrovia"]))
def test_any_moment_of_the_calendar_can_be_shown(moment: datetime, zone: str) -> None:
    assert "GMT" in clock.label(stamp(moment.replace(tzinfo=UTC)), zone, "")


def test_the_calendars_last_hour_is_shown_although_its_zone_is_past_it() -> None:
    assert clock.label("9999-12-31T23:30:00.000Z", "Europe/Paris", "Paris") == "23:30 Paris time (GMT)"
