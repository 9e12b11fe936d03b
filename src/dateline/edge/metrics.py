"""What an operator wants to see on a graph, in the Prometheus text format (0.0.4)."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateline.blog.changes import moment
from dateline.edge.descriptors import Descriptors
from dateline.log import reading

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


@dataclass
class Metrics:
    """Counters since the start of the process; `publish` is a histogram of seconds from a change to its last reader."""

    answers: Counter[int] = field(default_factory=Counter)
    streams: int = 0
    resumed: int = 0
    shed: int = 0
    unkept: int = 0
    cut: int = 0
    delivered: int = 0
    publish: Counter[float] = field(default_factory=Counter)
    publish_seconds: float = 0.0
    publish_count: int = 0

    def published(self, at: str) -> None:
        seconds = max(0.0, (datetime.now(UTC) - moment(at)).total_seconds())
        self.publish_seconds += seconds
        self.publish_count += 1
        for bound in _BOUNDS:
            if seconds <= bound:
                self.publish[bound] += 1

    def text(self, readers: dict[str, int], late: bool, descriptors: Descriptors) -> bytes:
        """The whole exposition; `readers` by blog."""
        lines: list[str] = []

        def metric(name: str, kind: str, help_: str, samples: list[tuple[str, float]]) -> None:
            lines.append(f"# HELP dateline_{name} {help_}\n# TYPE dateline_{name} {kind}")
            lines.extend(f"dateline_{name}{labels} {value:g}" for labels, value in samples)

        metric("readers", "gauge", "Open streams.", [(f'{{blog="{b}"}}', n) for b, n in sorted(readers.items())])
        metric("connections", "gauge", "Open connections, streams among them.", [("", float(descriptors.connections))])
        metric("descriptors", "gauge", "Open files and sockets.", [("", float(descriptors.open))])
        metric("descriptors_limit", "gauge", "Files and sockets that may be open.", [("", float(descriptors.limit))])
        metric("tasks", "gauge", "Work under way on the event loop.", [("", float(len(asyncio.all_tasks())))])
        metric("log_late", "gauge", "1 while the log cannot be read.", [("", float(late))])
        answers = [(f'{{status="{status}"}}', float(n)) for status, n in sorted(self.answers.items())]
        metric("answers_total", "counter", "Answers to readers' requests.", answers)
        reads = [(f'{{read="{name}"}}', float(count)) for name, count in sorted(reading.done.items())]
        metric("log_reads_total", "counter", "Readings of the log.", reads)
        for name, help_ in (
            ("streams", "Streams opened."),
            ("resumed", "Streams that resumed from a cursor."),
            ("shed", "Streams told to come back later."),
            ("unkept", "Connections answered once and closed: too many of one address, or in all."),
            ("cut", "Readers cut because they did not keep up."),
            ("delivered", "Frames handed to readers."),
        ):
            metric(f"{name}_total", "counter", help_, [("", float(getattr(self, name)))])
        buckets = [(f'_bucket{{le="{bound:g}"}}', float(self.publish[bound])) for bound in _BOUNDS]
        count = float(self.publish_count)
        buckets += [('_bucket{le="+Inf"}', count), ("_sum", self.publish_seconds), ("_count", count)]
        metric("publish_seconds", "histogram", "From a change to its last reader.", buckets)
        return "\n".join([*lines, ""]).encode()
