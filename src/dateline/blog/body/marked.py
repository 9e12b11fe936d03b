"""Marked words -> text with an opening and a closing for each run of a mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.blog.body.schema import MARKS
from dateline.blog.body.stored import attribute, children_of, marks_of, type_of
from dateline.blog.body.urls import is_link
from dateline.blog.changes import Json


def marked(
    node: Any, opening: Callable[[Json], str], closing: Callable[[Json], str], piece: Callable[[Any, list[Json]], str]
) -> str:
    """The words in a block. Of marks that begin together the longest is outermost, so one link stays one."""
    children = children_of(node)
    marks = [_known_marks(child) for child in children]
    out: list[str] = []
    stack: list[Json] = []
    for place, child in enumerate(children):
        kept = 0
        while kept < len(stack) and stack[kept] in marks[place]:
            kept += 1
        new = [mark for mark in marks[place] if mark not in stack[:kept]]
        new.sort(key=lambda mark: -_run(mark, marks, place))
        out += (closing(mark) for mark in reversed(stack[kept:]))
        out += (opening(mark) for mark in new)
        stack = [*stack[:kept], *new]
        out.append(piece(child, marks[place]))
    out += (closing(mark) for mark in reversed(stack))
    return "".join(out)


def _run(mark: Json, marks: list[list[Json]], start: int) -> int:
    end = start
    while end < len(marks) and mark in marks[end]:
        end += 1
    return end - start


def _known_marks(node: Any) -> list[Json]:
    marks = {type_of(mark): mark for mark in marks_of(node)}
    if "link" in marks and not is_link(attribute(marks["link"], "href")):
        del marks["link"]
    return [marks[name] for name in MARKS if name in marks]
