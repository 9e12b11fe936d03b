"""`dateline blog open`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import OpenBlog
from dateline.cli.blog.answer import answer
from dateline.cli.common import AsJson, Data, carry_out, house

SlugToGive = Annotated[str, typer.Argument(metavar="SLUG", help="Its name in addresses, as harbour-fire.")]
Title = Annotated[str, typer.Option(help="Its title.")]
Zone = Annotated[str, typer.Option(help="The story's time zone (IANA), as Europe/Paris.")]
Place = Annotated[str | None, typer.Option(help="The label beside a time; else the zone's city.")]
Language = Annotated[str, typer.Option(help="Its language (BCP 47).")]
Standfirst = Annotated[str, typer.Option(help="What it is about; a blank line parts paragraphs.")]
Draft = Annotated[bool, typer.Option("--draft", help="Keep it from readers until `dateline blog reopen`.")]


def open_blog(
    slug: SlugToGive,
    *,
    title: Title,
    zone: Zone = "UTC",
    place: Place = None,
    language: Language = "en",
    standfirst: Standfirst = "",
    draft: Draft = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Open a blog."""
    config = house(data, make=True)
    command = OpenBlog(title, standfirst, language, zone, place, "draft" if draft else "live")
    answer("Opened", carry_out(slug, command), config, as_json)
