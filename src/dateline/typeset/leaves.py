"""A body in the pieces that two versions of it are compared by: every paragraph, item, caption and row, in order.

A flat list and not the tree: an edit that wraps a paragraph into a quotation has changed no word, and says so here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dateline.blog.body.schema import MARKS, MAX_DEPTH
from dateline.blog.body.stored import attribute, children_of, marks_of, text_of, type_of, words_of
from dateline.blog.changes import Json
from dateline.typeset.diff import Marks, Token, tokens

_CELL = Token("\t")


class Leaf(NamedTuple):
    """`kind` is `paragraph`, `heading`, `bullet`, `number`, `quote`, `speaker`, `picture`, `caption`, `embed`, `row` or
    `rule`; `pieces` are the words, parted only where their marks change."""

    kind: str
    pieces: tuple[Token, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def tokens(self) -> list[Token]:
        return [token for piece in self.pieces for token in tokens(*piece)]


def of_body(doc: Json) -> list[Leaf]:
    """Takes any JSON value and never raises: a record is always readable."""
    return [leaf for block in children_of(doc) for leaf in _block(block, 1)]


def of_text(text: str, kind: str = "paragraph", link: str = "") -> list[Leaf]:
    """One leaf of this text, as a link where there is an address; none of no text."""
    return [Leaf(kind, (Token(text, (("link", link),) if link else ()),))] if text else []


def _block(node: Any, depth: int, kind: str = "paragraph") -> Iterator[Leaf]:
    """`kind` is what a paragraph counts as where this one stands."""
    name = type_of(node)
    if depth > MAX_DEPTH or (name not in _READ and name != "paragraph"):
        return iter(of_text(words_of(node)))
    return iter([Leaf(kind, tuple(_pieces(node)))]) if name == "paragraph" else _READ[name](node, depth)


def _heading(node: Any, _depth: int) -> Iterator[Leaf]:
    yield Leaf("heading", tuple(_pieces(node)))


def _list(node: Any, depth: int) -> Iterator[Leaf]:
    kind = "bullet" if type_of(node) == "bullet_list" else "number"
    for item in children_of(node):
        for child in children_of(item):
            yield from _block(child, depth + 2, kind)


def _quote(node: Any, depth: int) -> Iterator[Leaf]:
    for child in children_of(node):
        yield from _block(child, depth + 1, "quote")
    who = ", ".join(part for part in (attribute(node, "speaker"), attribute(node, "role")) if part)
    yield from of_text(who, "speaker")


def _image(node: Any, _depth: int) -> Iterator[Leaf]:
    src = attribute(node, "src")
    yield from of_text(attribute(node, "alt") or src, "picture", src)
    yield from of_text(" ".join(p for p in (attribute(node, "caption"), attribute(node, "credit")) if p), "caption")


def _gallery(node: Any, depth: int) -> Iterator[Leaf]:
    for child in children_of(node):
        yield from _block(child, depth + 1)


def _embed(node: Any, _depth: int) -> Iterator[Leaf]:
    url = attribute(node, "url")
    yield from of_text(attribute(node, "title") or url, "embed", url)


def _table(node: Any, _depth: int) -> Iterator[Leaf]:
    for row in children_of(node):
        yield Leaf("row", tuple(_cells(row)))


def _rule(_node: Any, _depth: int) -> Iterator[Leaf]:
    yield Leaf("rule", (Token("* * *"),))


def _cells(row: Any) -> Iterator[Token]:
    for place, cell in enumerate(children_of(row)):
        if place:
            yield _CELL
        yield from _pieces(cell)


def _pieces(node: Any) -> list[Token]:
    """The words in a block, neighbours with the same marks in one piece."""
    found: list[Token] = []
    for child in children_of(node):
        match type_of(child):
            case "text":
                piece = Token(text_of(child), _marks(child))
            case "hard_break":
                piece = Token("\n", _marks(child))
            case _:
                piece = Token(words_of(child))
        if found and found[-1].marks == piece.marks:
            piece = Token(found.pop().text + piece.text, piece.marks)
        found.append(piece)
    return found


def _marks(node: Any) -> Marks:
    held = {type_of(mark): attribute(mark, "href") for mark in marks_of(node)}
    return tuple((name, held[name]) for name in MARKS if name in held)


_READ: dict[str, Callable[[Any, int], Iterator[Leaf]]] = {
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "quote": _quote,
    "image": _image,
    "gallery": _gallery,
    "embed": _embed,
    "table": _table,
    "rule": _rule,
}
