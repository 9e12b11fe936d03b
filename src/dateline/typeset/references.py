"""Links from one post to another."""

from __future__ import annotations

from typing import Any

from dateline.blog.changes import Json
from dateline.typeset import links

_ANCHOR = "#p-"
_DEPTH = 64  # twice what a body may have: nothing deeper is rendered as a link


def placed(block: Json, slug: str, depth: int = 0) -> Json:
    """A body whose links to other posts (`#p-x`) lead to those posts' own addresses.

    As anchors they would lead nowhere from a page that does not hold the other post, which on a long day is most.
    """
    if depth > _DEPTH:
        return block
    changed = dict(block)
    if isinstance(attrs := block.get("attrs"), dict) and "href" in attrs:
        changed["attrs"] = {**attrs, "href": _placed(attrs["href"], slug)}
    for name in ("content", "marks"):
        if isinstance(inner := block.get(name), list):
            changed[name] = [placed(b, slug, depth + 1) if isinstance(b, dict) else b for b in inner]
    return changed


def _placed(address: Any, slug: str) -> Any:
    if isinstance(address, str) and address.startswith(_ANCHOR):
        return links.post(slug, address.removeprefix(_ANCHOR))
    return address
