"""One post to everybody: from publication to the last reader, and what the server computes for it."""

from __future__ import annotations

import statistics

from bench.context import Context
from bench.crowd import OURS, Visit, visits
from bench.report import Goal, Rows

_QUOTED = "wagtail-live's websocket server (measured apart)"


def measure(context: Context) -> list[Rows]:
    found = visits(context)
    last = {name: [a.max / 1e3 for v in some for a in v.single] for name, some in found.items()}
    cpu = {name: [seconds for v in some for seconds in v.single_cpu] for name, some in found.items()}
    title = f"One post to {context.readers:,} readers on one core"
    note = "from before the publisher's call to the last byte at the reader; ours holds an append with fsync"
    return [
        Rows(
            name="one_post",
            title=f"{title}: the last reader has it",
            unit="s",
            more=False,
            values=last if context.fast else {**last, _QUOTED: [1.67]},
            goals=[Goal("", 0.4, 0.2)],
            ours=OURS,
            details={name: _percentiles(some) for name, some in found.items()},
            notes=[note],
        ),
        Rows(
            name="one_post",
            title=f"{title}: server CPU",
            unit="CPU s",
            more=False,
            values=cpu if context.fast else {**cpu, _QUOTED: [1.76]},
            goals=[Goal("", 0.3, 0.15)],
            ours=OURS,
        ),
    ]


def _percentiles(some: list[Visit]) -> str:
    singles = [a for v in some for a in v.single]
    p50, p95, p99, last = (
        statistics.median(getattr(a, name) for a in singles) for name in ("p50", "p95", "p99", "max")
    )
    return f"p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f}, max {last:.0f} ms"
