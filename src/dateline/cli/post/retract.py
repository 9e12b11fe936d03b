"""`dateline post retract`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import Json, RetractPost
from dateline.blog.text import shown
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
    # Looked for before: afterwards nobody can say what was there.
    left = _left(slug, post) if takedown else []
    answer("Took down" if takedown else "Retracted", post, carry_out(slug, command), config, as_json)
    for line in left:
        typer.echo(line, err=True)


def _left(slug: str, post: str) -> list[str]:
    """What holds the same words and is not erased."""
    from dateline.desk import copies

    found = copies.of(slug, post)
    lines = [f"  {_place(one)}{'' if one['now'] else ' (an earlier version)'}: {one['words']} words" for one in found]
    return ["The same words stand elsewhere, and stay there until somebody takes them out:", *lines] if found else []


def _place(copy: Json) -> str:
    if copy["where"] == "post":
        return f"post {copy['post']} {shown(copy['headline'])}" if copy["headline"] else f"post {copy['post']}"
    if copy["where"] == "draft":
        return f"a draft of {copy['name']}"
    return "the summary" if copy["where"] == "summary" else "the blog's own description"
