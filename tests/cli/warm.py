"""Runs `python -m dateline` many times at the price of one start: a process that has the libraries and forks.

Every command is a process of its own, which imports Dateline itself anew. Only what others wrote (Django, typer and
theirs, most of a start) is there beforehand. One request a line on stdin: {"words", "env", "in", "out", "err"}, the
latter three the paths of files for the streams; its exit code comes back on a line of stdout.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import sys

LIBRARIES = (
    "django.contrib.auth.models", "django.contrib.sessions", "django.core.management.commands.migrate",
    "django.db.backends.sqlite3.base", "django.db.migrations.executor", "jinja2", "markdown_it", "nh3", "pydantic",
    "rich.console", "tarfile", "typer.core", "typer.rich_utils",
)  # fmt: skip


def serve() -> None:
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except Exception:
            continue  # Django's models ask for settings; what they import before they do is what was wanted
    requests = os.fdopen(os.dup(0))
    for line in requests:
        request = json.loads(line)
        child = os.fork()
        if not child:
            become(request)
            return
        _, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def become(request: dict[str, object]) -> None:
    """Be the command: its streams, its environment, its words."""
    for descriptor, (name, flags) in enumerate((("in", os.O_RDONLY), ("out", os.O_WRONLY), ("err", os.O_WRONLY))):
        os.dup2(os.open(str(request[name]), flags), descriptor)
    sys.stdin = open(0)  # noqa: SIM115  as a start would make it
    environment, words = request["env"], request["words"]
    assert isinstance(environment, dict) and isinstance(words, list)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["dateline", *words]
    runpy.run_module("dateline", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve()
