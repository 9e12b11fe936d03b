"""Deltas delivered a second, back to back."""

from __future__ import annotations

import statistics

from bench.context import Context
from bench.crowd import BARE, NCHAN, OURS, STARLETTE, UVICORN, Visit, visits
from bench.report import Goal, Rows


def measure(context: Context) -> Rows:
    found = visits(context)
    return Rows(
        name="deliveries",
        title=f"Deliveries, deltas of 1 KB back to back to {context.readers:,} readers",
        unit="deliveries/s",
        more=True,
        values={name: [v.sustained.deltas / v.sustained.seconds for v in some] for name, some in found.items()},
        goals=[Goal(BARE, 0.85, 0.95), Goal(NCHAN, 1.3, 1.7), Goal(UVICORN, 2.5, 3), Goal(STARLETTE, 6, 8)],
        ours=OURS,
        details={name: _detail(some) for name, some in found.items()},
        notes=[
            "every reader got every delta once and in order; the load's own ceiling is its deliveries a CPU second",
            "of two bursts of 20 deltas the second: in the first the kernel still grows the new connections' buffers",
        ],
    )


def _detail(some: list[Visit]) -> str:
    busy = statistics.median(v.sustained.cpu / v.sustained.seconds for v in some)
    ceiling = statistics.median(v.sustained.deltas / v.sustained.cpu for v in some)
    size = statistics.median(v.sustained.bytes / v.sustained.deltas for v in some)
    served = statistics.median(v.sustained.deltas / v.sustained_cpu for v in some)
    first = statistics.median(v.first.deltas / v.first.seconds for v in some)
    return (
        f"{size:.0f} bytes each; {served:,.0f} a CPU second; the first burst {first:,.0f}/s; "
        f"load busy {busy:.0%}, its ceiling {ceiling:,.0f}/s"
    )
