"""Many readers before each contestant: what opening them costs, one delta to all of them, and deltas back to back."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from bench import load, machine
from bench.contestants import Contestant, bare, granian, nginx, ours, uvicorn
from bench.context import Context
from bench.load import Arrived

OURS, PACKED = "dateline serve", "dateline serve, streams packed"
BARE, NCHAN, GRANIAN = "bare send loop (C)", "nchan on nginx", "granian, a queue a reader"
UVICORN, STARLETTE = "uvicorn ASGI, a queue a reader", "sse-starlette on uvicorn"

_SINGLES = 5  # deltas one by one, each to all readers
_DELTAS = 20  # deltas back to back
_PATIENCE = 300.0


@dataclass(frozen=True)
class Visit:
    """One crowd before one server. CPU in seconds of the server, memory in bytes for each reader.

    `first` is the first burst that new connections carry: the kernel, growing their buffers, makes it dearer for
    everybody by a fifth. `sustained` is the next.
    """

    opening: float
    memory: float
    single: list[Arrived]
    single_cpu: list[float]
    first: Arrived
    sustained: Arrived
    sustained_cpu: float


def contestants(context: Context) -> list[Contestant]:
    tools = context.tools
    return [
        Contestant(BARE, bare(tools)),
        Contestant(OURS, ours(context.newsroom)),
        Contestant(PACKED, ours(context.newsroom, packed=True)),
        Contestant(NCHAN, nginx(tools)),
        Contestant(GRANIAN, granian(tools)),
        Contestant(UVICORN, uvicorn(tools, "bench.peers.queue_app:app")),
        Contestant(STARLETTE, uvicorn(tools, "bench.peers.sse_app:app")),
    ]


@cache
def visits(context: Context) -> dict[str, list[Visit]]:
    """By contestant, one for each round. Several figures come from them, and the crowd is brought together once."""
    found: dict[str, list[Visit]] = defaultdict(list)
    context.in_turns(contestants(context), lambda one: found[one.name].append(_visit(context, one)))
    return dict(found)


def _visit(context: Context, contestant: Contestant) -> Visit:
    count = context.readers
    with contestant.start() as server:
        time.sleep(0.3)
        cpu, memory = machine.cpu_seconds(server.pid), machine.resident(server.pid)
        with load.readers(context.tools, server.port, server.stream, count, *server.headers) as readers:
            time.sleep(0.3)
            opening = machine.cpu_seconds(server.pid) - cpu
            grown = (machine.resident(server.pid) - memory) / count
            single, single_cpu = [], []
            for number in range(1, _SINGLES + 1):
                before = machine.cpu_seconds(server.pid)
                single.append(readers.receive(1, lambda n=number: server.publish(n, 1), _PATIENCE))  # type: ignore[misc]
                time.sleep(0.1)
                single_cpu.append(machine.cpu_seconds(server.pid) - before)
            first = readers.receive(_DELTAS, lambda: server.publish(_SINGLES + 1, _DELTAS), _PATIENCE)
            before = machine.cpu_seconds(server.pid)
            start = _SINGLES + _DELTAS + 1
            sustained = readers.receive(_DELTAS, lambda: server.publish(start, _DELTAS), _PATIENCE)
            sustained_cpu = machine.cpu_seconds(server.pid) - before
            return Visit(opening, grown, single, single_cpu, first, sustained, sustained_cpu)
