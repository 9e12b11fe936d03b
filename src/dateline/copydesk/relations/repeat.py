"""The same figure again: one number for the same thing, in other posts or twice in this one."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.figures import CASUALTIES
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Figure, PostText, Relation
from dateline.copydesk.relations.figures_alike import (
    actors_conflict,
    compared,
    places_conflict,
    same_subject,
    same_value,
    value,
)

# Small numbers of plain things agree by chance ("two men"); of the dead, of money and of measures they do not.
_SMALL = 10
# From here on one actor's equal numbers are one figure, however differently the places are told.
_TELLING = 100


def relate(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Relation]:
    """`repeats`: each figure of the post with its equals, those of the blog first, once for a number and its unit."""
    done: set[Figure] = set()
    for figure in compared(facts):
        if figure in done or not _tells(figure):
            continue
        here = [other for other in compared(facts) if other is not figure and _same(figure, other)]
        before = [other for one in (figure, *here) for other in ledger.figures_like(one) if _same(one, other)]
        done.update(here)
        items = tuple(dict.fromkeys((*before, figure, *here)))
        if len(items) > 1:
            unit = f" {figure.unit}" if figure.unit else ""
            yield Relation("repeats", items, f"{value(figure):,.10g}{unit} stands {len(items)} times in the blog.")


def _tells(figure: Figure) -> bool:
    state = (figure.unit or "").rpartition(" ")[2]
    return value(figure) >= _SMALL or state in CASUALTIES or not (figure.unit or "a").isalpha()


def _same(one: Figure, other: Figure) -> bool:
    if not (_same_kind(one, other) and same_value(one, other)) or actors_conflict(one, other):
        return False
    if not places_conflict(one, other):
        return True
    return one.actor is not None and one.actor == other.actor and value(one) >= _TELLING


def _same_kind(one: Figure, other: Figure) -> bool:
    """The same kind of thing; `212 people` and `212 rescued` too, since a second telling may leave out the outcome."""
    units = {one.unit, other.unit}
    rescued = "people" in units and all((unit or "").startswith("people") for unit in units)
    return same_subject(one, other) or (rescued and value(one) >= _SMALL)
