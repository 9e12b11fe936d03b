"""Times as readers see them: computed from a stamp and the blog's zone, never copied from what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from datetime import date as Date
from functools import lru_cache
from unicodedata import normalize
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time

from dateline.blog.changes import Description, moment
from dateline.typeset import words
from dateline.typeset.words import Words


def local(stamp: str, zone: str) -> datetime:
    """The moment in the blog's zone; in UTC where the calendar ends before the zone's day does (year 1 and 9999)."""
    try:
        return moment(stamp).astimezone(ZoneInfo(zone))
    except OverflowError:
        return moment(stamp).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock on a blog's wall: its zone, the place that it names, and the language in which it tells the time."""

    zone: str
    place: str
    words: Words

    def local(self, stamp: str) -> datetime:
        return local(stamp, self.zone)

    def hours(self, stamp: str) -> str:
        """`21:30`, or `9:30 PM` where that is how a country writes it."""
        at = self.local(stamp)
        return _hours(at.hour, at.minute, self.words.LOCALE)

    def zone_label(self, stamp: str) -> str:
        """What stands beside a time: `Paris time (GMT+1)`, or `(GMT+1)` for a blog without a place."""
        text = self.words.TIME_PLACE if self.place else self.words.TIME_OFFSET
        if normalize("NFD", self.place)[:1].lower() in tuple("aeiou"):
            text = self.words.TIME_PLACE_VOWEL
        return text.format(place=self.words.isolated(self.place), offset=offset(self.local(stamp), self.words.LOCALE))

    def label(self, stamp: str) -> str:
        """`21:30 Paris time (GMT+1)`."""
        return self.words.TIME_ZONE.format(time=self.hours(stamp), zone=self.zone_label(stamp))

    def date(self, stamp: str) -> str:
        """`2 February 2022`."""
        return _date(self.local(stamp).date(), "long", self.words.LOCALE)

    def day(self, stamp: str) -> str:
        """`Wednesday, 2 February 2022`, the day it was at the blog's place."""
        return _date(self.local(stamp).date(), "full", self.words.LOCALE)

    def full(self, stamp: str) -> str:
        """`21:30 Paris time (GMT+1), 2 February 2022`."""
        return self.words.MOMENT_ON.format(time=self.label(stamp), date=self.date(stamp))

    def beside(self, stamp: str, reference: str) -> str:
        """A time that stands near another: `21:45`, with its date only where that is another day than the other's."""
        if self.local(stamp).date() == self.local(reference).date():
            return self.hours(stamp)
        return self.words.MOMENT_ON.format(time=self.hours(stamp), date=self.date(stamp))


def of(described: Description, site_language: str = "en") -> Clock:
    return Clock(described.zone, described.place, words.of(described.language, site_language))


def offset(at: datetime, locale: Locale) -> str:
    """`GMT+1`, `GMT-3:30`, `GMT` (`UTC+1` in French); whole minutes, since that is what the printed form can say."""
    seconds = int((at.utcoffset() or UTC.utcoffset(None)).total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    greenwich: str = locale.zone_formats["gmt"]
    if not hours and not minutes:
        return greenwich.replace("%s", "")
    sign = "+" if seconds > 0 else "-"
    return greenwich.replace("%s", f"{sign}{hours}:{minutes:02d}" if minutes else f"{sign}{hours}")


# Kept, because a list of all key events is made anew at every change of one of them: 2,500 times would take 50 ms.


@lru_cache(4 * 24 * 60)
def _hours(hour: int, minute: int, locale: Locale) -> str:
    return format_time(time(hour, minute), "short", locale=locale)


@lru_cache(2048)
def _date(day: Date, form: str, locale: Locale) -> str:
    return format_date(day, form, locale=locale)
