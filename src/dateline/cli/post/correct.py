"""`dateline post correct`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import CorrectPost
from dateline.cli.common import AsJson, Data, Slug, carry_out, house
from dateline.cli.post.answer import answer, revision_of
from dateline.cli.post.fields import (
    At,
    Body,
    Byline,
    Format,
    HappenedAt,
    Headline,
    PostId,
    Revision,
    Source,
    Standing,
    Tag,
    read_body,
    sources,
    tags,
)

Note = Annotated[str, typer.Option(help="What was wrong, and what is right: readers see it.")]


def correct(
    slug: Slug,
    post: PostId,
    *,
    note: Note,
    headline: Headline = None,
    body: Body = None,
    form: Format = None,
    byline: Byline = None,
    at: At = None,
    happened_at: HappenedAt = None,
    standing: Standing = None,
    source: Source = None,
    tag: Tag = None,
    revision: Revision = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Correct what was wrong, with a note that readers see; what is not given stays."""
    document = read_body(body, form)
    config = house(data)
    expected = revision_of(slug, post, revision)
    texts = (headline, document, byline, at, happened_at, standing, sources(source), tags(tag))
    command = CorrectPost(post, expected, *texts, note=note)
    answer("Corrected", post, carry_out(slug, command), config, as_json)
