"""Weeks, months, years and counted stretches: `last week`, `in the coming hours`, `three days ago`, `a day after`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from dateline.copydesk.lexemes import bare
from dateline.copydesk.listed import listed
from dateline.copydesk.times import calendar
from dateline.copydesk.times.reading import Found, Sentence
from dateline.copydesk.times.tense import direction

_UNITS = {"hour": "H", "minute": "M", "day": "D", "week": "W", "month": "M", "year": "Y"}
_SHIFTS = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_AHEAD = listed("coming next following")
_BACK = listed("past last recent previous")
# The present of a verb that sets today's event against another one: "The vote comes a day after ..."
_PRESENT = listed("comes come is are follows arrives falls takes begins starts opens ends marks")
_NOW_VERBS = 12
VAGUE = listed("soon shortly recently recent now currently upcoming lately imminently presently")
_VAGUE_NOT_AFTER = listed("as until from by right for")


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    plural: bool


def _unit(low: str) -> _Unit | None:
    low = bare(low)
    if low in _UNITS:
        return _Unit(low, False)
    return _Unit(low[:-1], True) if low.endswith("s") and low[:-1] in _UNITS else None


def period(sentence: Sentence, at: int) -> Found | None:
    """`last week`, `next month`, `this year`, `this weekend`, `earlier in the week`, `the end of the month`."""
    lead = sentence.low(at)
    if lead in ("earlier", "later"):
        return _part_of(sentence, at)
    if lead == "end" and sentence.low(at + 1) == "of" and sentence.low(at + 2) in ("the", "this", "next"):
        lead, head = ("next" if sentence.low(at + 2) == "next" else "this"), at + 3
    elif lead in _SHIFTS:
        head = at + 1
    else:
        return None
    low = bare(sentence.low(head))
    if low == "weekend":
        return Found(at, head + 1, _weekend(sentence, _SHIFTS[lead]), "interval")
    if low not in ("week", "month", "year") or (lead == "past" and sentence.low(at - 1) in ("the", "this")):
        return None
    return Found(at, head + 1, _period(sentence, low, _SHIFTS[lead]), low)


def _period(sentence: Sentence, unit: str, shift: int) -> str | None:
    day = sentence.anchor.day
    return {"week": calendar.week, "month": calendar.month, "year": calendar.year}[unit](day, shift) if day else None


def _weekend(sentence: Sentence, shift: int) -> str | None:
    """Saturday and Sunday; on a Sunday `this weekend` is the one that is ending."""
    day = sentence.anchor.day
    saturday = calendar.shifted(day, 5 - day.weekday() + 7 * shift) if day else None
    sunday = calendar.shifted(saturday, 1) if saturday else None
    return f"{saturday}/{sunday}" if sunday else None


def weekend(sentence: Sentence, at: int) -> Found | None:
    """`the weekend`, `at the weekend`: behind or ahead as the verb says."""
    if bare(sentence.low(at)) != "weekend" or sentence.low(at - 1) not in ("the", "over"):
        return None
    start = at - 1 - (sentence.low(at - 2) in ("at", "over", "on"))
    day = sentence.anchor.day
    ahead = direction(sentence.lexemes, start, at + 1) == "future" or (day is not None and day.weekday() >= 5)
    return Found(start, at + 1, _weekend(sentence, 0 if ahead else -1), "interval")


def _part_of(sentence: Sentence, at: int) -> Found | None:
    """`earlier this week` and `earlier in the week` end yesterday, `later ...` begins tomorrow."""
    head = at + 1 + (sentence.low(at + 1) == "in")
    unit = bare(sentence.low(head + 1))
    if sentence.low(head) not in ("the", "this") or unit not in ("week", "month", "year", "day"):
        return None
    day = sentence.anchor.day
    if unit == "day":
        return Found(at, head + 2, day.isoformat() if day else None, "day")
    if unit != "week":
        return Found(at, head + 2, _period(sentence, unit, 0), unit)
    if day is None:
        return Found(at, head + 2, None, "interval")
    if sentence.low(at) == "earlier":
        first, last = calendar.shifted(day, -day.weekday()), calendar.shifted(day, -1 if day.weekday() else 0)
    else:
        first, last = calendar.shifted(day, 1 if day.weekday() < 6 else 0), calendar.shifted(day, 6 - day.weekday())
    return Found(at, head + 2, f"{first}/{last}" if first and last else None, "interval")


def stretch(sentence: Sentence, at: int) -> Found | None:
    """`in the coming hours`, `over the next few days`, `the past 24 hours`, `in recent weeks`, `within 48 hours`."""
    low = sentence.low(at)
    if low == "within" or (low == "in" and sentence.low(at + 1) != "the"):
        return _within(sentence, at) or _stretch(sentence, at, at + 1)
    if low in ("in", "over", "during", "for"):
        return _stretch(sentence, at, at + 1 + (sentence.low(at + 1) == "the"))
    return _stretch(sentence, at, at + 1) if low == "the" else None


def _stretch(sentence: Sentence, at: int, here: int) -> Found | None:
    way = sentence.low(here)
    if way not in _AHEAD and way not in _BACK:
        return None
    here += 1
    few = sentence.low(here) in ("few", "several", "couple")
    if few:
        here += 1 + (sentence.low(here + 1) == "of")
    count = None if few else sentence.number(here)
    here += count is not None
    unit = _unit(sentence.low(here))
    if unit is None or not (unit.plural or count is not None or sentence.low(at) != way):
        return None
    value, kind = _stretched(sentence, way in _AHEAD, unit, count if unit.plural else 1)
    return Found(at, here + 1, None if way == "recent" else value, "vague" if way == "recent" else kind)


def _stretched(sentence: Sentence, ahead: bool, unit: _Unit, count: int | None) -> tuple[str | None, str]:
    clock = unit.name in ("hour", "minute")
    here = _here(sentence, clock)
    if count is None and clock and ahead:
        count = 24 if unit.name == "hour" else 60
    if count is None:
        return (f"{here}/.." if here and ahead else None), ("open interval" if ahead else "vague")
    length = f"P{'T' if clock else ''}{count}{_UNITS[unit.name]}"
    if not here:
        return None, "interval"
    return (f"{here}/{length}" if ahead else f"{length}/{here}"), "interval"


def _here(sentence: Sentence, clock: bool) -> str | None:
    """The post's own minute or day."""
    moment = sentence.anchor.moment
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if clock else moment.date().isoformat()


def _within(sentence: Sentence, at: int) -> Found | None:
    """`within 48 hours`; `in two days` beside a verb of the future; `in weeks` is a length without a place in time."""
    count = sentence.number(at + 1)
    head = at + 1 + (count is not None)
    unit = _unit(sentence.low(head))
    if unit is None or (count is None and not (unit.plural and sentence.low(at) == "in")):
        return None
    ahead = sentence.low(at) == "within" or direction(sentence.lexemes, at, head + 1) == "future"
    if count is None or not ahead:
        return Found(at, head + 1, None, "duration")
    if sentence.low(at) == "in" and unit.name in ("day", "week"):
        return Found(at, head + 1, *_counted(sentence, unit, count))
    value, kind = _stretched(sentence, True, unit, count)
    return Found(at, head + 1, value, kind)


def _counted(sentence: Sentence, unit: _Unit, count: int) -> tuple[str | None, str]:
    """The day, week, month or year so many units off (behind, when negative); hours and minutes give a time."""
    if unit.name in ("hour", "minute"):
        moment = sentence.anchor.moment
        try:
            there = moment + timedelta(**{f"{unit.name}s": count}) if moment else None
        except OverflowError:
            there = None
        return (there.isoformat(timespec="minutes") if there else None), "time"
    day = sentence.anchor.day
    if unit.name != "day":
        return _period(sentence, unit.name, count), unit.name
    there_day = calendar.shifted(day, count) if day else None
    return (there_day.isoformat() if there_day else None), "day"


def ago(sentence: Sentence, at: int) -> Found | None:
    """`three days ago`, `a week ago`, `an hour ago`."""
    if sentence.low(at) != "ago":
        return None
    unit, count = _unit(sentence.low(at - 1)), sentence.number(at - 2)
    if unit is None or count is None:
        return None
    value, kind = _counted(sentence, unit, -count)
    return Found(at - 2, at + 1, value, kind)


def beside_event(sentence: Sentence, at: int) -> Found | None:
    """`a day after`, `two days before`: has a value where the sentence sets today's event against the other one."""
    way = sentence.low(at)
    unit = _unit(sentence.low(at - 1))
    if way not in ("after", "before") or unit is None or unit.name not in ("day", "week"):
        return None
    count = 1 if sentence.low(at - 2) == "the" else sentence.number(at - 2)
    if count is None or sentence.low(at + 1) in ("tomorrow", "yesterday"):
        return None
    present = any(sentence.low(i) in _PRESENT for i in range(max(0, at - _NOW_VERBS), at - 2))
    if not present:
        return Found(at - 2, at + 1, None, "event-anchored day")
    value, kind = _counted(sentence, unit, count if way == "before" else -count)
    return Found(at - 2, at + 1, value, "event-anchored day" if kind == "day" else kind)


def vague(sentence: Sentence, at: int) -> Found | None:
    """`soon`, `recently`, `now`: a time that nothing in the text can pin down."""
    if sentence.low(at) not in VAGUE or sentence.low(at - 1) in _VAGUE_NOT_AFTER:
        return None
    return Found(at, at + 1, None, "vague")
