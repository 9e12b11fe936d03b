"""Marked words -> text with an opening and a closing for each run of a mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..changes import Json
from .schema import MARKS
from .stored import attribute, children_of, marks_of, type_of
from .urls import is_link


def marked(
    node: Any, opening: Callable[[Json], str], closing: Callable[[Json], str], piece: Callable[[Any, list[Json]], str]
) -> str:
    """The words in a block. Neighbours that share their outer marks stand within one opening, so one link stays one."""
    out: list[str] = []
    stack: list[Json] = []
    for child in children_of(node):
        marks = _known_marks(child)
        shared = 0
        while shared < min(len(stack), len(marks)) and stack[shared] == marks[shared]:
            shared += 1
        out += (closing(mark) for mark in reversed(stack[shared:]))
        out += (opening(mark) for mark in marks[shared:])
        stack = marks
        out.append(piece(child, marks))
    out += (closing(mark) for mark in reversed(stack))
    return "".join(out)


def _known_marks(node: Any) -> list[Json]:
    marks = {type_of(mark): mark for mark in marks_of(node)}
    if "link" in marks and not is_link(attribute(marks["link"], "href")):
        del marks["link"]
    return [marks[name] for name in MARKS if name in marks]
