"""Figures of a post: how many or how much of what, whose, from where to where, and on whose word.

Not figures: ordinals, years, dates, clock labels, ages, scores, and numbers that are part of a name ("Flight 93",
"the 14th Lancers"). A number without a noun counts what the figure before it counts ("another 450"). English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.copydesk.figures import context, nouns, numerals, places, sources
from dateline.copydesk.figures.naming import is_label
from dateline.copydesk.figures.numerals import Number, open_ended, stated
from dateline.copydesk.figures.sources import Source
from dateline.copydesk.figures.units import CASUALTIES, Counted, country, subject
from dateline.copydesk.lexemes import Lexeme, read
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Figure, Line, PostText
from dateline.copydesk.names import Names

__all__ = ["CASUALTIES", "extract", "open_ended", "stated", "subject"]

_MOBILE = frozenset(
    ("troops", "ships", "tanks", "aircraft", "jets", "missiles", "drones", "warplanes", "planes", "vessels")
)
_BACKWARD = listed("he she it they that this those these of")
_DISTRICTS = listed("regions provinces cities towns villages districts areas departments counties states")


@dataclass(slots=True)
class _Reading:
    """What the figures read so far lend to the next one: one paragraph's, and one post's for what is named again."""

    post: str
    source: Source | None = None
    last: Figure | None = None
    left: str | None = None
    said: list[Lexeme] = field(default_factory=list)
    about: tuple[str, ...] = ()
    group: str = ""
    same: dict[tuple[str, float, float], str | None] = field(default_factory=dict)


def extract(post: PostText, names: Names) -> tuple[Figure, ...]:
    """The figures of headline and paragraphs, in order. Nothing for a post in another language."""
    if post.language.partition("-")[0].lower() != "en":
        return ()
    reading = _Reading(post.id)
    persons = frozenset(use.start for use in names.read(post) if use.kind == "person")
    found: list[Figure] = []
    for line in (post.headline, *post.paragraphs):
        if line is None:
            continue
        reading.source, reading.last, reading.left, reading.said = None, None, None, []
        reading.group = str(line.start)
        for piece, lexemes in read(line):
            found.extend(_sentence(piece, lexemes, reading, persons))
    return tuple(found)


def _sentence(piece: Line, lexemes: list[Lexeme], reading: _Reading, persons: frozenset[int]) -> list[Figure]:
    numbers = list(_numbers(lexemes))
    reading.source = sources.of(lexemes, reading.source)
    at_persons = {i for i, lexeme in enumerate(lexemes) if piece.start + lexeme.start in persons}
    if numbers:
        reading.about = _about(lexemes, reading.said)
    reading.said = lexemes
    found: list[Figure] = []
    for i, number in enumerate(numbers):
        until = numbers[i + 1].start if i + 1 < len(numbers) else len(lexemes)
        noun = nouns.find(lexemes, number, reading.last, begun=bool(found))
        if noun is None:
            continue
        moves = subject(noun.unit) in _MOBILE
        scene = places.Scene(lexemes, at_persons, number.start, noun.end, until, reading.left, moves)
        figure = _figure(piece, scene, number, noun, reading)
        found.append(figure)
        reading.last, reading.left = figure, figure.from_ or reading.left
    return found


def _about(lexemes: list[Lexeme], before: list[Lexeme]) -> tuple[str, ...]:
    """The sentence's own words; the one before's too, where a pronoun opens it (`He put the total at ...`)."""
    own = context.words(lexemes)
    return context.words([*before, *lexemes]) if lexemes[0].low in _BACKWARD else own


def _numbers(lexemes: list[Lexeme]) -> Iterator[Number]:
    """The numbers of a sentence that may count something, in order, none inside another."""
    at = 0
    while at < len(lexemes):
        number = numerals.read(lexemes, at) if _may_begin(lexemes[at]) else None
        if number is None:
            at += 1
            continue
        if not is_label(lexemes, number, at):
            yield number
        at = max(number.end, at + 1)


def _may_begin(lexeme: Lexeme) -> bool:
    return lexeme.text[0].isdigit() or lexeme.text in numerals.MONEY or lexeme.low.partition("-")[0] in numerals.WORDS


_APART = (("in", "addition", "to"), ("on", "top", "of"), ("as", "well", "as"), ("apart", "from"), ("not", "including"))
_APART_REACH = 30


def _set_apart(lexemes: list[Lexeme], number: Number) -> bool:
    """Whether the sentence sets the figure beside others: `in addition to the 4,200 troops at sea`."""
    lows = [lexeme.low for lexeme in lexemes[max(0, number.start - _APART_REACH) : number.start]]
    return any(tuple(lows[i : i + len(cue)]) == cue for cue in _APART for i in range(len(lows)))


def _figure(piece: Line, scene: places.Scene, number: Number, noun: Counted, reading: _Reading) -> Figure:
    lexemes, where = scene.lexemes, places.around(scene)
    start, end = lexemes[number.start].start, lexemes[noun.end - 1].end
    from_, to = where.from_ or noun.based, where.to
    if to is None and noun.unit in _DISTRICTS:
        to = places.of_subject(lexemes)
    kind = (subject(noun.unit), number.low, number.high)
    actor = noun.actor or _actor(lexemes, number, noun, reading) or reading.same.get(kind)
    reading.same.setdefault(kind, actor)
    return Figure(
        reading.post,
        piece.start + start,
        piece.start + end,
        piece.text[start:end],
        low=number.low,
        high=number.high,
        unit=noun.unit,
        qualifier=number.qualifier,
        actor=actor,
        from_=from_,
        to=to,
        source=reading.source.name if reading.source else None,
        status=reading.source.status if reading.source else None,
        additive=number.additive or nouns.is_former(lexemes, number) or _set_apart(lexemes, number),
        about=reading.about,
        group=reading.group,
    )


def _actor(lexemes: list[Lexeme], number: Number, noun: Counted, reading: _Reading) -> str | None:
    """Whose forces they are: the country that the sentence names last before them as an owner or a doer."""
    if subject(noun.unit) not in _MOBILE:
        return None
    for at in range(number.start - 1, max(-1, number.start - _APART_REACH), -1):
        before = lexemes[at - 1].low if at else ""
        if before == "the" and at > 1:
            before = lexemes[at - 2].low
        if lexemes[at].capital and before not in _PLACED and (found := country(lexemes[at].text)):
            return found
    last = reading.last
    return last.actor if last is not None and subject(last.unit) == subject(noun.unit) else None


_PLACED = listed("to in from into near at against with between eastern western northern southern")
