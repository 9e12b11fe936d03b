"""Many readers before each contestant: what opening them costs, one delta to all of them, and deltas back to back."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bench import load, machine
from bench.contestants import Contestant, bare, granian, nginx, ours, uvicorn
from bench.load import Arrived

if TYPE_CHECKING:
    from bench.context import Context

OURS, BARE, NCHAN, GRANIAN = "dateline serve", "bare send loop (C)", "nchan on nginx", "granian, a queue a reader"
UVICORN, STARLETTE = "uvicorn ASGI, a queue a reader", "sse-starlette on uvicorn"

_SINGLES = 5  # deltas one by one, each to all readers
_DELTAS = 20  # deltas back to back
_PATIENCE = 300.0


@dataclass(frozen=True)
class Visit:
    """One crowd before one server. CPU in seconds of the server, memory in bytes for each reader."""

    opening: float
    memory: float
    single: list[Arrived]
    single_cpu: list[float]
    sustained: Arrived


class Crowd:
    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def contestants(self) -> list[Contestant]:
        tools = self._context.tools
        return [
            Contestant(BARE, bare(tools)),
            Contestant(OURS, ours(self._context.newsroom)),
            Contestant(NCHAN, nginx(tools)),
            Contestant(GRANIAN, granian(tools)),
            Contestant(UVICORN, uvicorn(tools, "bench.peers.queue_app:app")),
            Contestant(STARLETTE, uvicorn(tools, "bench.peers.sse_app:app")),
        ]

    @cached_property
    def visits(self) -> dict[str, list[Visit]]:
        """By contestant, one for each round."""
        found: dict[str, list[Visit]] = defaultdict(list)
        self._context.in_turns(self.contestants, lambda one: found[one.name].append(self._visit(one)))
        return dict(found)

    def _visit(self, contestant: Contestant) -> Visit:
        count = self._context.readers
        with contestant.start() as server:
            time.sleep(0.3)
            cpu, memory = machine.cpu_seconds(server.pid), machine.resident(server.pid)
            with load.readers(self._context.tools, server.port, server.stream, count) as readers:
                time.sleep(0.3)
                opening = machine.cpu_seconds(server.pid) - cpu
                grown = (machine.resident(server.pid) - memory) / count
                single, single_cpu = [], []
                for number in range(1, _SINGLES + 1):
                    before = machine.cpu_seconds(server.pid)
                    single.append(readers.receive(1, lambda n=number: server.publish(n, 1), _PATIENCE))
                    time.sleep(0.1)
                    single_cpu.append(machine.cpu_seconds(server.pid) - before)
                sustained = readers.receive(_DELTAS, lambda: server.publish(_SINGLES + 1, _DELTAS), _PATIENCE)
                return Visit(opening, grown, single, single_cpu, sustained)
