"""What one change does to an open page, encoded once for everybody: stream and polling carry the same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal, TypedDict

from dateline.typeset.templates import encode


class Put(TypedDict):
    """Put this article before the post `before` (the next older one), last when None, in place of any of its id."""

    op: Literal["put"]
    id: str
    before: str | None
    html: str


class Drop(TypedDict):
    op: Literal["drop"]
    id: str


class Head(TypedDict):
    """Each element of `html` replaces the page's element of the same id."""

    op: Literal["head"]
    html: str


Op = Put | Drop | Head


def delta(cursor: str, ops: Sequence[Op]) -> bytes:
    """Compact JSON, `{"cursor": "epoch.seq", "ops": […]}`, without a line break, so that it fits one `data:` line."""
    return encode(json.dumps({"cursor": cursor, "ops": ops}, ensure_ascii=False, separators=(",", ":")))
