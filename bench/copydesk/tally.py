"""Counts of what was found rightly, wrongly or not at all, and what to say of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """`counts` by measure and outcome: right, wrong (said and untrue), missed. `notes`: a line for each not right."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, measure: str, outcome: str, note: str = "") -> None:
        self.counts[measure, outcome] += 1
        if note:
            self.notes.append(f"{outcome:6} {measure}: {note}")

    def __iadd__(self, other: Tally) -> Tally:
        self.counts += other.counts
        self.notes += other.notes
        return self

    def measures(self) -> list[str]:
        return sorted({measure for measure, _ in self.counts})

    def row(self, measure: str) -> tuple[int, int, int]:
        """right, wrong, missed"""
        return tuple(self.counts[measure, outcome] for outcome in ("right", "wrong", "missed"))  # type: ignore[return-value]


def line(tally: Tally, measure: str) -> str:
    right, wrong, missed = tally.row(measure)
    precision = f"{right / (right + wrong):.3f}" if right + wrong else "    -"
    recall = f"{right / (right + wrong + missed):.3f}" if right + wrong + missed else "    -"
    return f"  {measure:<34}{right:>6}{wrong:>7}{missed:>8}   {precision:>6}  {recall:>6}"


HEAD = f"  {'':<34}{'right':>6}{'wrong':>7}{'missed':>8}   {'prec.':>6}  {'recall':>6}"
