"""Numbers that are names, dates, labels, ages or scores, and so count nothing."""

from __future__ import annotations

from dateline.copydesk.figures.numerals import SHARES, Number
from dateline.copydesk.lexemes import Lexeme, bare
from dateline.copydesk.listed import listed
from dateline.copydesk.times.calendar import MONTHS, WEEKDAYS

_LABELS = listed(
    "article page chapter section phase level category grade group number no no. room highway flight act line",
    "gate platform terminal season day stage round version type aged age route unit channel radio district",
    "ward precinct pier junction exit step tier class world formula area figure table verse episode part",
    "volume at-least paragraph clause title schedule block floor row seat track lane magnitude",
)
_SHORT_MONTHS = listed("jan feb mar apr jun jul aug sep sept oct nov dec")
_CLOCK = listed("am pm a.m. p.m. gmt utc bst cet cest et est edt pt ct hrs o'clock")
# `one in 10`, `a woman of 76`.
_NOT_COUNTED = {("one", "in"), *((who, "of") for who in ("man", "woman", "boy", "girl", "age", "son", "daughter"))}
# Capitals at the start of a sentence that are no part of a name.
_OPENERS = listed(
    "in at about around some nearly almost over up to under at more than just only between of and but with for",
    "from by on after before since when while as the a an another further an estimated all least many few",
    "fewer less roughly approximately close police officials authorities there they we he she it those these",
    "killing killed kills injures arrests meanwhile also both other additional total exactly least covering",
    "including plus not no or nor is are was were has have had said says will would could among within during",
    "until through across out if that which who what now then still",
)


def is_label(lexemes: list[Lexeme], number: Number, numeral: int) -> bool:
    """Whether the number, its first numeral at lexeme `numeral`, names or dates something."""
    first, behind = lexemes[numeral], _low(lexemes, number.end)
    if number.unit in SHARES:
        return False
    before = lexemes[numeral - 1] if numeral else None
    if numeral > 1 and (lexemes[numeral - 2].low, lexemes[numeral - 1].low) in _NOT_COUNTED:
        return True
    if numeral > 1 and lexemes[numeral - 1].low == "in" and lexemes[numeral - 2].text.isdigit() and number.value > 1:
        return int(lexemes[numeral - 2].text[:9]) < number.value  # 1 in 10
    if before is not None and before.text in ("/", ":", "-", "#", ".", "+") and before.end == first.start:
        return True
    tight = number.end < len(lexemes) and lexemes[number.end].start == lexemes[number.end - 1].end
    if tight and behind in ("/", ":", "-", "'s", "’", "'"):
        return True
    if number.start == numeral and before is not None and _names(before, numeral - 1):
        return True
    if behind in _CLOCK or _is_month(behind) or _age(lexemes, number.end):
        return True
    digits = first.text
    return len(digits) == 4 and digits.isdigit() and number.end == numeral + 1 and 1500 <= number.value <= 2200


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def _is_month(low: str) -> bool:
    return low in MONTHS or low in _SHORT_MONTHS


def _names(before: Lexeme, at: int) -> bool:
    """Whether the word before a number makes it a part of a name: `Flight 93`, `page 3`, `Boeing 737`, `May 7`."""
    if before.low in _LABELS or _is_month(before.low):
        return True
    if not before.capital or bare(before.low) in WEEKDAYS or before.low in _OPENERS:
        return False
    return before.low == bare(before.low) and at >= 0


def _age(lexemes: list[Lexeme], at: int) -> bool:
    return _low(lexemes, at) in ("years", "year") and _low(lexemes, at + 1) in ("old", "ago", "earlier", "later")
