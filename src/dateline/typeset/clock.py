"""Times as readers see them: computed from a stamp and the blog's zone, never copied from what somebody typed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dateline.blog.changes import moment
from dateline.typeset import words


def local(stamp: str, zone: str) -> datetime:
    """The moment in the blog's zone; in UTC where the calendar ends before the zone's day does (year 1 and 9999)."""
    try:
        return moment(stamp).astimezone(ZoneInfo(zone))
    except OverflowError:
        return moment(stamp).astimezone(UTC)


def offset(at: datetime) -> str:
    """`GMT+1`, `GMT-3:30`, `GMT`; whole minutes, since that is what the printed form can say."""
    seconds = int((at.utcoffset() or UTC.utcoffset(None)).total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    if not hours and not minutes:
        return "GMT"
    sign = "+" if seconds > 0 else "-"
    return f"GMT{sign}{hours}:{minutes:02d}" if minutes else f"GMT{sign}{hours}"


def zone_label(at: datetime, place: str) -> str:
    """What stands beside a time: `Paris time (GMT+1)`, or `(GMT+1)` for a blog without a place."""
    text = words.TIME_PLACE if place else words.TIME_OFFSET
    return text.format(place=place, offset=offset(at))


def hours(at: datetime) -> str:
    return f"{at.hour:02d}:{at.minute:02d}"


def label(stamp: str, zone: str, place: str, with_zone: bool = True) -> str:
    """`21:30 Paris time (GMT+1)`, or `21:30` without the zone."""
    at = local(stamp, zone)
    return f"{hours(at)} {zone_label(at, place)}" if with_zone else hours(at)


def date(at: datetime) -> str:
    """`2 February 2022`."""
    return words.DATE.format(day=at.day, month=words.MONTHS[at.month - 1], year=at.year)


def day(stamp: str, zone: str) -> str:
    """`Wednesday 2 February 2022`, the day it was at the blog's place."""
    at = local(stamp, zone)
    month = words.MONTHS[at.month - 1]
    return words.DAY.format(weekday=words.DAYS[at.weekday()], day=at.day, month=month, year=at.year)


def full(stamp: str, zone: str, place: str) -> str:
    """`21:30 Paris time (GMT+1), 2 February 2022`."""
    return words.MOMENT_ON.format(time=label(stamp, zone, place), date=date(local(stamp, zone)))


def beside(stamp: str, reference: str, zone: str) -> str:
    """A time that stands near another one: `21:45`, with its date only when that is another day than the other's."""
    at = local(stamp, zone)
    if at.date() == local(reference, zone).date():
        return hours(at)
    return words.MOMENT_ON.format(time=hours(at), date=date(at))
