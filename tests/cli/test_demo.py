from __future__ import annotations

import re
import shlex
import signal
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from dateline.cli.demo_player import day_of
from dateline.cli.demo_story import load
from tests.cli.command import COMMAND, Dateline, environment


def until(lines: IO[str], words: str) -> list[str]:
    read: list[str] = []
    for line in lines:
        read.append(line)
        if words in line:
            return read
    raise AssertionError(f"'{words}' never came:\n{''.join(read)}")


def test_the_demo_unfolds_and_leaves_nothing(tmp_path: Path) -> None:
    """Settings of a newsroom's own must not reach it, and what it says to try next must work."""
    settings = {"DATELINE_DATABASE": "postgresql://nobody@localhost:1/none", "DATELINE_DATA": str(tmp_path / "own")}
    words = [*COMMAND, "demo", "--port", "0", "--speed", "20000"]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment(TMPDIR=str(tmp_path), **settings),
    )  # fmt: skip
    assert process.stdout is not None
    try:
        said = until(process.stdout, "All of it goes")
        address = re.fullmatch(r"Dateline is at (http://127\.0\.0\.1:\d+)\n", said[0])
        assert address
        data = next(re.search("DATELINE_DATA=(.*)", line) for line in said if "export " in line)
        assert data and Path(data[1]).parent == tmp_path
        told = until(process.stdout, "The story has ended")
        assert sum("published" in line for line in told) >= 15
        assert {word for line in told for word in ("corrected", "retracted", "closed") if word in line} == {
            "corrected", "retracted", "closed",
        }  # fmt: skip
        with urllib.request.urlopen(f"{address[1]}/{load().slug}", timeout=10) as reply:
            assert reply.status == 200
        visitor = Dateline(Path(data[1]))
        correct = next(shlex.split(line) for line in said if " post correct " in line)
        done = visitor(*correct[correct.index("post") :])
        assert done.code == 0 and address[1] in done.out
        verify = next(shlex.split(line) for line in said if " verify " in line)
        assert visitor.json(*verify[verify.index("verify") :])["served"] == "same"
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_the_story_lies_in_the_past_and_not_far() -> None:
    story = load()
    for hours in range(48):
        now = datetime(2026, 5, 4, tzinfo=UTC) + timedelta(hours=hours)
        end = story.moment(story.rest[-1], day_of(story, now))
        assert now - timedelta(days=1) < end <= now
