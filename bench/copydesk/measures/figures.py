"""Figures: the value, the unit, from where and to where; and what is no figure."""

from __future__ import annotations

import math

from bench.copydesk.reading import Case
from bench.copydesk.spans import Json, touching, words
from bench.copydesk.tally import Tally


def measure(case: Case, report: Json) -> Tally:
    tally = Tally()
    figures = [{**figure, "high": _ceiling(figure)} for figure in report["facts"]["figures"]]
    for item in case.gold["figures"]:
        about = f"{case.name} {item['post']}: {item['text']!r}"
        hits = touching(figures, item)
        if not hits:
            for measure in ("figure, value and unit", "figure, places too"):
                tally.add(measure, "missed", f"{about}: not found" if measure.endswith("unit") else "")
            continue
        best = max(hits, key=lambda hit: (_value(item, hit), _unit(item, hit), _places(item, hit)))
        said = f"{best['low']:g}..{best['high']:g} {best['unit']} {best['from']} -> {best['to']}"
        whole = _value(item, best) and _unit(item, best)
        tally.add("figure, value and unit", "right" if whole else "wrong", "" if whole else f"{about}: {said}")
        placed = whole and _places(item, best)
        wanted = f"{item.get('from_')} -> {item.get('to')}"
        note = f"{about}: {said}, for {wanted}" if whole and not placed else ""
        tally.add("figure, places too", "right" if placed else "wrong", note)
    for item in case.gold["not_figures"]:
        for hit in touching(figures, item):
            if not any(touching([hit], figure) for figure in case.gold["figures"]):
                tally.add(
                    "figure, value and unit", "wrong", f"{case.name}: no figure: {hit['text']!r} in {item['text']!r}"
                )
    return tally


def _ceiling(figure: Json) -> float:
    """The upper bound; a figure that is open above ("more than 13,000") has none."""
    return math.inf if figure["high"] is None else float(figure["high"])


def unmarked(case: Case, report: Json) -> list[str]:
    """Figures found where the annotators marked nothing: for a person to look at, in no score."""
    marked = [*case.gold["figures"], *case.gold["not_figures"], *case.gold["times"]]
    return [
        f"unmarked figure: {case.name}: {found['text']!r} {found['low']}..{found['high']} {found['unit']}"
        for found in report["facts"]["figures"]
        if not any(touching([found], item) for item in marked)
    ]


def _value(item: Json, hit: Json) -> bool:
    low, high = hit["low"], hit["high"]
    if item["value"] is not None:
        value = item["value"]
        return bool(
            low <= value * 1.001 + 1e-9 and (high >= value * 0.999 or item.get("qualifier") in ("nearly", "almost"))
        )
    return bool(0.4 * item["low"] <= low <= 1.6 * item["low"] and (high <= 10 * item["high"] or high == math.inf))


def _unit(item: Json, hit: Json) -> bool:
    gold, said = words(item["unit"]), words(hit["unit"])
    return not gold or bool(gold & said)


def _places(item: Json, hit: Json) -> bool:
    for key, said in (("from_", hit["from"]), ("to", hit["to"])):
        gold = words(item.get(key))
        if bool(gold) != bool(words(said)) or (gold and not gold & words(said)):
            return False
    return True
