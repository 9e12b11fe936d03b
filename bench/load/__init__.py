"""Load: many readers or many requests from one process of ours, written in C and run on a core of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench.tools import Tools

CONNECTIONS = 64  # of one run of requests


@dataclass(frozen=True)
class Arrived:
    """What readers got of some deltas. Milliseconds after publication; `first` and `last` are CLOCK_MONOTONIC in ns.

    `cpu` is what the load itself computed between the first byte and the last, in seconds.
    """

    deltas: int
    bytes: int
    first: int
    last: int
    cpu: float
    p50: float
    p95: float
    p99: float
    max: float

    @property
    def seconds(self) -> float:
        return (self.last - self.first) / 1e9


class Lost(Exception):
    """A reader did not get every delta once and in order."""


class Readers:
    """Open streams, all in one process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.count = int(self._answer()["opened"])

    def receive(self, deltas: int, publish: Callable[[], object], seconds: float) -> Arrived:
        """Publish, then wait until every reader has every delta; Lost when one has not within so many seconds."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(deltas, seconds, file=self._process.stdin, flush=True)
        said = self._process.stdout.readline().strip()
        assert said == "ready", said
        publish()
        told = self._answer()
        if told["missing"] or told["disorder"] or told["closed"]:
            raise Lost(", ".join(f"{name} {told[name]}" for name in ("missing", "disorder", "closed")))
        times = {name: float(told[name]) for name in ("p50", "p95", "p99", "max")}
        return Arrived(int(told["deltas"]), int(told["bytes"]), told["first"], told["last"], told["cpu"] / 1e3, **times)

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise Lost(f"the readers ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def readers(tools: Tools, port: int, path: str, count: int, *headers: str) -> Iterator[Readers]:
    command = [str(tools.program("load/readers")), str(port), path, str(count), *headers]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Readers(process)
        finally:
            process.kill()


@dataclass(frozen=True)
class Answered:
    """What a run of requests came to: `busy` is the share of its core that the load itself used."""

    per_second: float
    busy: float
    status: int
    length: int
    p50: float
    p99: float


def requests(tools: Tools, port: int, path: str, seconds: float, *headers: str) -> Answered:
    """Ask over and over on each of 64 kept connections; every answer must be like the first."""
    command = [str(tools.program("load/requests")), str(port), path, str(CONNECTIONS), str(seconds), *headers]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if told["different"]:
        raise Lost(f"{told['different']} answers of {told['answers']} were not like the first")
    return Answered(
        told["answers"] * 1e3 / told["took"],
        1 - told["idle"] / told["took"],
        told["status"],
        told["length"],
        told["p50"],
        told["p99"],
    )
