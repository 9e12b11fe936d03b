"""`dateline blog describe`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import DescribeBlog
from dateline.cli.blog.answer import answer
from dateline.cli.common import AsJson, Data, Slug, carry_out, house

Title = Annotated[str | None, typer.Option(help="A new title.")]
Standfirst = Annotated[str | None, typer.Option(help="A new standfirst; '' takes it away.")]
Language = Annotated[str | None, typer.Option(help="Another language (BCP 47).")]
Zone = Annotated[str | None, typer.Option(help="Another time zone (IANA).")]
Place = Annotated[str | None, typer.Option(help="Another label beside times; '' for none.")]


def describe_blog(
    slug: Slug,
    *,
    title: Title = None,
    standfirst: Standfirst = None,
    language: Language = None,
    zone: Zone = None,
    place: Place = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Change what a blog says of itself; what is not given stays."""
    config = house(data)
    command = DescribeBlog(title, standfirst, language, zone, place)
    answer("Described", carry_out(slug, command), config, as_json)
