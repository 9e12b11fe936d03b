"""A subject's figures as marks in time, for a drawing that is as wide as its place: all measures are shares of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.blog.changes import Json, moment

_EDGE = 3.0  # per cent that stay free on every side, so that no mark is cut
_HIGHEST = 8.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure. `x`, `y`: its middle, `top`, `bottom` its bounds, each as "12.5%". `source`: named, unnamed, none."""

    x: str
    y: str
    top: str
    bottom: str
    is_exact: bool
    source: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`high` and `low` are the values at its upper and lower edge, `first` and `last` the stamps at its sides."""

    marks: tuple[Mark, ...]
    high: float
    low: float
    first: str
    last: str


def chart(figures: Sequence[Json]) -> Chart | None:
    """Of figures as the ledger gives them; None where fewer than two would show nothing."""
    if len(figures) < 2:
        return None
    high, low = max(figure["high"] for figure in figures), min(figure["low"] for figure in figures)
    first, last = min(figure["at"] for figure in figures), max(figure["at"] for figure in figures)
    begin, end = moment(first), moment(last)

    def across(when: datetime) -> str:
        share = (when - begin) / (end - begin) if end > begin else 0.5
        return _percent(_EDGE + share * (100 - 2 * _EDGE))

    def up(value: float) -> str:
        share = (high - value) / (high - low) if high > low else 0.5
        return _percent(_HIGHEST + share * (100 - 2 * _HIGHEST))

    marks = tuple(
        Mark(
            across(moment(figure["at"])),
            up((figure["low"] + figure["high"]) / 2),
            up(figure["high"]),
            up(figure["low"]),
            figure["low"] == figure["high"],
            "unnamed" if figure["status"] == "unnamed" else "named" if figure["source"] else "none",
        )
        for figure in figures
    )
    return Chart(marks, round(high, 1), round(low, 1), first, last)  # "some 12,000" reaches to 13,200.000000000002


def _percent(value: float) -> str:
    return f"{value:.2f}%"
