"""Planted defects found, and findings where nothing is wrong."""

from __future__ import annotations

from typing import Any

from bench.copydesk.reading import Case
from bench.copydesk.spans import Json, gold_span, overlap, touching
from bench.copydesk.tally import Tally

# What the reference calls a defect -> the rule that answers for it.
_RULES = {
    "time-label": "label", "misspelt name": "name-variant", "missing word": "missing-word",
    "dangling embed": "dangling",
    "mismatched quote marks": "mismatched-quotes", "headline quote not verbatim in body": "headline-quote",
    "headline claim absent from body": "headline-claim", "unsourced figure": "unsourced",
    "US/U.S. mixed within one quote": "mixed-style", "vague time, no date or link": "vague-time",
}  # fmt: skip


def measure(case: Case, report: Json) -> Tally:
    tally = Tally()
    findings = report["findings"]
    defects = [defect for defect in case.gold["defects"] if "offset" in defect]
    for defect in defects:
        rule = _RULES.get(defect["type"], defect["type"])
        hits = touching(findings, defect)
        about = f"{case.name} {defect['post']}: {rule}: {defect['text'][:60]!r}"
        if any(_answers(hit["rule"], rule) for hit in hits):
            fixes = {hit.get("fix") for hit in hits} - {None}
            tally.add(f"defect, {defect['severity']}", "right")
            if defect.get("fix") and rule in ("typo", "name-variant") and fixes and defect["fix"] not in fixes:
                tally.add("defect's fix", "wrong", f"{about}: {fixes}")
        else:
            got = f"; found {[hit['rule'] for hit in hits]}" if hits else ""
            tally.add(f"defect, {defect['severity']}", "missed", about + got)
    for defect in case.gold["defects"]:
        if "offset" not in defect:  # of the whole file: it has no date anywhere
            found = any("date" in finding["rule"] for finding in findings)
            tally.add(f"defect, {defect['severity']}", "right" if found else "missed", "" if found else defect["type"])
    for finding in findings:
        if finding["tier"] in ("error", "ask") and not _warranted(finding, defects, case.gold, report["relations"]):
            trap = [trap["type"] for trap in touching_gold(finding, case.gold.get("traps", []))]
            note = f"{case.name}: {finding['rule']} {finding['text'][:60]!r}: {finding['why']}"
            tally.add(f"false finding, {finding['tier']}", "wrong", note + (f" (a trap: {trap})" if trap else ""))
    return tally


def _answers(rule: str, wanted: str) -> bool:
    return rule == wanted or rule.startswith(wanted) or wanted.startswith(rule)


def touching_gold(finding: Json, items: list[Json]) -> list[Json]:
    here = (finding["start"], finding["end"])
    return [item for item in items if "offset" in item and overlap(here, gold_span(item))]


def _warranted(finding: Json, defects: list[Json], gold: Json, relations: list[Json]) -> bool:
    """A defect is there, or the finding tells of a relation that the annotations hold."""
    if touching_gold(finding, defects):
        return True
    told = _related(gold)
    if not any(touching_gold(finding, [item]) for item in told):
        return False
    here = (finding["start"], finding["end"])
    return any(
        overlap(here, (item["start"], item["end"]))
        for relation in relations
        for item in relation["items"]
        if relation["type"] in ("confirms", "differs", "near-duplicate", "same-quote")
    )


def _related(gold: Json) -> list[Json]:
    """The marked items that a relation worth a person's time joins."""
    marked = {
        item["id"]: item
        for name in ("figures", "quotes", "headline_quotes", "indirect")
        for item in gold[name]
        if "id" in item
    }
    ids: list[Any] = [one[key] for one in gold["confirmations"] if "claim" in one for key in ("claim", "confirmed_by")]
    ids += [one["ids"] for one in (*gold.get("contradictions_between_posts", []), *gold.get("same_quotes", []))]
    flat = [one for each in ids for one in ([each] if isinstance(each, str) else each)]
    return [marked[one] for one in flat if one in marked]
