"""A blog's post as the desk reads it: the headline, a blank line, the body's text; offsets count in that."""

from __future__ import annotations

from typing import Any

from dateline.blog import body as bodies
from dateline.blog.changes import Json
from dateline.copydesk.model import Line, PostText

_SHOWN = frozenset(("image", "gallery", "embed"))
_PARTED = "\n\n"


def post_text(
    post_id: str, at: str, headline: str, body: Json, *, zone: str, language: str, changed: str = ""
) -> PostText:
    """`at` and `changed` are stamps. Lines that are an address alone, as an embed's, are no text to read."""
    start = len(headline) + len(_PARTED) if headline else 0
    lines = []
    for row in bodies.to_text(body).split("\n"):
        if row.strip() and not _is_address(row):
            lines.append(Line(row, start))
        start += len(row) + 1
    shown = sum(isinstance(block, dict) and block.get("type") in _SHOWN for block in _blocks(body))
    return PostText(
        post_id,
        at,
        Line(headline, 0) if headline else None,
        tuple(lines),
        zone=zone,
        language=language,
        embeds=shown,
        changed=changed,
    )


def _blocks(body: Json) -> list[Any]:
    content = body.get("content")
    return content if isinstance(content, list) else []


def _is_address(row: str) -> bool:
    return row.startswith(("http://", "https://")) and " " not in row
