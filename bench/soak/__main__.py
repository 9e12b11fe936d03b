"""Hold Dateline under abuse for long: `python -m bench.soak [--minutes 30] [PART…]`.

Each part prints what it measured beside what must be; the exit code is 1 when one falls short. The server is pinned to
one core and the readers to the other.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from pathlib import Path

from bench import machine
from bench.soak.place import Place

PARTS = ("stalled", "sockets", "storm", "faults", "drops", "churn", "writing")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30, help="how long churn lasts; faults and drops, at most 10")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    machine.settle_in()
    with tempfile.TemporaryDirectory(prefix="dateline-soak-") as folder:
        place = Place(Path(folder) / "data")
        for name in [name for name in PARTS if name in (asked.parts or PARTS)]:
            print(f"==> {name}", flush=True)
            began = time.monotonic()
            importlib.import_module(f"bench.soak.{name}").hold(place, asked.minutes)
            print(f"    {time.monotonic() - began:.0f} s", flush=True)
    print(f"Short of what must be: {place.short}")
    return 1 if place.short else 0


if __name__ == "__main__":
    sys.exit(main())
