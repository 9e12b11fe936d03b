"""`dateline summary set`"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dateline.blog.changes import Json, ReviseSummary
from dateline.cli.common import AsJson, Data, Slug, carry_out, house, show
from dateline.cli.reading import STDIN, read_text
from dateline.errors import Invalid

Sentences = Annotated[
    Path,
    typer.Argument(metavar="FILE", help='Lines \'A sentence. [post,post]\' or JSON [{"text", "posts"}]; - for stdin.'),
]


def set_summary(slug: Slug, file: Sentences = STDIN, as_json: AsJson = False, data: Data = None) -> None:
    """Replace a blog's summary: sentences, each with the posts that support it. An empty file takes it away."""
    sentences = _sentences(read_text(file, "sentences"))
    config = house(data)
    receipt = carry_out(slug, ReviseSummary(sentences))
    url = f"{config.origin}/{slug}"
    said = "Revised the summary of" if receipt.changes else "Nothing to change in the summary of"
    lines = [f"{said} blog {slug}", f"  cursor   {receipt.cursor}", f"  address  {url}"]
    show({"sentences": sentences, "cursor": receipt.cursor, "url": url}, lines, as_json)


def _sentences(text: str) -> list[Json]:
    if text.lstrip()[:1] in ("[", "{"):
        return _from_json(text)
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    return [_from_line(number, line) for number, line in lines if line]


def _from_json(text: str) -> list[Json]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid("sentences", f"is not JSON: {error}") from None
    if isinstance(found, dict):
        found = found.get("sentences")
    if not isinstance(found, list):
        raise Invalid("sentences", 'give a list of {"text", "posts"}, or {"sentences": that list}')
    return found


def _from_line(number: int, line: str) -> Json:
    text, bracket, posts = line.removesuffix("]").rpartition("[")
    if not bracket or not line.endswith("]"):
        raise Invalid(
            "sentences", f"line {number} does not end with its posts, as in: The river is falling. [k3f9x2,m8tw4d]"
        )
    return {"text": text.strip(), "posts": [post.strip() for post in posts.split(",")]}
