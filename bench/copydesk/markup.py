"""Marked text -> plain text and the spans that were marked.

A mark is `{kind#id first; second; key=value|text}`; text may hold further marks. People annotate by putting marks
around words: offsets written by hand go wrong with the first edit above them.
"""

from __future__ import annotations

from dataclasses import dataclass, field


class BadMark(Exception):
    """A mark that cannot be read; says where."""


@dataclass(slots=True)
class Mark:
    """`start` and `end` are characters from the start of the plain text."""

    kind: str
    id: str
    given: list[str]
    named: dict[str, str]
    start: int
    end: int = -1
    text: str = ""


@dataclass(slots=True)
class Plain:
    text: str
    marks: list[Mark] = field(default_factory=list)


def unmark(marked: str) -> Plain:
    """The plain text and its marks in order of start. BadMark: a brace that opens or closes nothing."""
    out: list[str] = []
    length = 0
    open_marks: list[Mark] = []
    done: list[Mark] = []
    at = 0
    while at < len(marked):
        c = marked[at]
        if c == "{":
            bar = marked.find("|", at)
            if bar < 0:
                raise BadMark(f"no | after {marked[at : at + 40]!r}")
            open_marks.append(_mark(marked[at + 1 : bar], length))
            at = bar + 1
            continue
        if c == "}":
            if not open_marks:
                raise BadMark(f"nothing to close at {marked[max(0, at - 40) : at + 1]!r}")
            mark = open_marks.pop()
            mark.end = length
            done.append(mark)
            at += 1
            continue
        out.append(c)
        length += 1
        at += 1
    if open_marks:
        raise BadMark(f"never closed: {open_marks[-1].kind} {open_marks[-1].given}")
    text = "".join(out)
    for mark in done:
        mark.text = text[mark.start : mark.end]
    return Plain(text, sorted(done, key=lambda m: (m.start, -m.end)))


def _mark(head: str, start: int) -> Mark:
    name, _, rest = head.partition(" ")
    kind, _, given_id = name.partition("#")
    given: list[str] = []
    named: dict[str, str] = {}
    for part in (p.strip() for p in rest.split(";") if p.strip()):
        key, equals, value = part.partition("=")
        if equals and key.isalpha() and key.islower():
            named[key] = value.strip()
        else:
            given.append(part)
    return Mark(kind, given_id, given, named, start)
