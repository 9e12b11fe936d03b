"""`dateline post publish`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dateline.blog.changes import PublishPost
from dateline.cli.common import AsJson, Data, Slug, carry_out, house
from dateline.cli.post.answer import answer
from dateline.cli.post.fields import (
    At,
    Body,
    Byline,
    Format,
    HappenedAt,
    Headline,
    Source,
    Standing,
    Tag,
    read_body,
    sources,
    tags,
)

Key = Annotated[bool, typer.Option("--key", help="List it among the key events.")]
Pin = Annotated[bool, typer.Option("--pin", help="Pin it above the others.")]


def publish(
    slug: Slug,
    *,
    headline: Headline = None,
    body: Body = None,
    form: Format = None,
    byline: Byline = None,
    at: At = None,
    happened_at: HappenedAt = None,
    key: Key = False,
    pin: Pin = False,
    standing: Standing = None,
    source: Source = None,
    tag: Tag = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Publish a post."""
    document = read_body(body, form)
    config = house(data)
    from dateline.blog.check import new_id  # here: it brings the body's parsers

    texts: dict[str, Any] = {
        "headline": headline,
        "body": document,
        "byline": byline,
        "at": at,
        "happened_at": happened_at,
        "standing": standing,
        "sources": sources(source),
        "tags": tags(tag),
    }
    command = PublishPost(post=new_id(), key=key, pinned=pin, **{k: v for k, v in texts.items() if v is not None})
    answer("Published", command.post, carry_out(slug, command), config, as_json)
