"""What every command shares: its options, its way of printing and of failing, and the door to the data."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from dateline import config as settings
from dateline.blog.changes import Actor, Command
from dateline.cli import running
from dateline.config import Config
from dateline.errors import DatelineError, SettingError, Unknown

if TYPE_CHECKING:
    from dateline.log.append import Receipt

Data = Annotated[
    Path | None,
    typer.Option("--data", envvar="DATELINE_DATA", metavar="DIR", help="Data directory; else ./dateline-data."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, and nothing else there.")]
Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The blog.")]


class Deed(TyperCommand):
    """A command whose failures end as one line on stderr, and as a problem document (RFC 9457) there under --json."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            failure = error
        except BrokenPipeError:
            raise
        except OSError as error:
            what = error.strerror or str(error)
            failure = DatelineError(f"{error.filename}: {what}." if error.filename else f"{what}.")
        except Exception as error:
            if not _of_the_database(error):
                raise  # a mistake of ours, of which the developers need the traceback
            failure = DatelineError(f"The database cannot be used: {error}. `dateline doctor` says more.")
        if ctx.params.get("as_json"):
            print(json.dumps(failure.problem(), ensure_ascii=False, default=str), file=sys.stderr)
        else:
            fail(failure.detail)
        raise typer.Exit(2 if isinstance(failure, SettingError) else 1)


def _of_the_database(error: Exception) -> bool:
    # Looked up and not imported: a command that never came to Django would pay for it to say what went wrong elsewhere.
    if "django.db" not in sys.modules:
        return False
    from django.core.exceptions import ImproperlyConfigured  # as for a database whose driver is not installed
    from django.db import Error

    return isinstance(error, Error | ImproperlyConfigured)


def fail(detail: str) -> None:
    """One line on stderr, whatever a file's name in it may hold: neither line breaks nor a terminal's commands."""
    print("Error: " + "".join(c if c.isprintable() else " " for c in detail), file=sys.stderr)


def say(text: str) -> None:
    """A message for people: on stderr, so that stdout holds the answer alone."""
    print(text, file=sys.stderr)


def show(data: object, lines: Iterable[str], as_json: bool) -> None:
    """Print `data` as one line of JSON, or `lines` for people."""
    if as_json:
        utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
        lines = [json.dumps(data, ensure_ascii=not utf8)]
    for line in lines:
        print(line)


def table(rows: Iterable[Iterable[str]]) -> list[str]:
    """Rows as lines with aligned columns; nothing is cut, since a cut id or address is of no use to anybody."""
    from rich.cells import cell_len  # East Asian letters take two columns; rich knows which

    cells = [list(row) for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    padded = ([c + " " * (w - cell_len(c)) for c, w in zip(row, widths, strict=True)] for row in cells)
    return ["  ".join(row).rstrip() for row in padded]


def configured(data: Path | None, make: bool = False, **given: object) -> Config:
    """The settings in force. SettingError when there is no data directory, unless the command may `make` one."""
    config = settings.load(data, None, **given)
    if not make and not config.data.is_dir():
        raise SettingError(
            f"There is no data directory {config.data}. Name it with --data or DATELINE_DATA; "
            "`dateline serve` and `dateline blog open` make one."
        )
    return config


def house(data: Path | None, make: bool = False) -> Config:
    """Open the data directory in this process: database up to date, every append hinted to the nodes that serve it.

    The settings given back name the address of the server that runs on it, if one does.
    """
    config = running.beside(configured(data, make))
    from dateline.house import open_house

    open_house(config)
    from dateline.desk.audit import origin  # after boot, as everything that touches models

    origin.begin(origin.Origin(who=actor().id))
    return config


def program() -> str:
    """How to call `dateline` from another terminal: by its name only where the shell would find this very program."""
    called = Path(sys.argv[0])
    if called.name != "dateline":
        return f"{shlex.quote(sys.executable)} -m dateline"
    found = shutil.which("dateline")
    same = found is not None and Path(found).resolve() == called.resolve()
    return "dateline" if same else shlex.quote(str(called.resolve()))


def actor() -> Actor:
    """Whoever runs the command may do everything: who can read the data directory could change it anyway.

    On record by the number of the account and not by its name, which may be a person's: the record is public.
    """
    return Actor(id=f"cli:{os.getuid()}", role="manager")


def carry_out(slug: str, command: Command) -> Receipt:
    from dateline.log.append import append

    return append(slug, command, actor=actor())


def known(slug: str) -> None:
    """Raises Unknown when there is no such blog."""
    from dateline.log import tail

    if tail.head(slug) is None:
        raise Unknown(f"There is no blog '{slug}'. `dateline blog list` shows those that are.")
