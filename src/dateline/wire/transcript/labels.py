"""One line -> the time label that it may be. Whether it is one, the whole file decides (vote.py)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from dateline.wire.transcript.clock import Clock, read_clock
from dateline.wire.transcript.days import MONTHS, WEEKDAYS, DaySaid, read_day
from dateline.wire.transcript.scan import Scanner
from dateline.wire.transcript.zones import Places, ZoneSaid, read_zone

Tail = Literal["alone", "parted", "joined"]

_BULLETS = frozenset("-*\u2022\u2013\u2014#\u00b7\u25aa\u25ab\u25cf\u25cb\u25e6\u2023\u25b6\u25ba\u25b8+~_|[(<")
_CLOSING = {"[": "]", "(": ")", "*": "*", "_": "_", "<": ">", "+": "+"}
_DASHES = frozenset("-\u2013\u2014")
_PARTING = _DASHES | frozenset(":|\u00b7\u2022>\u00bb/\u25b8\u25ba")
_JOINERS = _DASHES | frozenset({",", "|", "\u00b7", "/", "t", "at", "on", "um", "à", "a", "las", "la", "@", ":"})
_PREFIXES = frozenset({"posted", "published", "time", "at", "à", "heure", "um", "ore", "kl", "klo", "godz", "godzina"})
_SPANS = frozenset({
    "d", "day", "days", "h", "hr", "hrs", "hour", "hours", "m", "min", "mins", "minute", "minutes", "s", "sec", "secs",
})  # fmt: skip
_WORDS = frozenset({*MONTHS, *WEEKDAYS, *_PREFIXES, "noon", "midday", "midnight"})


@dataclass(frozen=True, slots=True)
class Label:
    """A line that may open an entry.

    `row` is the line's index from 0, `text` the label as printed. `tail`: it stands `alone`, is `parted` from a text on
    its line by a sign, or `joined` to it by a space only. `key`: its shape, coarse enough that all labels of one house
    share it; `template`: its exact spelling but for the numbers. `after_blank`: nothing or an empty line is above.
    """

    row: int
    text: str
    clock: Clock
    zone: ZoneSaid | None
    day: DaySaid | None
    tail: Tail
    rest: str
    key: tuple[str, ...]
    template: str
    after_blank: bool = False

    @property
    def seconds(self) -> int:
        return self.clock.seconds or 0


def read_label(line: str, row: int, places: Places, after_blank: bool = False) -> Label | None:
    """The label at the start of this line, None when there is none. `places`: towns that it may name."""
    start, marks = _decor(line)
    found = _read_at(line, row, places, start=start, marks=marks, after_blank=after_blank)
    # Only where the number is part of no date, as it is of '2. Feb 14:05'.
    behind = None if found else _behind_number(line, start)
    if behind is None:
        return found
    return _read_at(line, row, places, start=behind, marks=f"{marks}1", after_blank=after_blank)


def _read_at(line: str, row: int, places: Places, *, start: int, marks: str, after_blank: bool) -> Label | None:
    if not (line[start : start + 1].isdecimal() or _first_word(line, start) in _WORDS):
        return None
    s = Scanner(line, start)
    prefix, bracket = _prefix(s)
    marks += bracket
    told = start if prefix != "ago" else s.offset  # how long ago differs from label to label
    day = read_day(s)
    if day is not None:
        _join(s)
    clock = read_clock(s)
    if clock is None or s.peek(1) == "ago":
        return None
    zone = read_zone(s, places, clock.seconds, dated=day is not None)
    if clock.bare and zone is None:
        return None
    day = day or _day_behind(s, marks, clock)
    end = s.offset + (bracket == "(" and s.peek() == ")")
    tail = _tail(s, marks, clock)
    if tail is None:
        return None
    kind, sign, rest = tail
    dash = "-" if sign in _DASHES else sign
    return Label(
        row=row,
        text=line[start:end].strip(),
        clock=clock,
        zone=zone,
        day=day,
        tail=kind,
        rest=rest,
        key=(marks, prefix, clock.form, "zone" if zone else "", "day" if day and day.month else "", kind, dash),
        template=f"{marks}{_spelling(line[told:end])}{sign}",
        after_blank=after_blank,
    )


def _decor(line: str) -> tuple[int, str]:
    """Where the label begins, and the bullets, brackets and emphasis before it."""
    marks, i = "", 0
    while i < len(line) and i < 24:
        c = line[i]
        if c in _BULLETS or (c > "\u2000" and unicodedata.category(c) == "So"):
            marks += c
        elif not c.isspace() and c not in "\ufe0f\u200b\ufeff":
            break
        i += 1
    return i, marks


def _behind_number(line: str, start: int) -> int | None:
    """Where the text of a numbered line begins, as of '3. 14:05 – Bridge shut'."""
    if not line[start : start + 1].isdecimal():
        return None
    s = Scanner(line, start)
    return s.offset if s.number(1, 2, 3) is not None and s.take(".", ")") and s.space() else None


def _first_word(line: str, start: int) -> str:
    end = start
    while end < len(line) and end < start + 16 and line[end].isalpha():
        end += 1
    return line[start:end].lower()


def _prefix(s: Scanner) -> tuple[str, str]:
    """'Posted at', 'Time:', '9 mins ago (': words before a label that say nothing of it, and a bracket they open."""
    if _age(s):
        s.space()
        bracket = s.take("(")
        if not bracket:
            _join(s)
        return "ago", bracket
    words = ""
    while word := s.word(_PREFIXES):
        words += word + " "
        s.take(":", ".")
        s.space()
    return words, ""


def is_age(line: str) -> bool:
    """Whether a line says only how long ago something was ('4h ago'), as some houses print above a label."""
    s = Scanner(line.strip())
    return _age(s) and s.ended()


def _age(s: Scanner) -> bool:
    start = s.i
    if s.number(1, 2) is not None:
        s.space()
        if s.word(_SPANS) and s.space() and s.word(("ago",)):
            return True
    s.i = start
    return False


def _join(s: Scanner) -> None:
    """What stands between a date and a time."""
    for _ in range(6):
        if not s.space() and not s.word(_JOINERS):
            return


def _day_behind(s: Scanner, marks: str, clock: Clock) -> DaySaid | None:
    """A date behind the time, as in '5:42 p.m. ET, February 2, 2022': only where the label ends with it."""
    start = s.i
    _join(s)
    bracket = s.take("(")
    day = read_day(s)
    if day is not None and (not bracket or s.take(")")):
        here = s.i
        tail = _tail(s, marks, clock)
        s.i = here
        if tail is not None and (tail[0] == "alone" or (tail[0] == "parted" and day.month is not None)):
            return day
    s.i = start
    return None


def _tail(s: Scanner, marks: str, clock: Clock) -> tuple[Tail, str, str] | None:
    """How the label ends: (tail, sign, the text behind it). None: it does not end here, so this is no label."""
    spaced = s.space()
    closed = _closers(s, marks)
    spaced = s.space() or spaced
    sign = s.peek() if s.peek() in _PARTING else ""
    if sign:
        while s.take(sign):
            pass
        closed = _closers(s, marks) or closed
        touching = not s.space() and not s.ended()
        if touching and (sign in ":/" or (s.peek().isdecimal() and not spaced)):
            return None  # 3:2:1, 14:05/15:05, 14:05-15:00
        if (sign in _DASHES or sign == "/") and _is_span(s, clock):
            return None
    if s.ended():
        return "alone", "", ""
    if sign or closed:
        return "parted", sign or closed, _unwrapped(s.line[s.offset :], marks, closed)
    if not spaced and s.take(".", ","):
        spaced = s.space()
        if s.ended():
            return "alone", "", ""
    return ("joined", "", _unwrapped(s.line[s.offset :], marks, closed)) if spaced else None


def _closers(s: Scanner, marks: str) -> str:
    """Consume the brackets and emphasis that close what the decor opened."""
    wanted = {_CLOSING[m] for m in marks if m in _CLOSING}
    found = ""
    while s.peek() and s.peek() in wanted:
        found += s.take(*wanted)
    return found


def _is_span(s: Scanner, clock: Clock) -> bool:
    """Whether a second time of the same make follows, as in '14:05 - 15:00 Registration': a timetable, no label."""
    here = s.i
    other = read_clock(s)
    s.i = here
    return other is not None and other.form == clock.form and (clock.round or not other.round)


def _unwrapped(rest: str, marks: str, closed: str) -> str:
    """Without the signs that close a decorated line: '+++ 14:05 Bridge shut +++', '**14:05 – Bridge shut**'."""
    rest = rest.strip()
    for mark in marks:
        closing = _CLOSING.get(mark, "")
        if closing and (mark == "+" or closing not in closed):
            rest = rest.removesuffix(closing)
    return rest.strip()


def _spelling(text: str) -> str:
    """A label's text with numbers, months and weekdays replaced by what they are."""
    s = Scanner(text.strip())
    said = ""
    while token := s.peek():
        said += _kind(token)
        s.i += 1
    return said.rstrip()


def _kind(token: str) -> str:
    lower = token.lower()
    if token.isdecimal():
        return "0"
    if lower in MONTHS:
        return "M"
    if lower in WEEKDAYS:
        return "D"
    if lower in ("am", "pm", "a", "p"):
        return "x" + token[1:]
    return " " if token.isspace() else token
