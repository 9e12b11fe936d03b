"""Read the log from the event loop: in a worker thread, whose database connection is dropped when it has gone bad."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")

# Since the start of the process, by the name of what was read: what a crowd of readers costs the log can be seen.
done: Counter[str] = Counter()


async def reading(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`read(*args)` in a worker thread. Its errors come through, and the next reading there starts on a new connection.

    Django drops bad connections between requests; these threads know no requests, and would keep one for ever.
    """

    def run() -> T:
        done[read.__name__] += 1
        try:
            return read(*args, **kwargs)
        except Exception:
            connections.close_all()
            raise

    return await asyncio.to_thread(run)
