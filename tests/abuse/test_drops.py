"""Packets that are lost at random, which the kernel does to us as a bad radio would."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.dropping import SKIPPED


def test_readers_who_lose_a_fifth_of_all_packets_end_with_the_same_page() -> None:
    if not shutil.which("nft", path="/usr/sbin:/usr/bin") or not shutil.which("unshare"):
        pytest.skip("nft or unshare is not installed: no packets can be dropped")
    command = [sys.executable, "-m", "tests.support.dropping", "20", "15", "20"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    if ended.returncode == SKIPPED or "unshare failed" in ended.stderr:
        pytest.skip((ended.stdout + ended.stderr).strip())
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout.splitlines()[-1])
    assert found["changes"] > 20
    assert found["differing"] == 0
    assert found["healed"] < 10
