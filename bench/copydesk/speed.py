"""What a draft costs against a long blog: each figure in a process of its own, so that memory is that of one blog.

Processor time is measured: the desk waits for nothing, and a busy machine would tell of its other work.

`python -m bench.copydesk.speed COUNT` prints one line of JSON, for table.py.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

DRAFTS = 300
_ROOT = Path(__file__).parents[2]


def measured(count: int) -> dict[str, float]:
    """Milliseconds (p50, p95, max) for a draft against `count` posts; mebibytes with them in memory."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.copydesk.speed", str(count)],
        cwd=_ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def import_seconds() -> float:
    """What importing the desk adds to starting Python, the middle of five."""
    return statistics.median(_started("import dateline.copydesk.report") - _started("pass") for _ in range(5))


def _started(code: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-c", code], cwd=_ROOT, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _measure(count: int) -> dict[str, float]:
    from bench.copydesk.__main__ import cases
    from bench.copydesk.crowd import posts
    from dateline.copydesk.ledger import Ledger
    from dateline.copydesk.report import check_draft

    blog = posts(cases([]), count)
    drafts = [replace(draft, id=f"draft{number}") for number, draft in enumerate(posts(cases([]), DRAFTS, seed=1))]
    ledger = Ledger()
    began = time.process_time()
    for post in blog:
        ledger.add(post)
    built = time.process_time() - began
    gc.collect()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    costs = []
    for number, draft in enumerate(drafts):
        began = time.process_time()
        check_draft(draft, ledger)
        if number > 10:
            costs.append(1000 * (time.process_time() - began))
    costs.sort()
    return {
        "p50": costs[len(costs) // 2],
        "p95": costs[int(len(costs) * 0.95)],
        "max": costs[-1],
        "memory": memory,
        "post": 1000 * built / count,
    }


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
