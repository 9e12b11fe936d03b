from __future__ import annotations

import re
import shlex
import signal
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dateline.cli.demo_player import day_of
from dateline.cli.demo_story import load
from tests.cli.command import COMMAND, Dateline, environment


class Demo:
    """A running demo; what it logs goes to a file outside its temporary directory."""

    def __init__(self, temporary: Path, log: Path, **settings: str) -> None:
        self.log = log
        with log.open("wb") as sink:
            self.process = subprocess.Popen(
                [*COMMAND, "demo", "--port", "0", "--speed", "20000"], stdout=subprocess.PIPE, stderr=sink, text=True,
                env=environment(TMPDIR=str(temporary), **settings),
            )  # fmt: skip

    def until(self, words: str) -> list[str]:
        """Its lines up to the one with these words."""
        assert self.process.stdout is not None
        read: list[str] = []
        for line in self.process.stdout:
            read.append(line)
            if words in line:
                return read
        raise AssertionError(f"'{words}' never came:\n{''.join(read)}{self.log.read_text()}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)


def test_the_demo_unfolds_and_leaves_nothing(tmp_path: Path) -> None:
    """Settings of a newsroom's own must not reach it, and what it says to try next must work."""
    settings = {"DATELINE_DATABASE": "postgresql://nobody@localhost:1/none", "DATELINE_DATA": str(tmp_path / "own")}
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    demo = Demo(temporary, tmp_path / "log", **settings)
    try:
        said = demo.until("All of it goes")
        address = re.fullmatch(r"Dateline is at (http://127\.0\.0\.1:\d+)\n", said[0])
        assert address
        data = next(re.search("DATELINE_DATA=(.*)", line) for line in said if "export " in line)
        assert data and Path(data[1]).parent == temporary
        desk = next(line.strip() for line in said if "/desk/set-up/" in line)
        with urllib.request.urlopen(desk, timeout=30) as reply:
            assert reply.status == 200
        told = demo.until("The story has ended")
        assert sum("published" in line for line in told) >= 15
        assert [word for word in ("corrected", "retracted", "closed") if not any(word in line for line in told)] == []
        with urllib.request.urlopen(f"{address[1]}/{load().slug}", timeout=10) as reply:
            assert reply.status == 200
        visitor = Dateline(Path(data[1]))
        correct = next(shlex.split(line) for line in said if " post correct " in line)
        done = visitor(*correct[correct.index("post") :])
        assert done.code == 0 and address[1] in done.out
        verify = next(shlex.split(line) for line in said if " verify " in line)
        assert visitor.json(*verify[verify.index("verify") :])["served"] == "same"
    finally:
        demo.stop()
    assert demo.process.returncode == 0 and "Traceback" not in demo.log.read_text()
    assert list(temporary.iterdir()) == [] and not (tmp_path / "own").exists()


def test_the_story_lies_in_the_past_and_not_far() -> None:
    story = load()
    for hours in range(48):
        now = datetime(2026, 5, 4, tzinfo=UTC) + timedelta(hours=hours)
        end = story.moment(story.rest[-1], day_of(story, now))
        assert now - timedelta(days=1) < end <= now
