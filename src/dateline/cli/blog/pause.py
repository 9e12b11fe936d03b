"""`dateline blog pause`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import DescribeBlog
from dateline.cli.blog.answer import answer
from dateline.cli.common import AsJson, Data, Slug, carry_out, house

Note = Annotated[str, typer.Option(help="What readers are told of it, as 'Back at 7:00'.")]


def pause_blog(slug: Slug, *, note: Note = "", as_json: AsJson = False, data: Data = None) -> None:
    """Tell readers that coverage rests; posting stays possible, and does not end the pause."""
    config = house(data)
    answer("Paused", carry_out(slug, DescribeBlog(paused=note)), config, as_json)
