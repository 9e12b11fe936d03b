"""A time of day in the shapes that houses print: 14:05, 09.15, 18h39, 5:42 p.m., 5pm, 14:05:33, 1405, noon."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.wire.transcript.scan import Scanner

_NAMED = {"noon": 12 * 3600, "midday": 12 * 3600, "midnight": 0}
_UNITS = ("uhr", "hrs", "hours", "h", "uur", "horas")
_MINUTE_MARKS = (":", ".", "h", "H", "\u2236", "\uff1a")


@dataclass(frozen=True, slots=True)
class Clock:
    """`seconds` since midnight, None for a shape that holds no such time (25:10). `form` is how it is written: its
    separator, or `12` with a.m. and p.m. `style` is the exact spelling but for the digits. `bare`: 1405, which is a
    time only where a zone or a unit follows. `round`: no minutes are printed.
    """

    seconds: int | None
    form: str
    style: str
    bare: bool = False
    round: bool = False


def read_clock(s: Scanner) -> Clock | None:
    """The time of day at this place, and past it; None leaves the place as it was."""
    start = s.i
    clock = _named(s)
    if clock is None:
        s.i = start
        clock = _written(s)
    if clock is None:
        s.i = start
    return clock


def _named(s: Scanner) -> Clock | None:
    if s.take("12"):
        s.space()
    name = s.word(_NAMED)
    return Clock(_NAMED[name], "12", "", round=True) if name else None


def _written(s: Scanner) -> Clock | None:
    four = s.number(4)
    if four is not None:
        unit = _unit(s)
        return Clock(_seconds(four // 100, four % 100, 0, ""), "bare", unit, bare=not unit)
    hour = s.number(1, 2)
    if hour is None:
        return None
    mark, minute = _minutes(s)
    second = _second(s) if mark in (":", "\u2236", "\uff1a") else 0
    if second is None or (s.peek() in (".", ":", ",") and s.peek(1).isdecimal()):
        return None  # 02.02.2022, 1.45.30, 14.05,5: a date or a figure
    half, style = _half(s)
    if half:
        return Clock(_seconds(hour, minute or 0, second, half), "12", f"{mark}{style}", round=minute is None)
    if minute is None and mark != "h":
        return None
    return Clock(_seconds(hour, minute or 0, second, ""), mark, mark + _unit(s), round=minute is None)


def _minutes(s: Scanner) -> tuple[str, int | None]:
    """The mark between hours and minutes and the minutes; `18 h 39` is how French typography sets it."""
    start = s.i
    spaced = s.space()
    mark = s.take("h", "H") if spaced else s.take(*_MINUTE_MARKS)
    if not mark:
        s.i = start
        return "", None
    after = s.i
    if mark in ("h", "H"):
        s.space()
    minute = s.number(2)
    if minute is None:
        s.i = after if mark in ("h", "H") else start
        return ("h" if mark in ("h", "H") else ""), None
    return mark.lower(), minute


def _second(s: Scanner) -> int | None:
    if s.peek() not in (":", "\u2236", "\uff1a") or not s.peek(1).isdecimal():
        return 0
    s.i += 1
    second = s.number(2)
    if second is not None and s.peek() == "." and s.peek(1).isdecimal():
        s.i += 2
    return second


def _half(s: Scanner) -> tuple[str, str]:
    """'a' or 'p' and its spelling with an x for that letter; ('', '') where there is none."""
    start = s.i
    gap = " " if s.space() else ""
    token = s.peek()
    if token.lower() in ("am", "pm"):
        s.i += 1
        return token[0].lower(), f"{gap}x{token[1]}"
    if token.lower() in ("a", "p") and s.peek(1) == ".":
        s.i += 2
        s.space()
        if s.take("m", "M"):
            s.take(".")
            return token.lower(), f"{gap}x.m."
    s.i = start
    return "", ""


def _unit(s: Scanner) -> str:
    start = s.i
    s.space()
    unit = s.word(_UNITS)
    if not unit:
        s.i = start
    return unit


def _seconds(hour: int, minute: int, second: int, half: str) -> int | None:
    if (hour, minute, second) == (24, 0, 0):
        return 0
    if hour > 23 or minute > 59 or second > 59 or (half == "a" and hour > 12):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 3600 + minute * 60 + second
