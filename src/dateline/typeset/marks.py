"""Marked words of a body as HTML, for where they stand outside their body: the same elements that the body has."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from dateline.blog.body.marked import marked
from dateline.blog.body.stored import attribute, text_of, type_of
from dateline.blog.changes import Json
from dateline.typeset.diff import Token

_TAGS = {"link": "a", "strong": "strong", "em": "em", "strike": "s", "code": "code"}


def html(words: Iterable[Token]) -> Markup:
    """Escaped; a line break is `<br>` and a tab, which parts a table's cells here, a bar. Unsafe links are left out."""
    pieces = [_node(marks, some) for marks, some in groupby(words, lambda token: token.marks)]
    return Markup(marked({"content": pieces}, _opening, _closing, _piece))  # noqa: S704  # escaped piece by piece


def _node(marks: Iterable[tuple[str, str]], some: Iterable[Token]) -> Json:
    named = [{"type": name, "attrs": {"href": address}} for name, address in marks]
    return {"type": "text", "text": "".join(token.text for token in some), "marks": named}


def _opening(mark: Json) -> str:
    if type_of(mark) == "link":
        return f'<a href="{escape(attribute(mark, "href"))}" rel="noopener noreferrer">'
    return f"<{_TAGS[type_of(mark)]}>"


def _closing(mark: Json) -> str:
    return f"</{_TAGS[type_of(mark)]}>"


def _piece(node: Any, _marks: list[Json]) -> str:
    return str(escape(text_of(node))).replace("\n", "<br>").replace("\t", " | ")
