"""What a draft may hold and who may do what with it. Pure.

| | its author | an editor or manager of the blog | another reporter |
|---|---|---|---|
| read it, go on with it | always | once it is submitted | never |
| throw it away | always | never: she publishes it, or sends it back by making it a `draft` again | never |

What nobody may see is nowhere (Unknown), as with a blog that is not public. What a text says is checked when it is
published, and not here: an unfinished one is no mistake.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Literal

from dateline.blog.changes import Actor, Json
from dateline.blog.text import shown
from dateline.errors import Invalid, TooLarge

Kind = Literal["new", "edit", "correct"]
DraftState = Literal["draft", "submitted"]

ID = 64
# Bytes of JSON. A post may hold 64 KiB of text; the blocks and marks around it can be twice as much again.
LIMIT = 192 * 1024
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


@dataclass(frozen=True, slots=True)
class Text:
    """What a writer's browser sends to be kept."""

    kind: Kind
    content: Json = field(default_factory=dict)
    post: str = ""
    revision: int | None = None
    state: DraftState = "draft"
    hand: str = ""
    stroke: int = 0


def may_see(actor: Actor, author: str, state: str) -> bool:
    """Whether this draft, of a blog within reach, is there for this actor: to read and to go on with."""
    return author == actor.id or (state == "submitted" and actor.role != "reporter")


def may_drop(actor: Actor, author: str) -> bool:
    return author == actor.id


def checked_id(value: str) -> str:
    if not 0 < len(value) <= ID or not set(value) <= _LETTERS:
        raise Invalid("id", f"{shown(value)} is no id for a draft; use up to {ID} letters, digits, '-' and '_'")
    return value


def packed(content: Json) -> str:
    """The content as it is stored. Raises TooLarge."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise TooLarge(f"content: a draft may have {LIMIT // 1024} KiB. Part it into several posts.", field="content")
    return json.dumps(content, sort_keys=True, separators=(",", ":"))
