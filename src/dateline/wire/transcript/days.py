"""A date as houses print it: February 2, 2022 · 2 Feb · Wed 2 Feb · 2022-02-02 · 02/02/2022 · 2.2.2022 · Thursday.

Month and weekday names in English, French, German and Spanish.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateline.wire.transcript.scan import Scanner

_MONTH_NAMES = (
    "january jan janvier janv januar jän jänner enero ene",
    "february feb février févr fév februar febrero",
    "march mar mars märz mär marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin juni junio",
    "july jul juillet juil juli julio",
    "august aug août agosto ago",
    "september sep sept septembre septiembre",
    "october oct octobre oktober okt octubre",
    "november nov novembre noviembre",
    "december dec décembre déc dezember dez diciembre dic",
)
_WEEKDAY_NAMES = (
    "monday mon lundi lun montag mo lunes",
    "tuesday tue tues mardi dienstag martes",
    "wednesday wed weds mercredi mittwoch miércoles",
    "thursday thu thur thurs jeudi donnerstag jueves",
    "friday fri vendredi freitag viernes",
    "saturday sat samedi samstag sábado",
    "sunday sun dimanche sonntag domingo",
)
MONTHS = {name: i for i, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
WEEKDAYS = {name: i for i, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_YEARS = range(1900, 2101)  # a number beyond is no year of a live blog
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class DaySaid:
    """What is printed of a date; None for what is not. `swappable`: 02/03/2022, where houses differ on which number is
    the month (`day` holds the first). `shape`: how it is written, for comparing labels.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    swappable: bool = False
    shape: str = ""

    def swapped(self) -> DaySaid:
        """The same numbers with the month first."""
        return DaySaid(self.year, self.day, self.month, self.weekday, True, self.shape)


def read_day(s: Scanner) -> DaySaid | None:
    """The date at this place, and past it; a weekday alone counts. None leaves the place as it was."""
    start = s.i
    weekday = WEEKDAYS.get(s.peek().lower())
    if weekday is not None:
        s.i += 1
        after = s.i
        s.take(".")
        s.take(",")
        s.space()
    said = _numeric(s) or _day_month(s) or _month_day(s)
    if said is not None:
        return DaySaid(
            said.year, said.month, said.day, weekday, said.swappable, said.shape + "w" * (weekday is not None)
        )
    if weekday is not None:
        s.i = after
        return DaySaid(weekday=weekday, shape="w")
    s.i = start
    return None


def read_heading(line: str) -> DaySaid | None:
    """The date of a line that holds nothing else, whatever marks it as a heading."""
    text = line.strip(" \t\u00a0#*_[]()+=-\u2013\u2014:|\u2022")
    if not text or len(text) > 60:
        return None
    s = Scanner(text)
    said = read_day(s)
    return said if said is not None and s.ended() else None


def _numeric(s: Scanner) -> DaySaid | None:
    start = s.i
    first = s.number(4, 2, 1)
    mark = s.take("-", "/", ".") if first is not None else ""
    second = s.number(1, 2) if mark else None
    if first is not None and second is not None:
        if first > 31 and mark != ".":
            third = s.number(1, 2) if s.take(mark) else None
            if third is not None and first in _YEARS and _possible(second, third):
                return DaySaid(first, second, third, shape=f"y{mark}")
        elif mark != "-" and s.take(mark):
            year = s.number(4, 2)
            if year is not None or mark == ".":
                said = _first_is_day(first, second, year, mark)
                s.i = s.i if said else start
                return said
    s.i = start
    return None


def _first_is_day(first: int, second: int, year: int | None, mark: str) -> DaySaid | None:
    """02/02/2022 or 02.02.2022 (or 02.02.): dots are always day first, strokes in most countries."""
    if year is not None and year < 100:
        year += 2000
    if year is not None and year not in _YEARS:
        return None
    if _possible(second, first):
        either = mark == "/" and first <= 12
        return DaySaid(year, second, first, swappable=either, shape="?/" if either else f"d{mark}")
    if mark == "/" and _possible(first, second):
        return DaySaid(year, first, second, shape="m/")
    return None


def _day_month(s: Scanner) -> DaySaid | None:
    start = s.i
    day = s.number(1, 2)
    if day is not None:
        s.word(("st", "nd", "rd", "th", "er"))
        s.take(".")
        s.space()
        if s.word(("of", "de")):
            s.space()
        month = MONTHS.get(s.peek().lower())
        if month and _possible(month, day):
            s.i += 1
            s.take(".")
            return DaySaid(_year(s), month, day, shape="dm")
    s.i = start
    return None


def _month_day(s: Scanner) -> DaySaid | None:
    start = s.i
    month = MONTHS.get(s.peek().lower())
    if month:
        s.i += 1
        s.take(".")
        s.space()
        day = s.number(1, 2)
        # May 14:05 is a month and a time, not the fourteenth.
        if day is not None and _possible(month, day) and not (s.peek() in (":", "h") and s.peek(1).isdecimal()):
            s.word(("st", "nd", "rd", "th"))
            return DaySaid(_year(s), month, day, shape="md")
    s.i = start
    return None


def _year(s: Scanner) -> int | None:
    start = s.i
    s.take(",")
    s.space()
    if s.word(("de",)):
        s.space()
    year = s.number(4)
    if year not in _YEARS:
        s.i = start
        return None
    return year


def _possible(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH[month - 1]


def resolve(said: DaySaid, near: date, *, forward: bool) -> date | None:
    """The day that is meant. A missing year is the one nearest to `near` (of those where the weekday fits, if one is
    printed), a weekday alone the first from `near` on. With forward=False neither lies after `near`. None: a
    29 February that the year does not have.
    """
    if said.month is None or said.day is None:
        weekday = said.weekday or 0
        away = (weekday - near.weekday()) % 7 if forward else -((near.weekday() - weekday) % 7)
        return near + timedelta(days=away)
    span = 6 if said.weekday is not None else 4
    years = [said.year] if said.year else range(max(1, near.year - span), min(9999, near.year + span) + 1)
    days = [d for y in years if (d := _date(y, said.month, said.day)) is not None]
    days = [d for d in days if forward or said.year or d <= near]
    fitting = [d for d in days if said.weekday is None or d.weekday() == said.weekday] or days
    return min(fitting, key=lambda d: abs(d - near), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
