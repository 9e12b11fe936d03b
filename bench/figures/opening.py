"""What the server computes to open streams."""

from __future__ import annotations

from bench.context import Context
from bench.crowd import NCHAN, OURS, visits
from bench.report import Goal, Rows


def measure(context: Context) -> Rows:
    return Rows(
        name="opening",
        title=f"CPU to open {context.readers:,} streams",
        unit="CPU s",
        more=False,
        values={name: [visit.opening for visit in some] for name, some in visits(context).items()},
        goals=[Goal(NCHAN, 1.8, 1.2)],
        ours=OURS,
    )
