"""Reading documents off the record, where a newer version may have written anything: no value here is trusted."""

from __future__ import annotations

from typing import Any

from dateline.blog.changes import Json

# Where words stand in blocks of kinds that are not known: text nodes, and the attributes which readers see.
_WORDED = ("speaker", "role", "title", "alt", "caption", "credit", "text")


def type_of(node: Any) -> str:
    """The node's type, '' when it has none."""
    name = node.get("type") if isinstance(node, dict) else None
    return name if isinstance(name, str) else ""


def children_of(node: Any) -> list[Any]:
    """What the node holds, nothing when that is no array."""
    content = node.get("content") if isinstance(node, dict) else None
    return content if isinstance(content, list) else []


def attribute(node: Any, name: str) -> str:
    """An attribute that is text, '' for one that is missing or something else."""
    value = _attributes(node).get(name)
    return value if isinstance(value, str) else ""


def number(node: Any, name: str) -> int | None:
    """An attribute that is a whole number of a size that can be meant."""
    value = _attributes(node).get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def text_of(node: Any) -> str:
    """A text node's text."""
    text = node.get("text") if isinstance(node, dict) else None
    return text if isinstance(text, str) else ""


def marks_of(node: Any) -> list[Json]:
    """The node's marks, those that are objects."""
    marks = node.get("marks") if isinstance(node, dict) else None
    return [mark for mark in marks if isinstance(mark, dict)] if isinstance(marks, list) else []


def words_of(node: Any) -> str:
    """Every word in a node, in order, as one line. Takes any depth: it does not call itself."""
    words: list[str] = []
    waiting = [node]
    while waiting:
        current = waiting.pop()
        words.append(text_of(current) if type_of(current) != "hard_break" else " ")
        words += (f" {attribute(current, name)} " for name in _WORDED if attribute(current, name))
        if type_of(current) != "text":
            words.append(" ")
        waiting.extend(reversed(children_of(current)))
    return " ".join("".join(words).split())


def _attributes(node: Any) -> Json:
    attrs = node.get("attrs") if isinstance(node, dict) else None
    return attrs if isinstance(attrs, dict) else {}
