"""An ordeal where the kernel drops packets at random: `python -m tests.support.dropping READERS SECONDS PERCENT`.

Runs itself in a network namespace of its own, so that nobody else's packets are dropped. Prints one line of JSON; exit
code 3 with a plain line when this machine does not permit it.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 3
_RULES = """
table inet dateline {{
    chain arriving {{
        type filter hook input priority 0
        tcp dport {port} numgen random mod 100 < {percent} drop
        tcp sport {port} numgen random mod 100 < {percent} drop
    }}
}}
"""


def main() -> int:
    if sys.argv[1] != "inside":
        whole = ["unshare", "--net", sys.executable, "-m", "tests.support.dropping", "inside", *sys.argv[1:]]
        return subprocess.run(whole, check=False).returncode
    readers, seconds, percent = (int(word) for word in sys.argv[2:])
    try:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True, capture_output=True)
        subprocess.run(["nft", "list", "ruleset"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no packets can be dropped here: {error}")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="dateline-dropping-") as folder:
        return _inside(Path(folder) / "data", readers, float(seconds), percent)


def _inside(data: Path, readers: int, seconds: float, percent: int) -> int:
    from dateline.boot import boot, migrate
    from dateline.config import load

    boot(load(data), serving=True)
    migrate()
    from dateline.bus.local import Local
    from dateline.log import append
    from tests.support.newsroom import open_blog
    from tests.support.ordeal import ordeal
    from tests.support.serving import serve

    append.committed.append(Local(data).hint)
    desk = open_blog()
    with serve(data, beat="1") as server:
        rules = _RULES.format(port=server.port, percent=percent)
        subprocess.run(["nft", "-f", "-"], input=rules.encode(), check=True)
        outcome = asyncio.run(
            ordeal(server, desk, readers, seconds, 0.1, 30, kinds=("none",), on_healing=_stop_dropping)
        )
    print(
        json.dumps(
            {
                "readers": readers,
                "differing": outcome.differing,
                "healed": outcome.healed,
                "still": outcome.longest_still,
                "changes": int(desk.cursor.partition(".")[2]),
            }
        )
    )
    return 0


def _stop_dropping() -> None:
    subprocess.run(["nft", "delete", "table", "inet", "dateline"], check=True)


if __name__ == "__main__":
    sys.exit(main())
