"""What an operator wants to see on a graph, in the Prometheus text format (0.0.4)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateline.blog.changes import moment
from dateline.edge.descriptors import Descriptors
from dateline.log import reading

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_READERS = "readers"
_COUNTED = (
    ("streams", "Streams opened."),
    ("resumed", "Streams that resumed from a cursor."),
    ("shed", "Streams told to come back later."),
    ("unkept", "Connections answered once and closed: too many of one address, or in all."),
    ("cut", "Readers cut because they did not keep up."),
    ("delivered", "Frames handed to readers."),
)
# The end of a sample's name after its family's, its labels, its value; a family's name, type, help and samples.
Sample = tuple[str, dict[str, str], float]
Family = tuple[str, str, str, list[Sample]]


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

    def families(self, readers: dict[str, int], late: bool, descriptors: Descriptors) -> list[Family]:
        """What this process has to tell; `readers` by blog."""
        told: list[Family] = []

        def metric(name: str, kind: str, help_: str, samples: list[Sample]) -> None:
            told.append((f"dateline_{name}", kind, help_, samples))

        def number(name: str, kind: str, help_: str, value: float) -> None:
            metric(name, kind, help_, [("", {}, float(value))])

        metric(_READERS, "gauge", "Open streams.", [("", {"blog": b}, float(n)) for b, n in sorted(readers.items())])
        number("connections", "gauge", "Open connections, streams among them.", descriptors.connections)
        number("descriptors", "gauge", "Open files and sockets.", descriptors.open)
        number("descriptors_limit", "gauge", "Files and sockets that may be open.", descriptors.limit)
        number("tasks", "gauge", "Work under way on the event loop.", len(asyncio.all_tasks()))
        number("log_late", "gauge", "1 while the log cannot be read.", late)
        answers: list[Sample] = [("", {"status": str(s)}, float(n)) for s, n in sorted(self.answers.items())]
        metric("answers_total", "counter", "Answers to readers' requests.", answers)
        reads: list[Sample] = [("", {"read": name}, float(count)) for name, count in sorted(reading.done.items())]
        metric("log_reads_total", "counter", "Readings of the log.", reads)
        for name, help_ in _COUNTED:
            number(f"{name}_total", "counter", help_, getattr(self, name))
        count = float(self.publish_count)
        buckets: list[Sample] = [("_bucket", {"le": f"{b:g}"}, float(self.publish[b])) for b in _BOUNDS]
        buckets += [("_bucket", {"le": "+Inf"}, count), ("_sum", {}, self.publish_seconds), ("_count", {}, count)]
        metric("publish_seconds", "histogram", "From a change to its last reader.", buckets)
        return told


def readers_by_blog(told: Iterable[list[Family]]) -> Counter[str]:
    """Open streams by blog, of all these workers together."""
    found: Counter[str] = Counter()
    for families in told:
        for name, _, _, samples in families:
            if name == f"dateline_{_READERS}":
                found.update({labels["blog"]: int(value) for _, labels, value in samples})
    return found


def text(told: Mapping[int, list[Family]], workers: int) -> bytes:
    """The whole exposition of what each worker tells, by its number, which is a label where there are several.

    A label and no sum: a worker that is started again begins at nothing, and Prometheus takes a sum that has fallen for
    all of them having done so.
    """
    heads: dict[str, str] = {}
    samples: dict[str, list[str]] = {}
    for worker, families in sorted(told.items()):
        own = {"worker": str(worker)} if workers > 1 else {}
        for name, kind, help_, found in families:
            heads[name] = f"# HELP {name} {help_}\n# TYPE {name} {kind}"
            samples.setdefault(name, []).extend(
                f"{name}{suffix}{_labels({**labels, **own})} {_number(value)}" for suffix, labels, value in found
            )
    return "\n".join([*(line for name, head in heads.items() for line in (head, *samples[name])), ""]).encode()


def _number(value: float) -> str:
    """Whole: a counter of millions that is cut to six digits stands still, then jumps."""
    return str(int(value)) if value.is_integer() else repr(value)


def _labels(labels: dict[str, str]) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}" if labels else ""
