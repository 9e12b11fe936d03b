"""Texts, marks and breaks inside one block, in the one form in which they are stored."""

from __future__ import annotations

from dateline.blog.changes import Json
from dateline.blog.text import clean_characters, collapse

_BREAK: Json = {"type": "hard_break"}


def canonical_inline(pieces: list[Json], path: str) -> list[Json]:
    """Checked inline nodes -> the canonical ones.

    White space is single and never stands at the ends of a line; a space between two texts has only the marks which
    both have ('**bold **word' is '**bold** word'); equal neighbours are joined; breaks stand only between texts.
    Invalid, naming `path`, when joining makes a text that none may be.
    """
    lines: list[list[Json]] = [[]]
    for piece in pieces:
        if piece["type"] == "hard_break":
            lines.append([])
        else:
            lines[-1].append(piece)
    tidy = [_line(line, path) for line in lines]
    while tidy and not tidy[0]:
        tidy.pop(0)
    while tidy and not tidy[-1]:
        tidy.pop()
    content: list[Json] = []
    for number, line in enumerate(tidy):
        if number:
            content.append(dict(_BREAK))
        content.extend(line)
    return content


def _line(texts: list[Json], path: str) -> list[Json]:
    """The texts of one line, without breaks."""
    runs: list[tuple[str, list[Json]]] = []
    spaced = False
    for piece in texts:
        text = collapse(piece["text"])
        words = text.strip(" ")
        if not words:
            spaced = spaced or bool(text)
            continue
        if runs and (spaced or text[0] == " "):
            common = [mark for mark in runs[-1][1] if mark in piece["marks"]]
            runs.append((" ", common))
        runs.append((words, piece["marks"]))
        spaced = text[-1] == " "
    return _joined(runs, path)


def _joined(runs: list[tuple[str, list[Json]]], path: str) -> list[Json]:
    parts: list[tuple[list[str], list[Json]]] = []
    for text, marks in runs:
        if parts and parts[-1][1] == marks:
            parts[-1][0].append(text)
        else:
            parts.append(([text], marks))
    nodes: list[Json] = []
    for texts, marks in parts:
        # Joining can bring a letter and its accent together, so the whole is composed again.
        node: Json = {"type": "text", "text": clean_characters("".join(texts), path)}
        if marks:
            node["marks"] = marks
        nodes.append(node)
    return nodes
