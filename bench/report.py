"""What a figure found, as a table for a terminal and for docs/benchmarks.md."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

BEGIN = "<!-- figures: written by `make bench`, do not edit between these two lines -->"
END = "<!-- end of the figures -->"
_AFTER = ("Skipped:\n", END)  # what follows the last figure


@dataclass(frozen=True)
class Goal:
    """What ours must reach and aims at: times the median of contestant `of`, or in the figure's unit when that is ''.

    `ours` names the contestant that must, when it is not the figure's own.
    """

    of: str
    must: float
    aim: float
    ours: str = ""


@dataclass
class Rows:
    """One figure. `values` by contestant, one for each round (or sample); `details` are further facts on a line.

    `more` says that more is better. The first contestant is ours. `are_peers` says that the others do the same thing,
    so that a ratio to them means something.
    """

    name: str
    title: str
    unit: str
    more: bool
    values: dict[str, list[float]]
    goals: list[Goal]
    ours: str
    details: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    are_peers: bool = True

    def median(self, contestant: str) -> float:
        return statistics.median(self.values[contestant])

    @property
    def verdicts(self) -> list[tuple[str, bool]]:
        """For each goal that can be judged: a sentence, and whether what must be is."""
        return [self._judge(goal) for goal in self.goals if not goal.of or self.values.get(goal.of)]

    def _judge(self, goal: Goal) -> tuple[str, bool]:
        scale = self.median(goal.of) if goal.of else 1.0
        reached = self.median(goal.ours or self.ours) / scale
        met = [reached >= level if self.more else reached <= level for level in (goal.must, goal.aim)]
        sign = "≥" if self.more else "≤"
        unit = f" × {goal.of}" if goal.of else f" {self.unit}".rstrip()
        said = "aim reached" if all(met) else "met" if met[0] else "**not met**"
        who = f"{goal.ours}: " if goal.ours else ""
        return f"{who}must {sign} {goal.must:g}{unit}, aim {goal.aim:g}: {said} with {shown(reached)}", met[0]


def shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _cells(rows: Rows) -> list[list[str]]:
    ours = rows.median(rows.ours)
    cells = []
    for contestant, values in rows.values.items():
        middle = statistics.median(values)
        spread = f"{shown(min(values))} to {shown(max(values))}" if len(values) > 1 else ""
        is_peer = rows.are_peers and contestant != rows.ours
        ratio = f"{ours / middle:.2f}" if is_peer and middle else ""
        cells.append([contestant, shown(middle), spread, ratio, rows.details.get(contestant, "")])
    return cells


def _head(rows: Rows) -> list[str]:
    return ["", rows.unit, "spread", "ours to it", ""]


def printed(rows: Rows) -> str:
    """For a terminal."""
    table = [_head(rows), *_cells(rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    lines = [rows.title]
    for line in table:
        first, *numbers, last = line
        aligned = [cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True)]
        lines.append("  ".join(["  " + first.ljust(widths[0]), *aligned, last]).rstrip())
    lines += [f"  {sentence.replace('**', '')}" for sentence, _ in rows.verdicts]
    return "\n".join([*lines, *(f"  {note}" for note in rows.notes)])


def _markdown(rows: Rows) -> str:
    lines = [f"### {rows.title}", "", "| " + " | ".join(_head(rows)) + " |", "|---|---:|---:|---:|---|"]
    lines += ["| " + " | ".join(cells) + " |" for cells in _cells(rows)]
    lines += ["", *(f"- {sentence}" for sentence, _ in rows.verdicts), *(f"- {note}" for note in rows.notes)]
    return "\n".join([*lines, f"- alone: `.venv/bin/python -m bench {rows.name}`"])


def write(page: Path, found: Sequence[Rows], versions: Sequence[str], skipped: Sequence[str]) -> None:
    """Put the figures into the page between the two lines; what people wrote around them stays."""
    text = page.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    day = datetime.now(UTC).date().isoformat()
    parts = [f"Measured on {day} by `make bench`.", "\n".join(f"- {line}" for line in versions)]
    parts += [_markdown(rows) for rows in found]
    if skipped:
        parts.append("Skipped:\n" + "\n".join(f"- {line}" for line in skipped))
    page.write_text(f"{before}{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}{after}", "utf-8")


def renew(page: Path, found: Sequence[Rows]) -> None:
    """Put some figures in the places of their elder selves; one that has none yet comes last."""
    text = page.read_text("utf-8")
    for rows in found:
        before, heading, rest = text.partition(f"### {rows.title}\n")
        if heading:
            rest = rest[_first(rest, "### ", *_AFTER) :]
        else:
            before, rest = text[: _first(text, *_AFTER)], text[_first(text, *_AFTER) :]
        text = f"{before}{_markdown(rows)}\n\n{rest}"
    page.write_text(text, "utf-8")


def _first(text: str, *marks: str) -> int:
    return min(text.find(mark) for mark in marks if mark in text)
