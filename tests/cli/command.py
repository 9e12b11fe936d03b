"""The `dateline` command as people run it: a process of its own, on a data directory that is the test's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "dateline"]


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without its settings of Dateline, and of Python: unbuffered output fails elsewhere."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "DJANGO_", "PYTHON"))}
    return {**kept, **settings}


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def problem(self) -> Any:
        assert self.code == 1 and self.out == "", self
        return json.loads(self.err)


class Dateline:
    """Runs commands on one data directory: `dateline("blog", "list")`."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(self, *words: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        """`env` is added to the environment."""
        around = environment(DATELINE_DATA=str(self.data), **(env or {}))
        done = subprocess.run([*COMMAND, *words], input=stdin, capture_output=True, env=around, timeout=60, check=False)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def json(self, *words: str, stdin: bytes = b"") -> Any:
        """What a command that succeeds prints under --json."""
        return self(*words, "--json", stdin=stdin).json
