"""The `dateline` command: every group and command, by the names that people type."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

import dateline
from dateline.cli import (
    blog,
    check,
    demo,
    doctor,
    export,
    facts,
    import_,
    migrate,
    post,
    serve,
    summary,
    token,
    user,
    verify,
)
from dateline.cli.backup import backup, new_epoch, restore
from dateline.cli.common import Deed, fail

app = typer.Typer(
    name="dateline",
    help="Live blogs for newsrooms: pages that change by themselves, with every change on the record.",
    epilog="Exit codes: 0 done, 1 refused or failed, 2 a mistake in the command line or in the settings.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_RUN, _WRITE, _MOVE, _CARE = "Run", "Write", "Bring, take and prove", "Look after"
app.command("serve", cls=Deed, rich_help_panel=_RUN)(serve.serve)
app.command("demo", cls=Deed, rich_help_panel=_RUN)(demo.demo)
app.add_typer(blog.app, name="blog", rich_help_panel=_WRITE)
app.add_typer(post.app, name="post", rich_help_panel=_WRITE)
app.add_typer(summary.app, name="summary", rich_help_panel=_WRITE)
app.command("import", cls=Deed, rich_help_panel=_MOVE)(import_.import_file)
app.command("export", cls=Deed, rich_help_panel=_MOVE)(export.export)
app.command("check", cls=Deed, rich_help_panel=_MOVE)(check.check)
app.command("facts", cls=Deed, rich_help_panel=_MOVE)(facts.facts)
app.command("verify", cls=Deed, rich_help_panel=_MOVE)(verify.verify)
app.add_typer(token.app, name="token", rich_help_panel=_CARE)
app.add_typer(user.app, name="user", rich_help_panel=_CARE)
app.command("backup", cls=Deed, rich_help_panel=_CARE)(backup.backup)
app.command("restore", cls=Deed, rich_help_panel=_CARE)(restore.restore)
app.command("new-epoch", cls=Deed, rich_help_panel=_CARE)(new_epoch.new_epoch)
app.command("doctor", cls=Deed, rich_help_panel=_CARE)(doctor.doctor)
app.command("migrate", cls=Deed, rich_help_panel=_CARE)(migrate.migrate)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dateline {dateline.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


def main() -> NoReturn:
    """Run the command line of this process and exit with the code that the help names."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a parent may have closed it
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal that cannot show a letter
    code: object = 0
    try:
        app(prog_name="dateline")
    except SystemExit as end:
        code = end.code
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        # Whoever read us has gone (`| head`) or the disk under `> file` is full; Python would say so in a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not code and not isinstance(error, BrokenPipeError):
            fail(f"stdout cannot be written: {error.strerror}.")
        code = code or 1
    sys.exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
