"""`dateline import`"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, actor, house, say, show
from dateline.cli.waiting import waiting

File = Annotated[Path, typer.Argument(metavar="FILE", help="A transcript, or what `dateline export` made.")]
Into = Annotated[str, typer.Option(metavar="SLUG", help="The blog; one that is not there is opened.")]
FileFormat = Annotated[
    Literal["auto", "transcript", "jsonl"], typer.Option("--format", help="What the file is; auto: by what is in it.")
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--date", formats=["%Y-%m-%d"], help="The day of the first entry in time, where the file does not say."
    ),
]
Zone = Annotated[str | None, typer.Option(help="The time zone of its times (IANA); else the blog's.")]
Title = Annotated[str | None, typer.Option(help="The title of a blog that is opened.")]
