"""Days: weekdays, dates with and without a year, today and its neighbours; and months and years by name."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dateline.copydesk.lexemes import bare, digits
from dateline.copydesk.listed import listed
from dateline.copydesk.times import calendar
from dateline.copydesk.times.calendar import MONTHS, WEEKDAYS
from dateline.copydesk.times.reading import Found, Sentence
from dateline.copydesk.times.tense import direction

_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10}
_SHORT_MONTHS |= {"nov": 11, "dec": 12}
_SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
# Months whose names are words of other kinds: alone, they need a preposition that only a time has.
_AMBIGUOUS = frozenset(("may", "march", "august"))
_DAY_PARTS = listed("morning afternoon evening night lunchtime midday")
# Feasts, papers and clubs that carry a weekday's name.
_NAMED_BEFORE = listed("black good ash super bloody easter palm shrove cyber maundy holy whit fat sheffield giving mad")
_NAMED_BEHIND = listed("times telegraph mirror express mail post herald world night live prayers island")
_YEARS = {"last": -1, "this": 0, "next": 1}
_MONTH_LEADS = listed("in since until till by last next this early late mid during of from through before after")
_YEAR_LEADS = listed("in since until till by from between of during before after late early mid through around")
_LEADS = listed("last past next this coming previous")
_AROUND = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def weekday(sentence: Sentence, at: int) -> Found | None:
    """`Tuesday`, `on Tuesday`, `last Tuesday morning`, `Monday, Feb. 7`; feasts and newspapers are none."""
    wanted, end = _weekday_at(sentence, at)
    if wanted is None or _is_name(sentence, at, end):
        return None
    if sentence.low(end) == "," and (dated := month_day(sentence, end + 1) or day_month(sentence, end + 1)):
        return _agreeing(sentence, at, dated, wanted)
    lead = sentence.low(at - 1)
    start = at - (lead in ("last", "past", "next", "this", "coming", "previous", "on", "since"))
    if sentence.low(end) in _DAY_PARTS:
        end += 1
    day = sentence.anchor.day
    if day is None:
        return Found(start, end, None, "day")
    verb = direction(sentence.lexemes, at if lead == "since" else start, end)
    found = _by_lead(day, wanted, lead) if lead in _LEADS else calendar.weekday(day, wanted, verb)
    return _open_since(lead, Found(start, end, found.isoformat() if found else None, "day"))


def _weekday_at(sentence: Sentence, at: int) -> tuple[int | None, int]:
    text = sentence.text(at)
    if not text[:1].isupper():
        return None, at + 1
    low = bare(sentence.low(at))
    if low in WEEKDAYS:
        return WEEKDAYS[low], at + 1
    if low in _SHORT_WEEKDAYS and sentence.low(at + 1) == ".":
        return _SHORT_WEEKDAYS[low], at + 2
    return None, at + 1


def _is_name(sentence: Sentence, at: int, end: int) -> bool:
    behind = sentence.text(end)
    return sentence.low(at - 1) in _NAMED_BEFORE or (behind[:1].isupper() and behind.lower() in _NAMED_BEHIND)


def _by_lead(day: date, wanted: int, lead: str) -> date | None:
    """`next Friday` is next week's, since this week's is `Friday`; `this Friday` is this week's."""
    monday = calendar.shifted(day, -day.weekday())
    if lead == "next":
        return calendar.shifted(monday, 7 + wanted) if monday else None
    if lead == "this":
        return calendar.shifted(monday, wanted) if monday else None
    if lead == "coming":
        tomorrow = calendar.shifted(day, 1)
        return calendar.weekday(tomorrow, wanted, "future") if tomorrow else None
    yesterday = calendar.shifted(day, -1)
    return calendar.weekday(yesterday, wanted, "past") if yesterday else None


def _agreeing(sentence: Sentence, at: int, dated: Found, wanted: int) -> Found:
    """`Monday, Feb. 7`: of the years near, the one in which that date is that weekday."""
    start = at - (sentence.low(at - 1) == "on")
    if (
        dated.kind == "day"
        and dated.value
        and sentence.anchor.day
        and date.fromisoformat(dated.value).weekday() != wanted
    ):
        read = date.fromisoformat(dated.value)
        for shift in (-1, 1):
            other = calendar.exact(read.year + shift, read.month, read.day)
            if other and other.weekday() == wanted:
                return Found(start, dated.end, other.isoformat(), "day")
    return Found(start, dated.end, dated.value, "day")


def month_at(sentence: Sentence, at: int) -> tuple[int | None, int]:
    """The month whose name begins there, and the index behind it; None where there is none."""
    text, low = sentence.text(at), bare(sentence.low(at))
    if not text[:1].isupper():
        return None, at + 1
    if low in MONTHS:
        return MONTHS[low], at + 1
    if low in _SHORT_MONTHS:
        dot = sentence.low(at + 1) == "."
        return _SHORT_MONTHS[low], at + 1 + dot
    return None, at + 1


def _day_number(low: str) -> int | None:
    day = digits(low.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th"), most=2)
    return day if day and day <= 31 else None


def _year_at(sentence: Sentence, at: int) -> tuple[int | None, int]:
    """A year behind a date, with or without a comma, or `last year`; and the index behind it."""
    if sentence.low(at) in _YEARS and bare(sentence.low(at + 1)) == "year" and sentence.anchor.day:
        return sentence.anchor.day.year + _YEARS[sentence.low(at)], at + 2
    for skip in (0, 1):
        found = digits(sentence.low(at + skip))
        if found is not None and 1000 <= found <= 2200 and (not skip or sentence.low(at) == ","):
            return found, at + skip + 1
    return None, at


def month_day(sentence: Sentence, at: int) -> Found | None:
    """`February 7`, `Feb. 7, 2022`, `February 7-9`; not `in May 12 people died`."""
    month, end = month_at(sentence, at)
    day = _day_number(sentence.low(end)) if month else None
    if not month or not day or sentence.low(at - 1) == "in":
        return None
    end += 1
    last = None
    if sentence.low(end) in ("-", "–", "to", "and") and (last := _day_number(sentence.low(end + 1))):
        if sentence.low(end) in ("to", "and") and sentence.low(at - 1) not in ("from", "between"):
            last = None
        else:
            end += 2
    return _dated(sentence, at, end, _Date(month, day, last))


def day_month(sentence: Sentence, at: int) -> Found | None:
    """`7 February`, `7th of February 2022`, `7-9 February`."""
    day = _day_number(sentence.low(at))
    if not day:
        return None
    here, last = at + 1, None
    if sentence.low(here) in ("-", "–") and (last := _day_number(sentence.low(here + 1))):
        here += 2
    here += sentence.low(here) == "of"
    month, end = month_at(sentence, here)
    if not month:
        return None
    return _dated(sentence, at, end, _Date(month, day, last))


class _Date(NamedTuple):
    """A month, its day, and the last day of a range."""

    month: int
    day: int
    last: int | None


def _dated(sentence: Sentence, at: int, end: int, read: _Date) -> Found | None:
    """The date of lexemes [at, end), with the year behind it or the one that it must mean."""
    year, end = _year_at(sentence, end)
    today = sentence.anchor.day
    if year is not None:
        first = calendar.exact(year, read.month, read.day)
    elif today is None:
        return Found(at, end, None, "day")
    else:
        first = calendar.of_year(today, read.month, read.day, direction(sentence.lexemes, at, end))
    if first is None:
        return None
    until = calendar.exact(first.year, read.month, read.last) if read.last and read.last > read.day else None
    if until:
        return Found(at, end, f"{first.isoformat()}/{until.isoformat()}", "interval")
    since = sentence.low(at - 1) == "since"
    return _open_since(sentence.low(at - 1), Found(at - since, end, first.isoformat(), "day"))


def month(sentence: Sentence, at: int) -> Found | None:
    """`in February`, `last March`, `February 2022`; `since February` is an open interval."""
    number, end = month_at(sentence, at)
    lead = sentence.low(at - 1)
    if not number or (lead, sentence.low(at - 2)) == ("of", "fourth"):  # the Fourth of July: a holiday of any year
        return None
    year, end = _year_at(sentence, end)
    unsure = bare(sentence.low(at)) in _AMBIGUOUS or (end == at + 1 and len(sentence.low(at)) < 4)
    if year is None and unsure and (lead not in _MONTH_LEADS or sentence.text(end)[:1].isupper()):
        return None
    start = at - (lead in ("in", "since", "last", "next", "this"))
    if year is not None:
        return _open_since(lead, Found(start, end, f"{year:04d}-{number:02d}", "month"))
    day = sentence.anchor.day
    if day is None:
        return Found(start, end, None, "month")
    side = {"last": "past", "next": "future"}.get(lead)
    if side is None:
        side = direction(sentence.lexemes, start, end)
    value = calendar.of_month(day, number, "future" if side == "future" else "past")
    return _open_since(lead, Found(start, end, value, "month"))


def _open_since(lead: str, found: Found) -> Found:
    if lead != "since":
        return found
    return found._replace(value=f"{found.value}/.." if found.value else None, kind="open interval")


def year(sentence: Sentence, at: int) -> Found | None:
    """`in 2015`, `since 2014`, `the 2019 election`, `(2014)`, `the 1990s`; not `2014 people`."""
    low, lead = sentence.low(at), sentence.low(at - 1)
    if len(low) == 5 and low.endswith("0s") and lead in ("the", "early", "late", "mid"):
        decade = digits(low[:4])
        return Found(at, at + 1, f"{decade}/{decade + 9}", "decade") if decade and 1000 <= decade <= 2200 else None
    number = digits(low) if len(low) == 4 else None
    if number is None or not 1000 <= number <= 2200:
        return None
    behind = sentence.low(at + 1)
    until = digits(sentence.low(at + 2)) if (lead, behind) in (("from", "to"), ("between", "and")) else None
    if until is not None and number < until <= 2200:
        return Found(at - 1, at + 3, f"{low}/{until}", "interval")
    if lead in _YEAR_LEADS:
        start = at - (lead in ("in", "since"))
        return _open_since(lead, Found(start, at + 1, low, "year"))
    bracketed = lead == "(" and behind in (")", ",")
    titled = lead in ("the", "its", "his", "her", "their", "a") and behind[:1].isalpha() and 1900 <= number <= 2100
    return Found(at, at + 1, low, "year") if bracketed or titled else None


def around_today(sentence: Sentence, at: int) -> Found | None:
    """`today`, `tonight`, `yesterday evening`, `tomorrow`, `this morning`, `last night`, `the day after tomorrow`."""
    low = bare(sentence.low(at))
    if low in ("this", "last") and sentence.low(at + 1) in _DAY_PARTS:
        shift, start, end = (-1 if low == "last" else 0), at, at + 2
    elif low in _AROUND:
        if sentence.low(at - 1) == "usa" or sentence.low(at + 1) in ("programme", "show"):
            return None
        shift, start, end = _AROUND[low], at, at + 1 + (sentence.low(at + 1) in _DAY_PARTS)
        if sentence.low(at - 2) == "day" and (sentence.low(at - 1), low) in (
            ("after", "tomorrow"),
            ("before", "yesterday"),
        ):
            shift, start = shift * 2, at - 2 - (sentence.low(at - 3) == "the")
    else:
        return None
    day = calendar.shifted(sentence.anchor.day, shift) if sentence.anchor.day else None
    return Found(start, end, day.isoformat() if day else None, "day")


def numeric(sentence: Sentence, at: int) -> Found | None:
    """`2022-02-07`; and `25/12/2022` where only one order of day and month gives a date."""
    parts = [sentence.low(at + i) for i in range(5)]
    mark = parts[1]
    if mark not in ("-", "/") or parts[3] != mark:
        return None
    numbers = [digits(parts[0]), digits(parts[2], most=2), digits(parts[4])]
    if None in numbers:
        return None
    first, second, third = (number or 0 for number in numbers)
    if mark == "-" and len(parts[0]) == 4:
        found = calendar.exact(first, second, third)
    elif mark == "/" and len(parts[4]) == 4 and (first > 12) != (second > 12):
        found = calendar.exact(third, min(first, second), max(first, second))
    else:
        return None
    return Found(at, at + 5, found.isoformat(), "day") if found else None
