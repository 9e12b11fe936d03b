"""`dateline import`"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.cli.common import AsJson, Data, actor, house, say, show
from dateline.cli.waiting import waiting

File = Annotated[Path, typer.Argument(metavar="FILE", help="A transcript as text, or an export as JSON lines.")]
Into = Annotated[str, typer.Option(metavar="SLUG", help="The blog; one that is not there is opened.")]
FileFormat = Annotated[
    Literal["auto", "transcript", "jsonl"], typer.Option("--format", help="What the file is; auto looks into it.")
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The day of the entry that is first in time, as 2026-05-04.",
    ),
]
Zone = Annotated[str | None, typer.Option(help="Where the file's clocks are (IANA); else the blog's zone.")]
Title = Annotated[str | None, typer.Option(help="The title of a blog that is opened.")]


def import_file(
    file: File,
    *,
    into: Into,
    form: FileFormat = "auto",
    date: Day = None,
    zone: Zone = None,
    title: Title = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Bring a file into a blog, all of it or nothing; what the blog has already is passed over."""
    config = house(data, make=True)
    from dateline.wire import importing

    with waiting(f"Importing {file.name}"):
        report = importing.import_file(
            file, into=into, format=form, date=date.date() if date else None, zone=zone, title=title, actor=actor()
        )
    url = f"{config.origin}/{into}"
    if not as_json:
        for caution in report.warnings:
            say(f"{file}:{caution.line}: {caution.detail}")
    lines = [
        f"Imported {file}: {report.added} added, {report.skipped} there already, {len(report.warnings)} warnings",
        f"  cursor   {report.cursor}",
        f"  address  {url}",
    ]
    found = {
        "slug": into,
        "added": report.added,
        "skipped": report.skipped,
        "warnings": [{"line": caution.line, "detail": caution.detail} for caution in report.warnings],
        "cursor": report.cursor,
        "url": url,
    }
    show(found, lines, as_json)
