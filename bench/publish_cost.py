"""What a post costs in a blog of ten posts and in one of ten thousand: `python -m bench.publish_cost [POSTS]`.

Measured: the transaction alone, and from the command to the text in an open stream (a server of its own, one reader).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from dateline.boot import boot, migrate
from dateline.config import load

ROUNDS = 60


def main(posts: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        boot(load(data))
        migrate()
        from bench.publishing import Bench

        bench = Bench(data)
        small, large = bench.blog(10), bench.blog(posts)
        with bench.server():
            rows = {name: bench.measure(small, large, ROUNDS, name) for name in ("transaction", "to an open stream")}
    print(f"milliseconds, median of {ROUNDS} pairs taken in turns")
    print(f"{'':20}{'10 posts':>10}{f'{posts:,} posts':>16}{'ratio':>8}")
    for name, (few, many) in rows.items():
        a, b = statistics.median(few) * 1e3, statistics.median(many) * 1e3
        print(f"{name:20}{a:>10.2f}{b:>16.2f}{b / a:>8.2f}")


if __name__ == "__main__":
    started = time.monotonic()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    print(f"took {time.monotonic() - started:.0f} s")
