from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

import dateline as package
from dateline.cli.main import app
from tests.cli.command import COMMAND, Dateline, environment

TOP = ("serve", "demo", "import", "export", "check", "facts", "verify", "backup", "restore", "new-epoch", "doctor",
       "migrate")  # fmt: skip
GROUPS = {
    "blog": ("open", "describe", "pause", "resume", "close", "reopen", "list", "show"),
    "post": ("publish", "edit", "correct", "retract", "flag", "list", "show"),
    "summary": ("set",),
    "token": ("add", "list", "revoke"),
    "user": ("add", "list", "set-role", "deactivate", "reactivate", "password", "remove-second-step"),
}
ALL = [*TOP, *(f"{group}-{name}" for group, names in GROUPS.items() for name in names)]


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name}-")
        else:
            yield before + name, command


FOUND = dict(commands(typer.main.get_command(app)))


def test_the_commands_are_those_that_are_documented() -> None:
    assert sorted(FOUND) == sorted(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_command_has_help_for_itself_and_every_option(name: str) -> None:
    assert FOUND[name].help
    assert [p.name for p in FOUND[name].params if not getattr(p, "help", None)] == []


@pytest.mark.parametrize("name", sorted(set(ALL) - {"demo"}))
def test_a_command_takes_data_and_json(name: str) -> None:
    options = {word for param in FOUND[name].params for word in param.opts}
    assert "--data" in options
    assert ("--json" in options) == (name != "serve")  # which prints an address and goes on


def test_help_comes_without_django_and_at_once() -> None:
    timed = subprocess.run(
        [COMMAND[0], "-X", "importtime", *COMMAND[1:], "--help"], capture_output=True, env=environment(), check=True
    )
    assert b"dateline.cli.main" in timed.stderr  # else the line below could not fail
    assert b"django" not in timed.stderr
    # Processor time, since the wall's clock tells more about what else this machine does.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*COMMAND, "--help"], capture_output=True, env=environment(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert 0 < after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.6


def test_version(dateline: Dateline) -> None:
    assert dateline("--version").out == f"dateline {package.__version__}\n"
    assert not dateline.data.exists()


@pytest.mark.parametrize(
    "words",
    [["bolg"], ["blog"], ["blog", "open"], ["blog", "open", "x"], ["post", "publish", "x", "--standing", "sure"]],
)
def test_a_mistyped_command_is_exit_2_and_touches_nothing(dateline: Dateline, words: list[str]) -> None:
    done = dateline(*words)
    assert (done.code, done.out == "" or words == ["blog"]) == (2, True)
    assert not dateline.data.exists()


def test_a_data_directory_that_is_not_there_is_exit_2(dateline: Dateline) -> None:
    done = dateline("blog", "list")
    assert done.code == 2
    assert str(dateline.data) in done.err and done.err.count("\n") == 1
    assert not dateline.data.exists()


@pytest.mark.parametrize(
    ("settings", "named"),
    [({"DATELINE_PROT": "1"}, "DATELINE_PROT"), ({"DATELINE_PORT": "http"}, "port"), ({"DATELINE_BEAT": "0"}, "beat")],
)
def test_a_setting_that_cannot_be_used_is_exit_2_and_named(
    dateline: Dateline, settings: dict[str, str], named: str
) -> None:
    done = dateline("blog", "open", "x", "--title", "X", env=settings)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: ") and named in done.err


def test_a_data_directory_below_a_file_is_exit_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = Dateline(tmp_path / "file" / "data")("blog", "open", "x", "--title", "X")
    assert done.code == 2 and done.err.count("\n") == 1


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "dateline.sqlite3").write_bytes(b"no database at all" * 100)
    done = Dateline(tmp_path)("blog", "list")
    assert done.code == 1
    assert "not a database" in done.err and "doctor" in done.err and done.err.count("\n") == 1
