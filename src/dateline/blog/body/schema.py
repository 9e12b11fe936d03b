"""The body document: which blocks there are, what each may hold and say of itself, and in which order marks stand.

The shape is ProseMirror's own JSON. A document is closed: what is not in these tables is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dateline.blog.body.urls import check_embed, check_link, check_picture
from dateline.blog.text import clean_line
from dateline.errors import Invalid

MAX_TEXT = 64 * 1024
MAX_DEPTH = 32
# A body's rules, breaks and empty cells weigh nothing in bytes of text; this bounds what they cost to render.
MAX_NODES = 10_000

_LONGEST_LABEL = 2000
_LARGEST_SIDE = 100_000
_LARGEST_START = 999_999_999  # CommonMark's own bound: nine digits

REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Attribute:
    """`check(value, field)` gives the value to store or raises; `default` stands for a missing one."""

    check: Callable[[object, str], Any]
    default: object = REQUIRED


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of block: `holds` names the kinds of its children, `inline` whether it holds text instead."""

    holds: tuple[str, ...] = ()
    inline: bool = False
    attributes: dict[str, Attribute] = field(default_factory=dict)


def _label(value: object, path: str) -> str:
    return clean_line(value, path, _LONGEST_LABEL)


def _whole(low: int, high: int) -> Callable[[object, str], int]:
    def check(value: object, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise Invalid(path, f"must be a whole number from {low} to {high}")
        return value

    return check


def _side(value: object, path: str) -> int | None:
    return None if value is None else _whole(1, _LARGEST_SIDE)(value, path)


_LISTS = ("bullet_list", "ordered_list")
_TEXT = Attribute(_label, "")

TOP = ("paragraph", "heading", *_LISTS, "quote", "image", "gallery", "embed", "table", "rule")

KINDS: dict[str, Kind] = {
    "doc": Kind(holds=TOP),
    "paragraph": Kind(inline=True),
    "heading": Kind(inline=True, attributes={"level": Attribute(_whole(2, 4), 2)}),
    "bullet_list": Kind(holds=("list_item",)),
    "ordered_list": Kind(holds=("list_item",), attributes={"start": Attribute(_whole(0, _LARGEST_START), 1)}),
    "list_item": Kind(holds=("paragraph", *_LISTS)),
    "quote": Kind(holds=("paragraph",), attributes={"speaker": _TEXT, "role": _TEXT}),
    "image": Kind(
        attributes={
            "src": Attribute(check_picture),
            "alt": _TEXT,
            "caption": _TEXT,
            "credit": _TEXT,
            "width": Attribute(_side, None),
            "height": Attribute(_side, None),
        }
    ),
    "gallery": Kind(holds=("image",)),
    "embed": Kind(attributes={"url": Attribute(check_embed), "title": _TEXT}),
    "table": Kind(holds=("table_row",)),
    "table_row": Kind(holds=("table_header", "table_cell")),
    "table_header": Kind(inline=True),
    "table_cell": Kind(inline=True),
    "rule": Kind(),
}

# Outermost first. A link comes first so that one link over plain and strong words stays one link on the page.
MARKS: dict[str, dict[str, Attribute]] = {
    "link": {"href": Attribute(check_link)},
    "strong": {},
    "em": {},
    "strike": {},
    "code": {},
}
