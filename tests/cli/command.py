"""The `dateline` command as people run it: a process of its own, on a data directory that is the test's."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "dateline"]


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without its settings of Dateline, and of Python: unbuffered output fails elsewhere.

    Where Python finds its modules stays: what is tested must be this checkout."""
    others = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "DJANGO_"))}
    kept = {k: v for k, v in others.items() if not k.startswith("PYTHON") or k == "PYTHONPATH"}
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
        done = _warm().run(words, stdin, environment(DATELINE_DATA=str(self.data), **(env or {})))
        assert "Traceback" not in done.err, done.err
        return done

    def json(self, *words: str, stdin: bytes = b"") -> Any:
        """What a command that succeeds prints under --json."""
        return self(*words, "--json", stdin=stdin).json


class _Warm:
    """The other end of warm.py."""

    def __init__(self) -> None:
        warm = str(Path(__file__).with_name("warm.py"))
        self.process = subprocess.Popen(
            [sys.executable, warm], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
        )
        atexit.register(self.end)

    def run(self, words: tuple[str, ...], stdin: bytes, env: dict[str, str]) -> Done:
        assert self.process.stdin and self.process.stdout
        with tempfile.TemporaryDirectory(prefix="dateline-command-") as place:
            streams = {name: Path(place) / name for name in ("in", "out", "err")}
            for path in streams.values():
                path.write_bytes(stdin if path.name == "in" else b"")
            request = {"words": words, "env": env, **{name: str(path) for name, path in streams.items()}}
            print(json.dumps(request), file=self.process.stdin, flush=True)
            code = int(self.process.stdout.readline())
            return Done(code, streams["out"].read_text("utf-8"), streams["err"].read_text("utf-8"))

    def end(self) -> None:
        self.process.terminate()
        self.process.communicate()


@cache
def _warm() -> _Warm:
    return _Warm()
