"""Streams that end, close or fill up, and a user who has changed her mind: one line at most, never a traceback."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from tests.cli.command import COMMAND, Dateline, environment


@pytest.fixture(scope="module")
def blog(dateline: Dateline) -> str:
    dateline.json("blog", "open", "fire", "--title", "Feu à l’écluse")
    return "fire"


def run(dateline: Dateline, words: list[str], stdout: IO[bytes] | int) -> tuple[int, str]:
    env = environment(DATELINE_DATA=str(dateline.data))
    done = subprocess.run([*COMMAND, *words], stdout=stdout, stderr=subprocess.PIPE, env=env, timeout=60, check=False)
    return done.returncode, done.stderr.decode()


def test_a_reader_that_has_gone(dateline: Dateline, blog: str) -> None:
    for words in (["export", blog], ["blog", "list"]):
        ours, theirs = os.pipe()
        os.close(ours)
        assert run(dateline, words, stdout=theirs) == (1, "")
        os.close(theirs)


def test_a_full_disk_behind_stdout(dateline: Dateline, blog: str) -> None:
    with Path("/dev/full").open("wb") as full:
        for words in (["export", blog], ["blog", "list"]):
            code, err = run(dateline, words, stdout=full)
            assert code == 1 and "No space left" in err and err.count("\n") == 1


def test_no_stdout_at_all(dateline: Dateline, blog: str) -> None:
    command = ["/bin/sh", "-c", '"$@" >&-', "sh", *COMMAND, "blog", "list"]
    env = environment(DATELINE_DATA=str(dateline.data))
    done = subprocess.run(command, stderr=subprocess.PIPE, env=env, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_that_knows_no_accents(dateline: Dateline, blog: str) -> None:
    env = environment(DATELINE_DATA=str(dateline.data), PYTHONIOENCODING="ascii")
    shown, found = (
        subprocess.run([*COMMAND, "blog", "list", *words], capture_output=True, env=env, timeout=60, check=True).stdout
        for words in ([], ["--json"])
    )
    assert b"Feu \\xe0" in shown
    assert json.loads(found)[0]["title"] == "Feu à l’écluse"


def test_ctrl_c_is_130_and_says_nothing_more(dateline: Dateline, blog: str) -> None:
    before = dateline.json("blog", "show", blog)["cursor"]
    keyboard, terminal = pty.openpty()
    words = [*COMMAND, "post", "publish", blog, "--body", "-"]
    process = subprocess.Popen(
        words, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(DATELINE_DATA=str(dateline.data)),
        # Where tests run in the background it is ignored, and a child would inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no other thread runs
    )  # fmt: skip
    assert process.stderr is not None
    assert b"Ctrl-D" in process.stderr.readline()  # it waits for the text now
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    os.close(keyboard)
    os.close(terminal)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")
    assert dateline.json("blog", "show", blog)["cursor"] == before
