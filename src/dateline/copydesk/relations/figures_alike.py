"""Whether two figures count the same thing: the questions that every relation of figures asks."""

from __future__ import annotations

from dateline.copydesk import gazetteer
from dateline.copydesk.figures import open_ended, stated, subject
from dateline.copydesk.figures.units import TIME_UNITS
from dateline.copydesk.model import Facts, Figure

_MOST = 60
_NUMERALS = "0123456789"


def compared(facts: Facts) -> tuple[Figure, ...]:
    """The figures of a post that are held against others: a post of more is a table, and its cost has an end."""
    return facts.figures[:_MOST]


def value(figure: Figure) -> float:
    """The number as it was written."""
    return stated(figure.low, figure.high, figure.qualifier)


def same_subject(one: Figure, other: Figure) -> bool:
    """Whether both count the same kind of thing; lengths of time never do."""
    return bool(one.unit) and one.unit not in TIME_UNITS and subject(one.unit) == subject(other.unit)


def same_value(one: Figure, other: Figure) -> bool:
    return abs(value(one) - value(other)) <= 1e-9 * max(1.0, value(one))


def overlap(one: Figure, other: Figure) -> bool:
    """Whether one number can be both; a lower bound has no end."""
    highs = [float("inf") if open_ended(figure.qualifier) else figure.high for figure in (one, other)]
    return one.low <= highs[1] and other.low <= highs[0]


def actors_conflict(one: Figure, other: Figure) -> bool:
    return bool(one.actor and other.actor and one.actor != other.actor)


def _parts(name: str | None) -> frozenset[str]:
    """A place and the larger ones that it lies in: "Vilnius, Lithuania" is either."""
    return frozenset(part.strip() for part in (name or "").casefold().split(",") if part.strip())


def _pairs(one: Figure, other: Figure) -> list[tuple[frozenset[str], frozenset[str]]]:
    pairs = ((_parts(one.from_), _parts(other.from_)), (_parts(one.to), _parts(other.to)))
    return [(mine, theirs) for mine, theirs in pairs if mine and theirs]


def places_conflict(one: Figure, other: Figure) -> bool:
    """Whether the two come from, or go to, different places."""
    return any(not mine & theirs for mine, theirs in _pairs(one, other))


def share_place(one: Figure, other: Figure) -> bool:
    return any(mine & theirs for mine, theirs in _pairs(one, other))


def scenes_conflict(one: Figure, other: Figure) -> bool:
    """Whether the two sentences name places, and none that is in both."""
    mine, theirs = _named(one), _named(other)
    return bool(mine and theirs) and not mine & theirs


def _named(figure: Figure) -> set[str]:
    return {word for word in figure.about if gazetteer.kind(word.capitalize()) == gazetteer.PLACE}


def shared_words(one: Figure, other: Figure) -> tuple[int, float]:
    """How many content words their sentences share beyond the unit, and which part of the shorter one's that is."""
    units = set((one.unit or "").split()) | set((other.unit or "").split())
    units |= {unit[:-1] for unit in units}
    mine, theirs = set(one.about) - units, set(other.about) - units
    if not mine or not theirs:
        return 0, 0.0
    shared = len(mine & theirs)
    return shared, shared / min(len(mine), len(theirs))


def narrowed_apart(one: Figure, other: Figure) -> bool:
    """Whether other words narrow the noun: `two mountain regions` and `three coastal regions`."""
    mine, theirs = _narrowing(one), _narrowing(other)
    return bool(mine and theirs and not mine & theirs)


def set_apart(one: Figure, other: Figure) -> bool:
    """Whether anything that the posts say makes them figures of two things."""
    conflicts = (actors_conflict, places_conflict, scenes_conflict, narrowed_apart)
    return any(conflict(one, other) for conflict in conflicts)


def _narrowing(figure: Figure) -> set[str]:
    words = figure.text.lower().split()
    qualifier = set((figure.qualifier or "").split())
    plain = {*(figure.unit or "").split(), "million", "billion", "thousand", "hundred", "other", "more", "per", "cent"}
    start = next((i for i, word in enumerate(words) if word.strip("$£€")[:1] in _NUMERALS), len(words))
    return {word for word in words[start + 1 :] if word not in plain | qualifier}
