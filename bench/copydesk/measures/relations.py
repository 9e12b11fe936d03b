"""Figures that reconcile, repeat or differ; claims confirmed; the same quote twice; posts that say the same."""

from __future__ import annotations

from typing import Any

from bench.copydesk.reading import Case, gold_ids
from bench.copydesk.spans import Json, touching
from bench.copydesk.tally import Tally

_WANTED = {"sum": "reconciles", "equal": "repeats"}


def measure(case: Case, report: Json) -> Tally:
    tally = Tally()
    gold = case.gold
    marked = {
        item["id"]: item
        for name in ("figures", "quotes", "headline_quotes", "indirect")
        for item in gold[name]
        if "id" in item
    }
    for one in gold["figure_relations"]:
        if one["type"] in _WANTED:
            ids = [*one["parts"], one["total"]] if one["type"] == "sum" else one["ids"]
            _joined(case, report, tally, (_WANTED[one["type"]],), ids, marked)
        elif one["type"].startswith("disjoint"):
            _apart(case, report, tally, one, marked)
    for one in gold.get("contradictions_between_posts", []):
        _joined(case, report, tally, ("differs",), one["ids"], marked)
    for one in gold["confirmations"]:
        if "claim" in one:
            later = one["confirmed_by"]
            ways = [[one["claim"], by] for by in ([later] if isinstance(later, str) else later)]
            told = [
                ids
                for ids in ways
                if any(_is(relation, ("confirms",), ids, marked) for relation in report["relations"])
            ]
            _joined(case, report, tally, ("confirms",), (told or ways)[0], marked)
    for one in gold.get("same_quotes", []):
        _joined(case, report, tally, ("same-quote",), one["ids"], marked)
    _duplicates(case, report, tally)
    _uncalled(case, report, tally, marked)
    return tally


def _items(relation: Json) -> list[Json]:
    return [item for item in relation["items"] if isinstance(item, dict)]


def _joins(relation: Json, ids: list[str], marked: dict[str, Any]) -> bool:
    return all(touching(_items(relation), marked[one]) for one in ids)


def _is(relation: Json, types: tuple[str, ...], ids: list[str], marked: dict[str, Any]) -> bool:
    return relation["type"] in types and _joins(relation, ids, marked)


def _joined(
    case: Case, report: Json, tally: Tally, types: tuple[str, ...], ids: list[str], marked: dict[str, Any]
) -> None:
    related = [relation for relation in report["relations"] if relation["type"] in types]
    found = any(_joins(relation, ids, marked) for relation in related)
    if types == ("repeats",):  # three tellings of a figure may be joined two by two
        found = all(
            any(_joins(relation, [one, other], marked) for relation in related for other in ids if other != one)
            for one in ids
        )
    about = f"{case.name}: {' '.join(ids)}: {' | '.join(marked[one]['text'][:30] for one in ids)}"
    tally.add(types[0], "right" if found else "missed", "" if found else about)


def _apart(case: Case, report: Json, tally: Tally, one: Json, marked: dict[str, Any]) -> None:
    for other in one["b"]:
        for relation in report["relations"]:
            if relation["type"] in ("differs", "reconciles", "repeats") and _joins(relation, [one["a"], other], marked):
                tally.add(
                    relation["type"], "wrong", f"{case.name}: {one['a']} and {other} have nothing to do with each other"
                )


def _duplicates(case: Case, report: Json, tally: Tally) -> None:
    ids = gold_ids(case, report)
    found = [
        {ids.get(item["post"], item["post"]) for item in _items(relation)}
        for relation in report["relations"]
        if relation["type"] == "near-duplicate"
    ]
    wanted = [set(one["posts"]) for one in case.gold["near_duplicate_posts"]]
    for pair in wanted:
        tally.add(
            "near-duplicate", "right" if pair in found else "missed", "" if pair in found else f"{case.name}: {pair}"
        )
    for pair in found:
        if pair not in wanted:
            tally.add("near-duplicate", "wrong", f"{case.name}: {pair}")


def _uncalled(case: Case, report: Json, tally: Tally, marked: dict[str, Any]) -> None:
    """Relations that a reader would act on and that are none: what differs, what confirms, what adds up."""
    gold = case.gold
    differ = [one["ids"] for one in gold.get("contradictions_between_posts", [])]
    same = [one["ids"] for one in gold.get("same_quotes", [])]
    for relation in report["relations"]:
        if relation["type"] == "differs" and not any(_joins(relation, ids, marked) for ids in differ):
            tally.add("differs", "wrong", f"{case.name}: {[item['text'] for item in _items(relation)]}")
        if relation["type"] == "same-quote" and not any(_joins(relation, ids, marked) for ids in same):
            tally.add("same-quote", "unmarked", f"{case.name}: {[item['text'][:40] for item in _items(relation)]}")
