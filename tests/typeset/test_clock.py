"""Times as a blog's readers see them, in its zone and its language."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.blog.changes import Description, moment, stamp
from dateline.typeset import clock
from dateline.typeset.clock import Clock

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
LABEL = re.compile(r"(\d\d):(\d\d) Here time \(GMT(?:([+-])(\d+)(?::(\d\d))?)?\)")


def wall(zone: str = "Europe/Paris", place: str = "Paris", language: str = "en", site: str = "en") -> Clock:
    return clock.of(Description("a", "A", zone=zone, place=place, language=language), site)


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
    assert wall(zone, place).label(moment) == shown
    assert wall(zone, place).hours(moment) == shown.split(" ", maxsplit=1)[0]


def test_the_hour_that_comes_twice_is_told_apart_by_its_offset() -> None:
    first, second = "2022-10-30T00:30:00.000Z", "2022-10-30T01:30:00.000Z"
    assert wall().label(first) == "02:30 Paris time (GMT+2)"
    assert wall().label(second) == "02:30 Paris time (GMT+1)"


def transitions(zone: str, year: int) -> list[datetime]:
    """The days of a year in which the clocks of a zone are put forward or back, as the moments at which those begin."""
    here = ZoneInfo(zone)
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(0, 366 * 24, 24)]
    offsets = [at.astimezone(here).utcoffset() for at in hours]
    return [at for at, now, then in zip(hours, offsets, offsets[1:], strict=False) if now != then]


@given(st.sampled_from(ZONES), st.integers(1995, 2035), st.data())
def test_every_minute_around_a_change_of_the_clocks_can_be_told_from_what_is_shown(
    zone: str, year: int, data: st.DataObject
) -> None:
    """Of an old post as of a new one: figures less offset are the moment, whatever the clocks do at this time."""
    changes = transitions(zone, year)
    assume(changes)
    at = data.draw(st.sampled_from(changes)) + timedelta(minutes=data.draw(st.integers(-120, 26 * 60)))
    here = wall(zone, "Here")
    found = LABEL.fullmatch(here.label(stamp(at)))
    assert found
    hours, minutes, sign, ahead, odd = found.groups()
    offset = timedelta(hours=int(ahead or 0), minutes=int(odd or 0)) * (-1 if sign == "-" else 1)
    shown = datetime.combine(here.local(stamp(at)).date(), datetime.min.time(), UTC)
    shown += timedelta(hours=int(hours), minutes=int(minutes)) - offset
    assert shown == moment(stamp(at))


def test_the_day_is_that_of_the_place_and_not_of_greenwich() -> None:
    late = "2022-02-02T23:30:00.000Z"
    assert wall().day(late) == "Thursday, 3 February 2022"
    assert wall().full(late) == "00:30 Paris time (GMT+1), 3 February 2022"


def test_a_time_beside_another_has_its_date_only_on_another_day() -> None:
    posted = "2022-02-02T20:30:00.000Z"
    assert wall().beside("2022-02-02T20:45:00.000Z", posted) == "21:45"
    assert wall().beside("2022-02-02T23:45:00.000Z", posted) == "00:45, 3 February 2022"


@pytest.mark.parametrize(
    ("language", "full", "day"),
    [
        ("en", "21:05 Paris time (GMT+1), 2 February 2022", "Wednesday, 2 February 2022"),
        ("en-US", "9:05\u202fPM Paris time (GMT+1), February 2, 2022", "Wednesday, February 2, 2022"),
        ("fr", "21:05 heure de Paris (UTC+1), le 2 février 2022", "mercredi 2 février 2022"),
        ("fr-CA", "21\u00a0h\u00a005 heure de Paris (UTC+1), le 2 février 2022", "mercredi 2 février 2022"),
        ("de", "2. Februar 2022, 21:05 Uhr Ortszeit Paris (GMT+1)", "Mittwoch, 2. Februar 2022"),
        ("es", "21:05 hora de Paris (GMT+1) del 2 de febrero de 2022", "miércoles, 2 de febrero de 2022"),
        ("ar", "9:05\u00a0م بتوقيت \u2068Paris\u2069 (غرينتش+1)، 2 فبراير 2022", "الأربعاء، 2 فبراير 2022"),
    ],
)
def test_each_language_tells_the_time_its_own_way(language: str, full: str, day: str) -> None:
    here = wall(language=language)
    assert plain(here.full("2022-02-02T20:05:00.000Z")) == plain(full)
    assert here.day("2022-02-02T20:05:00.000Z") == day


def plain(text: str) -> str:
    """Without a difference between kinds of spaces, which editions of CLDR are not of one mind about."""
    return re.sub(r"[\u00a0\u202f ]", " ", text)


@pytest.mark.parametrize(
    ("place", "said"), [("Oslo", "heure d’Oslo"), ("Évry", "heure d’Évry"), ("Le Mans", "heure de Le")]
)
def test_french_elides_before_a_vowel(place: str, said: str) -> None:
    assert said in wall(place=place, language="fr").label("2022-02-02T20:05:00.000Z")


def test_a_place_that_is_written_the_other_way_does_not_turn_the_time_around() -> None:
    assert wall(place="ירושלים").label("2022-02-02T20:05:00.000Z") == "21:05 \u2068ירושלים\u2069 time (GMT+1)"


def test_a_language_without_words_takes_those_of_the_site() -> None:
    late = "2022-02-02T20:05:00.000Z"
    assert wall(language="nb").day(late) == "Wednesday, 2 February 2022"
    assert wall(language="nb", site="de").day(late) == "Mittwoch, 2. Februar 2022"


@given(st.datetimes(datetime(1000, 1, 1)), st.sampled_from(["Pacific/Kiritimati", "Etc/GMT+12", "Africa/Monrovia"]))
def test_any_moment_of_the_calendar_can_be_shown(moment: datetime, zone: str) -> None:
    assert "GMT" in wall(zone, "").full(stamp(moment.replace(tzinfo=UTC)))


def test_the_calendars_last_hour_is_shown_although_its_zone_is_past_it() -> None:
    assert wall().label("9999-12-31T23:30:00.000Z") == "23:30 Paris time (GMT)"
