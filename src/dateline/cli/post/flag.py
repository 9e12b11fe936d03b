"""`dateline post flag`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import FlagPost
from dateline.cli.common import AsJson, Data, Slug, carry_out, house
from dateline.cli.post.answer import answer, revision_of
from dateline.cli.post.fields import PostId, Revision

Key = Annotated[bool | None, typer.Option("--key/--no-key", help="Whether it is listed among the key events.")]
Pin = Annotated[bool | None, typer.Option("--pin/--no-pin", help="Whether it is pinned above the others.")]


def flag(
    slug: Slug,
    post: PostId,
    *,
    key: Key = None,
    pin: Pin = None,
    revision: Revision = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Make a post a key event or pin it, or no longer."""
    if key is None and pin is None:
        raise typer.BadParameter("say one of --key, --no-key, --pin, --no-pin")
    config = house(data)
    command = FlagPost(post, revision_of(slug, post, revision), key, pin)
    answer("Flagged", post, carry_out(slug, command), config, as_json)
