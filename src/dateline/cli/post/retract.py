"""`dateline post retract`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import RetractPost
from dateline.cli.common import AsJson, Data, Slug, carry_out, house
from dateline.cli.post.answer import answer, revision_of
from dateline.cli.post.fields import PostId, Revision

Reason = Annotated[str, typer.Option(help="Why: readers see it in the post's place.")]
Takedown = Annotated[bool, typer.Option("--takedown", help="Erase the text for good, from the record too.")]


def retract(
    slug: Slug,
    post: PostId,
    *,
    reason: Reason,
    takedown: Takedown = False,
    revision: Revision = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Take a post back: a tombstone says when and why. Its text stays on the record, unless it is a --takedown."""
    config = house(data)
    command = RetractPost(post, revision_of(slug, post, revision), reason, takedown)
    answer("Took down" if takedown else "Retracted", post, carry_out(slug, command), config, as_json)
