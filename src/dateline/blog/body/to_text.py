"""Body document -> plain text, for feeds' summaries, structured data, the terminal and the copy desk."""

from __future__ import annotations

from typing import Any

from dateline.blog.body.schema import MAX_DEPTH
from dateline.blog.body.stored import attribute, children_of, number, text_of, type_of, words_of
from dateline.blog.changes import Json


def to_text(doc: Json) -> str:
    """The body's words, blocks parted by a blank line. Takes any JSON value and never raises."""
    return "\n\n".join(text for text in (_block(block, 1) for block in children_of(doc)) if text)


def _block(node: Any, depth: int) -> str:
    if depth > MAX_DEPTH:
        return words_of(node)
    match type_of(node):
        case "paragraph" | "heading":
            return _words(node)
        case "bullet_list" | "ordered_list":
            return _list(node, depth)
        case "quote":
            said = "\n\n".join(_block(child, depth + 1) for child in children_of(node))
            who = ", ".join(part for part in (attribute(node, "speaker"), attribute(node, "role")) if part)
            return f"{said}\n— {who}" if who else said
        case "image":
            shown = attribute(node, "caption") or attribute(node, "alt")
            credit = attribute(node, "credit")
            return f"{shown} ({credit})" if shown and credit else shown or credit
        case "gallery":
            return "\n\n".join(text for text in (_block(child, depth + 1) for child in children_of(node)) if text)
        case "embed":
            return "\n".join(part for part in (attribute(node, "title"), attribute(node, "url")) if part)
        case "table":
            return "\n".join("\t".join(_words(cell) for cell in children_of(row)) for row in children_of(node))
        case "rule":
            return "* * *"
        case _:
            return words_of(node)


def _words(node: Any) -> str:
    pieces: list[str] = []
    for piece in children_of(node):
        match type_of(piece):
            case "text":
                pieces.append(text_of(piece))
            case "hard_break":
                pieces.append("\n")
            case _:
                pieces.append(words_of(piece))
    return "".join(pieces)


def _list(node: Any, depth: int) -> str:
    lines: list[str] = []
    first = number(node, "start")
    for place, item in enumerate(children_of(node)):
        sign = "- " if type_of(node) == "bullet_list" else f"{place + (1 if first is None else first)}. "
        held = [_block(child, depth + 2) for child in children_of(item)] or [words_of(item)]
        text = "\n".join(part for part in held if part)
        lines.append(sign + text.replace("\n", "\n" + " " * len(sign)))
    return "\n".join(lines)
