"""What a number counts, its noun behind it or not: `seven of the nine students`, `another 450`, `a toll of 12`."""

from __future__ import annotations

from dataclasses import replace

from dateline.copydesk.figures import numerals, units
from dateline.copydesk.figures.numerals import Number
from dateline.copydesk.figures.units import Counted
from dateline.copydesk.lexemes import Lexeme
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Figure

_STATED = frozenset(f"people {state}" for state in ("killed", "injured", "missing", "arrested", "evacuated", "rescued"))
_CLOSED = listed("from in at to of will would were was are had have has on by for , . ; )")
_WHOLES = listed("the them those these its their his her our")
_BEFORE_TOLL = listed("to at is was of reached reaches past above exceeds hit hits nears passes passed tops")
_TOLL_REACH = 14
_POINTS = listed("past last next coming within")
_POINTS_BEHIND = listed("ago earlier later after before old")


def find(lexemes: list[Lexeme], number: Number, last: Figure | None, begun: bool) -> Counted | None:
    """The number's own unit, the noun behind it, what its sentence counts, or what the figure before it counted.

    `last` is the paragraph's last figure; `begun`: it stands in the same sentence.
    """
    if number.unit:
        return Counted(number.end, number.unit)
    if number.words and number.value <= 1:
        return None
    if is_former(lexemes, number) and last is not None:
        return _again(number, last)
    noun = units.counted(lexemes, number.end) or _part(lexemes, number)
    if noun is not None and noun.unit in units.TIME_UNITS:
        return noun if _lasts(lexemes, number, noun) else None
    if noun is not None:
        return replace(noun, unit=units.outcome(lexemes, number.start, noun))
    state = units.done_by(lexemes, number.start) or units.done_to(lexemes, number.end)
    if state is not None:
        return Counted(number.end, f"people {state}")
    if counted := _toll(lexemes, number):
        return Counted(number.end, counted)
    if _low(lexemes, number.end) == "aboard" or (_low(lexemes, number.end), _low(lexemes, number.end + 1)) == (
        "on",
        "board",
    ):
        return Counted(number.end, "people")
    if ahead := _counted_ahead(lexemes, number):
        return ahead
    return _again(number, last) if last is not None and _goes_on(lexemes, number, begun) else None


def _counted_ahead(lexemes: list[Lexeme], number: Number) -> Counted | None:
    """`cut from 740 to 620 cubic metres`: the first of two counts what the second does."""
    if _low(lexemes, number.end) != "to" or number.end + 1 >= len(lexemes):
        return None
    second = numerals.read(lexemes, number.end + 1)
    noun = units.counted(lexemes, second.end) if second and not second.unit else None
    unit = second.unit if second and second.unit else noun.unit if noun else None
    return Counted(number.end, unit, noun.actor if noun else None) if unit else None


def is_former(lexemes: list[Lexeme], number: Number) -> bool:
    """Whether the number is what another was before: `up from 40`, `down from 12`."""
    before = _low(lexemes, number.start - 1)
    return before == "from" and _low(lexemes, number.start - 2) in ("up", "down", "increase", "rise", "fall", "drop")


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def _again(number: Number, last: Figure) -> Counted | None:
    """The noun of the figure before, without what became of those; not money, shares or lengths of time."""
    if last.unit is None or last.unit in units.TIME_UNITS or last.unit in numerals.SHARES:
        return None
    return Counted(number.end, "people" if last.unit in _STATED else last.unit, last.actor)


def _part(lexemes: list[Lexeme], number: Number) -> Counted | None:
    """`Seven of the nine students`: the part counts what the whole does."""
    if _low(lexemes, number.end) != "of" or _low(lexemes, number.end + 1) not in _WHOLES:
        return None
    whole = numerals.read(lexemes, number.end + 2) if number.end + 2 < len(lexemes) else None
    return units.counted(lexemes, whole.end if whole else number.end + 2)


def _toll(lexemes: list[Lexeme], number: Number) -> str | None:
    """`the death toll rose to seven`, `the number of infections stands at 63`."""
    if _low(lexemes, number.start - 1) not in _BEFORE_TOLL:
        return None
    for at in range(number.start - 2, max(-1, number.start - _TOLL_REACH), -1):
        if lexemes[at].low == "toll":
            return "people killed"
        if lexemes[at].low == "number" and _low(lexemes, at + 1) == "of":
            noun = units.counted(lexemes, at + 2 + (_low(lexemes, at + 2) == "the"))
            return units.outcome(lexemes, at, noun) if noun else None
    return None


def _goes_on(lexemes: list[Lexeme], number: Number, begun: bool) -> bool:
    """Whether a number without a noun takes the noun of the figure before: `another 450 from the base to Spain`."""
    behind = _low(lexemes, number.end) or "."
    if _low(lexemes, 0) == "of" and _low(lexemes, 1) in ("those", "these", "them"):
        return True
    of_them = behind == "of" and _low(lexemes, number.end + 1) in ("them", "those", "these")
    sized = not number.words and (begun or number.value >= 100)
    return of_them or number.additive or (behind in _CLOSED and sized) or (begun and _elsewhere(lexemes, number))


def _elsewhere(lexemes: list[Lexeme], number: Number) -> bool:
    """`eight of them died in Oslo and three in Bergen`: a number in words, and the place that sets it apart."""
    placed = _low(lexemes, number.end) in ("in", "at", "from", "to") and number.end + 1 < len(lexemes)
    joined = _low(lexemes, number.start - 1) in ("and", ",", "but")
    return joined and placed and lexemes[number.end + 1].capital


def _lasts(lexemes: list[Lexeme], number: Number, noun: Counted) -> bool:
    """Whether a number of days is a length, and no point in time: `for nine days`, not `nine days ago`."""
    before = {lexeme.low for lexeme in lexemes[max(0, number.start - 2) : number.start]}
    soon = _low(lexemes, number.start - 1) == "in" and noun.unit in ("days", "weeks", "hours", "minutes")
    return _low(lexemes, noun.end) not in _POINTS_BEHIND and not before & _POINTS and not soon
