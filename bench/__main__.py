"""Measure Dateline beside its peers: `python -m bench [--fast] [FIGURE…]`.

All figures, or the named ones. A whole run that is not a fast one writes docs/benchmarks.md; with --write, named ones
renew their part of it.
"""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
import tempfile
import time
from pathlib import Path

from bench import machine, report
from bench.context import Context
from bench.load import Lost
from bench.report import Rows
from bench.tools import BENCH, Missing, Tools

SLOW = ("timeline", "lighthouse")  # left out of a fast run, which has three minutes with all its installing
FIGURES = (
    "deliveries",
    "one_post",
    "memory",
    "opening",
    "pages",
    "screen",
    "timeline",
    "first_view",
    "lighthouse",
    "publish_cost",
    "wire",
    "desk",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--fast", action="store_true", help="a look within three minutes: fewer readers and rounds")
    parser.add_argument("--write", action="store_true", help="renew the named figures in docs/benchmarks.md")
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(FIGURES))
    asked = parser.parse_args()
    if unknown := set(asked.figures) - set(FIGURES):
        parser.error(f"no figure {', '.join(sorted(unknown))}; there are {', '.join(FIGURES)}")
    if asked.write and (asked.fast or not asked.figures):
        parser.error("--write renews named figures, measured in full")
    machine.settle_in()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every server is stopped on the way out
    started, others_share = time.monotonic(), machine.others_share()
    tools = Tools(BENCH.parent / ".venv" / "bench")
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        context = Context(asked.fast, tools, Path(place) / "data")
        usual = [name for name in FIGURES if not (asked.fast and name in SLOW)]
        found = [rows for name in FIGURES if name in (asked.figures or usual) for rows in measure(context, name)]
    for line in context.skipped:
        print(f"skipped: {line}")
    short = [f"{rows.title}: {sentence}" for rows in found for sentence, met in rows.verdicts if not met]
    others = f"other programs used {others_share():.0%} of the machine meanwhile"
    print(f"\nMeasured in {time.monotonic() - started:.0f} s; {others}. Short of what must be: {len(short)}")
    for line in short:
        print(f"  {line.replace('**', '')}")
    if asked.fast:
        print("A fast look, with fewer readers and rounds than the goals are for: `make bench` is what judges.")
    page = BENCH.parent / "docs" / "benchmarks.md"
    if asked.write:
        report.renew(page, found)
    elif not asked.fast and not asked.figures:
        report.write(page, found, [*tools.versions(), others], context.skipped)
        print(f"Written to {page.relative_to(BENCH.parent)}")
    return 0


def measure(context: Context, name: str) -> list[Rows]:
    """One figure's tables, printed as soon as they are there."""
    print(f"==> {name}", flush=True)
    began = time.monotonic()
    try:
        rows = importlib.import_module(f"bench.figures.{name}").measure(context)
    except Missing as missing:
        context.skip(f"{name}: {missing}")
        return []
    except Lost as lost:
        context.skip(f"{name}: a reader was let down, so there is no figure: {lost}")
        return []
    found = [rows] if isinstance(rows, Rows) else list(rows)
    for one in found:
        print(f"\n{report.printed(one)}\n", flush=True)
    print(f"    in {time.monotonic() - began:.0f} s", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
