"""Times of day: `5 p.m.`, `17:00 GMT`, `9.15am`, `noon`; on the day named beside them, else on the post's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from dateline.copydesk.lexemes import digits
from dateline.copydesk.times.calendar import Direction
from dateline.copydesk.times.reading import Found, Sentence
from dateline.copydesk.times.tense import direction

# The zones that news copy names by letters; "ET" and its kind follow the place's summer time.
_ZONES = {
    "gmt": "UTC",
    "utc": "UTC",
    "bst": "Europe/London",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
}
_HALVES = {"a.m.": 0, "am": 0, "p.m.": 12, "pm": 12}
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
# How many lexemes a clock time and its day may stand apart: "at 3 p.m. on Friday", "Friday evening at 8:30".
_BESIDE = 3
_CLEARLY = timedelta(hours=2)


def clock(sentence: Sentence, at: int) -> Found | None:
    """A time of day, its value still the bare time (or None): dated() puts it on its day."""
    read = _named(sentence, at) or _halved(sentence, at) or _by_24(sentence, at)
    if read is None:
        return None
    hour, end = read
    zone = sentence.low(end)
    end += zone in _ZONES
    unknown = sentence.low(end) == "time" or sentence.low(end + 1) == "time"
    return Found(at, end, None if unknown else f"T{hour:%H:%M}{_ZONES.get(zone, '')}", "time")


def _named(sentence: Sentence, at: int) -> tuple[time, int] | None:
    hour = _NAMED.get(sentence.low(at))
    return (
        (hour, at + 1)
        if hour is not None and sentence.low(at - 1) in ("at", "by", "until", "around", "before")
        else None
    )


def _halved(sentence: Sentence, at: int) -> tuple[time, int] | None:
    """`5 p.m.`, `5pm`, `5:42 p.m.`, `9.15am`."""
    low, end = sentence.low(at), at + 1
    glued = next((half for half in ("am", "pm") if low.endswith(half) and low[:1].isdigit()), "")
    numeral = low.removesuffix(glued) if glued else low
    minute: int | None = 0
    if "." in numeral:
        numeral, _, rest = numeral.partition(".")
        minute = digits(rest, most=2) if len(rest) == 2 else None
    elif not glued and sentence.low(end) == ":" and len(sentence.low(end + 1)[:2]) == 2:
        rest = sentence.low(end + 1)
        minute = digits(rest[:2])
        glued, end = (rest[2:], end + 2) if rest[2:] in _HALVES else ("", end + 2)
    half = glued or sentence.low(end)
    hour = digits(numeral, most=2)
    if half not in _HALVES or hour is None or not 1 <= hour <= 12 or minute is None or minute > 59:
        return None
    return time(hour % 12 + _HALVES[half], minute), end + (not glued)


def _by_24(sentence: Sentence, at: int) -> tuple[time, int] | None:
    """`14:05`, and `14.05` or `1405` before the letters of a zone."""
    low = sentence.low(at)
    if sentence.low(at + 1) == ":" and len(sentence.low(at + 2)) == 2:
        hour, minute, end = digits(low, most=2), digits(sentence.low(at + 2)), at + 3
        if sentence.low(at + 3) == ":" or sentence.low(at - 1) == ":":
            return None
    elif sentence.low(at + 1) in _ZONES and len(low) in (4, 5):
        hour, minute, end = digits(low[:2]), digits(low[-2:]), at + 1
    else:
        return None
    return (time(hour, minute), end) if hour is not None and minute is not None and hour < 24 and minute < 60 else None


def dated(sentence: Sentence, found: Sequence[Found]) -> list[Found]:
    """The expressions of a sentence with every clock time put on its day and in its zone."""
    return [_on_day(sentence, found, one) if (one.value or "").startswith("T") else one for one in found]


def _on_day(sentence: Sentence, found: Sequence[Found], one: Found) -> Found:
    assert one.value is not None
    moment = sentence.anchor.moment
    if moment is None or moment.tzinfo is None:
        return one._replace(value=None)
    near = [other for other in found if other.kind == "day" and other.value and _apart(one, other) <= _BESIDE]
    day = date.fromisoformat(near[0].value or "") if near else moment.date()
    zone: tzinfo = ZoneInfo(one.value[6:]) if one.value[6:] else moment.tzinfo
    at = datetime.combine(day, time.fromisoformat(one.value[1:6]), zone)
    if not near:
        at = _turned(at, moment, direction(sentence.lexemes, one.start, one.end))
    return one._replace(value=at.isoformat(timespec="minutes"))


def _turned(at: datetime, moment: datetime, side: Direction) -> datetime:
    """Yesterday's or tomorrow's, where the verb says that a time which lies well ahead is past, or the reverse."""
    away = at - moment
    try:
        if side == "past" and away > _CLEARLY:
            return at - timedelta(days=1)
        return at + timedelta(days=1) if side == "future" and -away > _CLEARLY else at
    except OverflowError:
        return at


def _apart(one: Found, other: Found) -> int:
    return max(other.start - one.end, one.start - other.end)
