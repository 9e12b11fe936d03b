"""Parts that add up to a total: those of one paragraph, with a total beside them or in another post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.copydesk.figures import subject
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Figure, PostText, Relation
from dateline.copydesk.relations import figures_alike as alike

_FEWEST, _MOST = 2, 6
# How far the sum may be from a total that has no actor to tell whose it is.
_EXACT = 0.01


def relate(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Relation]:
    """`reconciles`: the parts, then the total. All parts of a paragraph count, never a choice of them that fits."""
    for parts in _enumerations(alike.compared(facts)):
        total = next((one for one in (*_elsewhere(parts, facts, ledger),) if _adds_up(parts, one)), None)
        if total is not None:
            yield _relation(parts, total)
    yield from _divided(alike.compared(facts))
    for total in alike.compared(facts):
        if total.additive:
            continue
        for other_post in dict.fromkeys(other.post for other in ledger.figures_like(total)):
            for parts in _enumerations(alike.compared(ledger.facts(other_post))):
                if _adds_up(parts, total):
                    yield _relation(parts, total)


def _relation(parts: Sequence[Figure], total: Figure, *again: Figure) -> Relation:
    added = " + ".join(f"{alike.value(part):,.10g}" for part in parts)
    computed = sum(alike.value(part) for part in parts)
    return Relation(
        "reconciles", (*parts, total, *again), f"{added} = {computed:,.10g}, which agrees with “{total.text}”."
    )


def _enumerations(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The figures of each paragraph that count the same thing, two to six of them, no two for the same destination."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if figure.group and figure.unit:
            groups.setdefault((figure.group, subject(figure.unit)), []).append(figure)
    return [parts for parts in groups.values() if _FEWEST <= len(parts) <= _MOST]


def _elsewhere(parts: Sequence[Figure], facts: Facts, ledger: Ledger) -> list[Figure]:
    here = [one for one in alike.compared(facts) if one.group != parts[0].group]
    there = dict.fromkeys(other for part in parts for other in ledger.figures_like(part))
    return [*there, *here]


def _adds_up(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether the parts' sum can be the total: within its bounds for one actor's, exactly for nobody's."""
    if total.additive or total in parts or not all(alike.same_subject(part, total) for part in parts):
        return False
    if any(alike.value(part) >= alike.value(total) or alike.actors_conflict(part, total) for part in parts):
        return False
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    computed, wanted = sum(alike.value(part) for part in parts), alike.value(total)
    if total.actor and all(part.actor == total.actor for part in parts):
        return low <= total.high and total.low <= high and abs(computed - wanted) <= 0.1 * wanted
    return abs(computed - wanted) <= _EXACT * wanted


def _divided(figures: Sequence[Figure]) -> Iterable[Relation]:
    """`212 people ...: 180 passengers and 32 crew`: a total and, right behind it in the paragraph, its exact parts."""
    for i, total in enumerate(figures):
        parts: list[Figure] = []
        for part in figures[i + 1 : i + 1 + _MOST]:
            if part.group != total.group or not _divides(part, total):
                break
            if alike.value(part) < alike.value(total):
                parts.append(part)
            if len(parts) >= _FEWEST and sum(map(alike.value, parts)) == alike.value(total):
                yield _relation(parts, total, *_again(total, figures))
                break


def _again(total: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The same total elsewhere in the post, as in its headline."""
    return [
        one for one in figures if one is not total and alike.same_subject(one, total) and alike.same_value(one, total)
    ]


def _divides(part: Figure, total: Figure) -> bool:
    """Whether the part can be of the total: the same thing, or people and things of a plain kind."""
    plain = (part.unit or "").isalpha() and (total.unit or "").split(" ")[0].isalpha()
    return alike.same_subject(part, total) or plain
