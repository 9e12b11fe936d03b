"""What an idle reader costs in resident memory."""

from __future__ import annotations

import time
from collections import defaultdict

from bench import load, machine
from bench.contestants import Contestant
from bench.context import Context
from bench.crowd import GRANIAN, NCHAN, OURS, PACKED, UVICORN, contestants
from bench.report import Goal, Rows

_QUOTED = "wagtail-live's websocket server (measured apart)"


def measure(context: Context) -> Rows:
    count = 2_000 if context.fast else 15_000
    values: dict[str, list[float]] = defaultdict(list)

    def once(contestant: Contestant) -> None:
        with contestant.start() as server:
            time.sleep(0.3)
            before = machine.resident(server.pid)
            with load.readers(context.tools, server.port, server.stream, count, *server.headers) as readers:
                time.sleep(0.5)
                grown = machine.resident(server.pid) - before
                readers.receive(1, lambda: server.publish(1, 1), 60)  # so that it is known that all of them are there
                values[contestant.name].append(grown / count / 1024)

    names = (OURS, NCHAN) if context.fast else (OURS, PACKED, NCHAN, GRANIAN, UVICORN)
    context.in_turns([c for c in contestants(context) if c.name in names], once)
    return Rows(
        name="memory",
        title=f"Resident memory for each idle reader, {count:,} readers",
        unit="KB",
        more=False,
        values={**values, **({} if context.fast else {_QUOTED: [75.0]})},
        goals=[Goal("", 4, 2)],
        ours=OURS,
        notes=[
            "growth of the server's resident memory divided by the readers; the kernel's socket buffers are not in it"
        ],
    )
