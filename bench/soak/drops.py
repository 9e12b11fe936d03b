"""A fifth of all packets lost at random, by the kernel, in a network namespace of its own."""

from __future__ import annotations

import json
import subprocess
import sys

from bench.soak.place import Place


def hold(place: Place, minutes: float) -> None:
    seconds = int(60 * min(10.0, minutes))
    command = [sys.executable, "-m", "tests.support.dropping", "200", str(seconds), "20"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    if ended.returncode:
        place.say(f"skipped: {(ended.stdout + ended.stderr).strip().splitlines()[-1]}")
        return
    found = json.loads(ended.stdout.splitlines()[-1])
    place.say(f"{found['readers']} readers for {seconds} s, {found['changes']} changes")
    place.must(found["differing"] == 0, f"{found['differing']} readers end with another page than the server's")
    place.must(found["healed"] <= 5, f"the last one has it {found['healed']:.1f} s after the healing (at most 5)")
