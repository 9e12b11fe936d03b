"""Defects planted by chance, found or not, by rule; and findings of tier error where none was planted."""

from __future__ import annotations

from collections.abc import Callable

from bench.copydesk.measures.findings import touching_gold
from bench.copydesk.plant import mended, planted
from bench.copydesk.reading import Case
from bench.copydesk.spans import Json, touching
from bench.copydesk.tally import Tally

SEEDS = 4


def measure(case: Case, desk: Callable[[Case], Json]) -> Tally:
    """Of one invented blog: the mended text once, then with each seed's defects."""
    tally = Tally()
    clean = mended(case)
    for seed in range(SEEDS + 1):
        sown = planted(clean, seed) if seed else clean
        findings = desk(sown)["findings"]
        wanted = sown.gold.get("planted", [])
        for defect in wanted:
            hits = [finding["rule"] for finding in touching(findings, defect)]
            right = any(rule == defect["type"] for rule in hits)
            note = "" if right else f"{case.name} {seed}: {defect['text'][:50]!r}; found {hits}"
            tally.add(f"planted, {defect['type']}", "right" if right else "missed", note)
            tally.add("planted, all", "right" if right else "missed")
        defects = [*wanted, *sown.gold["defects"]]
        for finding in findings:
            places = [finding, *finding["evidence"]]  # a slip inside a quotation makes it another than the headline's
            if finding["tier"] == "error" and not any(touching_gold(place, defects) for place in places):
                said = f"{case.name} {seed}: {finding['rule']} {finding['text'][:50]!r}: {finding['why']}"
                tally.add(f"planted, false {finding['tier']}", "wrong", said)
        for _ in sown.posts:
            tally.add("planted, posts", "right")
    return tally
