"""`dateline export`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.cli.common import AsJson, Data, Slug, house, say, show
from dateline.cli.waiting import waiting

ExportFormat = Annotated[
    Literal["jsonl", "site", "markdown"],
    typer.Option("--format", help="The record as JSON lines, a folder that opens from disk, or one document."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Where to; else stdout, and for a site the folder ./SLUG."),
]


def export(
    slug: Slug, form: ExportFormat = "jsonl", output: Output = None, as_json: AsJson = False, data: Data = None
) -> None:
    """Write a blog to a file or a folder."""
    if as_json and output is None and form != "site":
        raise typer.BadParameter("the export itself goes to stdout; name a file with -o to have --json there")
    config = house(data)
    from dateline.desk.audit.note import note
    from dateline.desk.newsroom import reading
    from dateline.wire import exporting

    site = reading.dress(config)
    with waiting(f"Exporting {slug}"):
        report = exporting.export(slug, form, output, site=site)
    note("blog.exported", slug=slug, format=form)
    if report.path is None:
        return
    found = {"slug": slug, "path": str(report.path), "files": report.files, "cursor": report.cursor}
    if as_json:
        show(found, [], as_json)
    else:
        say(f"Exported {slug} at {report.cursor} to {report.path}, files: {report.files}.")
