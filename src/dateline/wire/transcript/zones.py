"""What a label says of its zone: GMT, GMT+1, ET, +01:00, Paris time (GMT+1), local time, a.m. EST (1642 GMT).

Abbreviations are those of the IANA time zone database; several stand for more than one offset, so the blog's own
zone is asked before a label is said to contradict it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.wire.transcript.clock import read_clock
from dateline.wire.transcript.scan import Scanner

# Minutes east of UTC; the usual meaning first.
_OFFSETS: dict[str, tuple[int, ...]] = {
    "GMT": (0,), "UTC": (0,), "UT": (0,), "WET": (0,), "WEST": (60,), "BST": (60, 360), "CET": (60,), "CEST": (120,),
    "MEZ": (60,), "MESZ": (120,), "EET": (120,), "EEST": (180,), "MSK": (180,), "МСК": (180,), "TRT": (180,),
    "IST": (330, 120, 60), "IDT": (180,), "GST": (240,), "PKT": (300,), "NPT": (345,), "WIB": (420,), "HKT": (480,),
    "SGT": (480,), "PHT": (480,), "AWST": (480,), "JST": (540,), "KST": (540,), "ACST": (570,), "ACDT": (630,),
    "AEST": (600,), "AEDT": (660,), "NZST": (720,), "NZDT": (780,), "WAT": (60,), "CAT": (120,), "SAST": (120,),
    "EAT": (180,), "NST": (-210,), "NDT": (-150,), "AST": (-240, 180), "ADT": (-180,), "EST": (-300,), "EDT": (-240,),
    "CST": (-360, 480), "CDT": (-300,), "MST": (-420,), "MDT": (-360,), "PST": (-480,), "PDT": (-420,), "AKST": (-540,),
    "AKDT": (-480,), "HST": (-600,), "BRT": (-180,), "ART": (-180,),
}  # fmt: skip
# Standard time; an hour more while the blog's own zone keeps summer time.
_SEASONAL = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
_SEASONAL_NAMES = {"eastern": "ET", "central": "CT", "mountain": "MT", "pacific": "PT"}

_NO_PLACE = frozenset(
    [
        "a",
        "all",
        "any",
        "big",
        "each",
        "every",
        "extra",
        "first",
        "for",
        "full",
        "half",
        "high",
        "injury",
        "last",
        "next",
        "no",
        "one",
        "prime",
        "real",
        "stoppage",
        "that",
        "the",
        "this",
        "what",
    ]
)
_SMALL = frozenset({"de", "du", "of", "local"})
_MINUS = ("-", "\u2212", "\u2013")
DAY = 86400


@dataclass(frozen=True, slots=True)
class Places:
    """The towns that a label may name, lower case; with `others`, any name before 'time' is one too."""

    known: frozenset[str] = frozenset()
    others: bool = True


@dataclass(frozen=True, slots=True)
class ZoneSaid:
    """`offsets`: what the label may mean, minutes east of UTC, empty when it says none; `seasonal`: of standard time,
    an hour more in summer. `place`: the town or region that it names.
    """

    offsets: tuple[int, ...] = ()
    seasonal: bool = False
    place: str = ""


def read_zone(s: Scanner, places: Places, seconds: int | None, *, dated: bool) -> ZoneSaid | None:
    """The zone at this place, and past it. `places`: towns, those known need no 'time' behind them. `seconds`: the
    clock before it, from which a second clock in brackets gives the offset. `dated`: a date is before it; without one
    14:05-15:00 is a span of time and not an offset of fifteen hours.
    """
    start = s.i
    spaced = s.space()
    said = _bracketed(s, seconds) or _bracketed_town(s, places) or _bare_offset(s, dated) or _abbreviated(s)
    if said is None and spaced:
        said = _placed(s, places, seconds)
    if said is None:
        s.i = start
        return None
    if not said.place or not said.offsets:
        said = _completed(s, said, seconds)
    return said


def _completed(s: Scanner, said: ZoneSaid, seconds: int | None) -> ZoneSaid:
    """With what stands in brackets behind it: CET (GMT+1), Paris time (GMT+1), ET (22:42 GMT)."""
    start = s.i
    s.space()
    more = _bracketed(s, seconds)
    if more is None:
        s.i = start
        return said
    return ZoneSaid(said.offsets or more.offsets, said.seasonal or more.seasonal, said.place or more.place)


def _bracketed(s: Scanner, seconds: int | None) -> ZoneSaid | None:
    start = s.i
    closing = {"(": ")", "[": "]"}.get(s.peek())
    if closing:
        s.i += 1
        said = _offset_only(s) or _second_clock(s, seconds) or _abbreviated(s) or _placed(s, Places(), None)
        if said is None and s.word({"local"}):
            said = ZoneSaid()
        if said is not None and s.take(closing):
            return said
    s.i = start
    return None


def _bracketed_town(s: Scanner, places: Places) -> ZoneSaid | None:
    """'(Paris)', of a town that is known: any other word in brackets may be the headline's."""
    start = s.i
    words: list[str] = []
    if s.take("("):
        while len(words) < 4 and _is_place_word(s.peek(), words):
            words.append(s.peek())
            s.i += 1
            s.space()
        if " ".join(words).lower() in places.known and s.take(")"):
            return _of_place(" ".join(words))
    s.i = start
    return None


def _second_clock(s: Scanner, seconds: int | None) -> ZoneSaid | None:
    start = s.i
    other = read_clock(s)
    s.space()
    said = _abbreviated(s) if other else None
    if other is None or said is None or other.seconds is None or seconds is None:
        s.i = start
        return None
    apart = (seconds - other.seconds) // 60
    return ZoneSaid(tuple((o + apart + 720) % 1440 - 720 for o in said.offsets), said.seasonal)


def _bare_offset(s: Scanner, dated: bool) -> ZoneSaid | None:
    signed = s.peek() in ("+", *_MINUS)
    return None if signed and not (dated or (s.peek() == "+" and len(s.peek(1)) > 1)) else _offset_only(s)


def _offset_only(s: Scanner) -> ZoneSaid | None:
    if s.peek() == "Z" and not s.peek(1).isalpha():
        s.i += 1
        return ZoneSaid((0,))
    offset = _offset(s)
    return None if offset is None else ZoneSaid((offset,))


def _offset(s: Scanner) -> int | None:
    """+1, +01:00, -0530: minutes. The sign must touch its number, or `GMT - 3 hurt in crash` would be one."""
    start = s.i
    sign = s.take("+", "\u00b1", *_MINUS)
    hours = s.number(1, 2, 4) if sign else None
    if hours is None:
        s.i = start
        return None
    minutes = hours % 100 if hours > 99 else 0
    hours = hours // 100 if hours > 99 else hours
    if not minutes and s.peek() in (":", ".") and len(s.peek(1)) == 2 and s.peek(1).isdecimal():
        minutes = int(s.peek(1))
        s.i += 2
    if hours > 14 or minutes > 59:
        s.i = start
        return None
    return (hours * 60 + minutes) * (-1 if sign in _MINUS else 1)


def _abbreviated(s: Scanner) -> ZoneSaid | None:
    token = s.peek()
    name = token.upper() if token.lower() in ("gmt", "utc") else token
    if name in _SEASONAL:
        s.i += 1
        return ZoneSaid((_SEASONAL[name],), seasonal=True)
    if name not in _OFFSETS:
        return None
    s.i += 1
    if name not in ("GMT", "UTC"):
        return ZoneSaid(_OFFSETS[name])
    start = s.i
    spaced = s.space()
    # Behind a space an en dash is a separator: '16:00 GMT –3 hurt' does not stand for GMT-3.
    offset = None if spaced and s.peek() == "\u2013" else _offset(s)
    if offset is None:
        s.i = start
    return ZoneSaid((offset or 0,))


def _placed(s: Scanner, places: Places, seconds: int | None) -> ZoneSaid | None:
    """'Paris time', 'local time', 'heure de Paris', and 'Paris' before brackets that hold an offset."""
    start = s.i
    before = s.word({"heure"})
    if before:
        s.space()
    words: list[str] = []
    while len(words) < 4 and _is_place_word(s.peek(), words):
        words.append(s.peek())
        s.i += 1
        if words[-1].lower() in ("ortszeit", "locale"):
            return ZoneSaid()
        at = s.i
        s.take("-", "'", "\u2019", ".")
        s.space()
        name = " ".join(words)
        told = places.others or name.lower() in {*places.known, *_SEASONAL_NAMES, "local"}
        if told and s.peek().lower() == "time" and not s.peek(1).isalpha():
            s.i += 1
            return _of_place(name)
        if (before and not _is_place_word(s.peek(), words)) or _known(s, name, places, at, seconds):
            s.i = at
            return _of_place(name.removeprefix("de "))
    s.i = start
    return None


def _is_place_word(token: str, words: list[str]) -> bool:
    lower = token.lower()
    return token.isalpha() and lower not in _NO_PLACE and lower != "time" and (token[0].isupper() or lower in _SMALL)


def _known(s: Scanner, name: str, places: Places, at: int, seconds: int | None) -> bool:
    """Whether this name without 'time' is a zone's: an offset in brackets follows, or the file's own town ends here."""
    here = s.i
    more = _bracketed(s, seconds)
    s.i = here
    if more is not None and more.offsets:
        return True
    s.i = at
    ends = s.ended() or s.peek() == ":" or s.peek(1) in ("|", "-", "\u2013", "\u2014")
    s.i = here
    return ends and (name.lower() in places.known or name.lower() in _SEASONAL_NAMES)


def _of_place(name: str) -> ZoneSaid:
    if name.lower() == "local":
        return ZoneSaid()
    seasonal = _SEASONAL_NAMES.get(name.lower())
    return ZoneSaid((_SEASONAL[seasonal],), seasonal=True) if seasonal else ZoneSaid(place=name)
