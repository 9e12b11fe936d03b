"""Where from and where to: the place names that a figure's clause gives it. English.

`from`, `based in` and `X-based` name the place it leaves; `to`, `into`, `towards` the one it goes to; where nothing
moves, the place where it is (`in`, `at`, `near`) stands for the second. Persons are no places.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from dateline.copydesk import gazetteer
from dateline.copydesk.figures.units import country
from dateline.copydesk.lexemes import Lexeme, bare
from dateline.copydesk.listed import listed
from dateline.copydesk.times.calendar import MONTHS, WEEKDAYS

_TO = listed("to into towards toward onto")
_AT = listed("in at near across outside around off inside throughout for")
_TO_NOT_AFTER = listed(
    "according up compared thanks loyal due related similar close linked belonging said told relative",
    "attributed responding response opposed equivalent down prior",
)
_FROM_NOT_AFTER = listed("up down apart statement support suffering letter message call pressure resign resigned")
_DIRECTIONS = listed(
    "eastern western northern southern central north south east west north-east north-west south-east",
    "south-west northeast northwest southeast southwest northeastern northwestern southeastern southwestern",
    "north-eastern north-western south-eastern south-western greater upper lower mainland rural occupied",
    "nearby neighbouring neighboring downtown coastal",
)
_INNER = listed("of de la le du des the upon and del di am sur en")
_SITES = listed("base camp city town island port airport prison region site village country area province capital")
_CLAUSES = listed("as while when after before because although though but who which where if unless until")
# `on the streets of Lyon`, `the port of Odesa`: what stands before an "of" that places.
_STREETS = listed("street streets town city port island village harbour harbor coast province region suburb suburbs")
_SPEECH = listed("said says told announced confirmed added warned reported")
_TITLES = listed("mr mrs ms dr president minister prime king queen pope general captain")
# How far behind a figure its places may stand, in lexemes: movement further than location, which a comma ends.
_FAR, _NEAR = 24, 10


@dataclass(frozen=True, slots=True)
class Places:
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a figure's places are looked for: it is lexemes [start, end), and what begins at `until` is the next one's.

    `persons`: lexemes at which a person's name begins. `left`: the place that an earlier figure left, which
    `from the base` means again. `moves`: forces are counted, whose destination may be a body ("for the Fourth Fleet").
    """

    lexemes: list[Lexeme]
    persons: Container[int]
    start: int
    end: int
    until: int
    left: str | None
    moves: bool


def around(scene: Scene) -> Places:
    """The places that the figure's clause gives it."""
    lexemes, start, end, until = scene.lexemes, scene.start, scene.end, scene.until
    from_, to, at = None, None, None
    near, here = True, end
    stop = min(until, end + _FAR, len(lexemes))
    while here < stop:
        low = lexemes[here].low
        if low in _CLAUSES:
            break
        near = near and low not in (",", ";", "—", "–") and here < end + _NEAR
        name, behind = _led(scene, here)
        if name is None or behind > until or here + 1 in scene.persons:
            here += 1
            continue
        if low == "from" or (low in _AT and lexemes[here - 1].low in ("based", "stationed")):
            from_ = from_ or name
        elif low in _TO:
            to = to or name
        elif near or (at is None and low == "in" and here == end):
            at = at or name
        here = behind
    return Places(from_, to or at or (None if from_ else _before(lexemes, start)))


def _led(scene: Scene, at: int) -> tuple[str | None, int]:
    """The place behind a preposition there, and the index behind the place; None where there is neither."""
    lexemes = scene.lexemes
    low, before = lexemes[at].low, lexemes[at - 1].low if at else ""
    if low == "from":
        refused = before in _FROM_NOT_AFTER
    elif low in _TO:
        refused = before in _TO_NOT_AFTER
    else:
        refused = low not in _AT
    if low == "of" and before in _STREETS:
        refused = False
    if refused:
        return None, at
    site = [lexeme.low for lexeme in lexemes[at + 1 : at + 3]]
    if low == "from" and scene.left and len(site) == 2 and site[0] in ("the", "that") and site[1] in _SITES:
        return scene.left, at + 3
    if low == "for":
        return _body(lexemes, at + 1) if scene.moves else (None, at)
    return read(lexemes, at + 1)


def _body(lexemes: list[Lexeme], at: int) -> tuple[str | None, int]:
    """`for the Fourth Fleet`: a body of several words; `for Weber` is no destination."""
    if at >= len(lexemes) or lexemes[at].low != "the":
        return None, at
    name, behind = _name(lexemes, at + 1)
    return (name, behind) if name and " " in name else (None, at)


def read(lexemes: list[Lexeme], at: int) -> tuple[str | None, int]:
    """The place that begins there ("the" left out), with the larger place behind it: `Fort Hale, Texas`."""
    begin = at
    while at < len(lexemes) and at < begin + 4 and (lexemes[at].low == "the" or lexemes[at].low in _DIRECTIONS):
        at += 1
    name, end = _name(lexemes, at)
    if name is None:
        return None, begin
    words = [lexeme.text for lexeme in lexemes[begin:at] if lexeme.low != "the"]
    name = " ".join([*words, name])
    if _is_person(name.split()) or (end < len(lexemes) and lexemes[end].low in _SPEECH):
        return None, begin
    larger, behind = _larger(lexemes, end)
    return (f"{name}, {larger}", behind) if larger else (name, end)


def _name(lexemes: list[Lexeme], at: int) -> tuple[str | None, int]:
    """A run of capitals with small words inside; not a weekday, a month or what owns something."""
    end, last = at, at
    while end < len(lexemes) and end < at + 7:
        lexeme = lexemes[end]
        low = bare(lexeme.low)
        if lexeme.capital and low not in WEEKDAYS and low not in MONTHS:
            if lexeme.low != low:
                return None, at
            last = end + 1
        elif not (end > at and low in _INNER and low != "and"):
            break
        end += 1
    if last == at or not lexemes[at].capital or (last == at + 1 and _is_acronym(lexemes[at].text)):
        return None, at
    return " ".join(lexeme.text for lexeme in lexemes[at:last]), last


def _is_acronym(text: str) -> bool:
    """Whether initials name a body and no country: NATO, but the US."""
    return len(text) > 1 and text.isupper() and country(text) is None and gazetteer.kind(text) != gazetteer.PLACE


def _larger(lexemes: list[Lexeme], at: int) -> tuple[str | None, int]:
    """`, Texas,` and `in Texas` behind a place: known places only, since `, Weber said` is none."""
    if at + 1 >= len(lexemes) or lexemes[at].low not in (",", "in"):
        return None, at
    name, end = _name(lexemes, at + 1)
    if name is None or gazetteer.kind(name) != gazetteer.PLACE:
        return None, at
    closed = end < len(lexemes) and lexemes[end].low == "," and lexemes[at].low == ","
    return name, end + closed


def _is_person(words: list[str]) -> bool:
    first = words[0]
    if first.lower() in _TITLES:
        return True
    known = gazetteer.kind(" ".join(words)) or gazetteer.kind(first)
    return known is None and len(words) > 1 and gazetteer.pronoun(first) is not None


def _before(lexemes: list[Lexeme], start: int) -> str | None:
    """`In Nantes, some 12,000 people`: the place that opens the sentence."""
    if not lexemes or lexemes[0].low not in ("in", "at", "near", "across", "around", "outside"):
        return None
    name, end = read(lexemes, 1)
    return name if name and end <= start and end < len(lexemes) and lexemes[end].low == "," else None


def of_subject(lexemes: list[Lexeme]) -> str | None:
    """The country or city that the sentence begins with, as its subject: `Norway has been fighting ...`."""
    name, end = _name(lexemes, 0)
    if name is None or gazetteer.kind(name) != gazetteer.PLACE or end >= len(lexemes):
        return None
    return name if lexemes[end].low in ("has", "have", "is", "was", "had", "will", "closed", "shut", "placed") else None
