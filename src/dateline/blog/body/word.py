"""Lists as Microsoft Word puts them on the clipboard: paragraphs with a sign in front and a style that says 'list'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dateline.blog.body.build import as_list_item, paragraph
from dateline.blog.body.html_tree import Element
from dateline.blog.changes import Json

_LEVEL = re.compile(r"mso-list:[^;]{0,40}?level([1-9])")
_NUMBERED = re.compile(r"[0-9a-zA-Z]{1,4}[.)]")


@dataclass(frozen=True, slots=True)
class ListParagraph:
    """A paragraph that Word shows as a list item: its element, the sign in front, the words."""

    element: Element
    sign: str
    words: list[Json]


def is_list_paragraph(element: Element) -> bool:
    return element.tag == "p" and element.attrs.get("class", "").startswith("MsoListParagraph")


def take_sign(element: Element) -> str:
    """Takes the sign that Word typed before the words out of the paragraph; gives it."""
    for child in element.elements():
        if "mso-list:ignore" in child.attrs.get("style", "").replace(" ", "").lower():
            element.children.remove(child)
            return child.text().strip()
        if sign := take_sign(child):
            return sign
    return ""


def with_lists(found: Sequence[Json | ListParagraph]) -> list[Json]:
    """The blocks, with each run of list paragraphs made lists."""
    blocks: list[Json] = []
    for _, run in groupby(found, key=lambda block: isinstance(block, ListParagraph)):
        members = list(run)
        blocks += _nested([block for block in members if isinstance(block, ListParagraph)])
        blocks += [block for block in members if not isinstance(block, ListParagraph)]
    return blocks


def _nested(run: list[ListParagraph]) -> list[Json]:
    """Lists within lists, by the level of each paragraph."""
    top: list[Json] = []
    open_lists: list[Json] = []
    for item in run:
        found = _LEVEL.search(item.element.attrs.get("style", ""))
        level = min(int(found.group(1)) if found else 1, len(open_lists) + 1)
        kind = "ordered_list" if _NUMBERED.match(item.sign) else "bullet_list"
        del open_lists[level:]
        if len(open_lists) == level and open_lists[-1]["type"] != kind:
            open_lists.pop()
        if len(open_lists) < level:
            new: Json = {"type": kind, "content": []}
            (open_lists[-1]["content"][-1]["content"] if open_lists else top).append(new)
            open_lists.append(new)
        open_lists[-1]["content"].append(as_list_item([paragraph(item.words)]))
    return top
