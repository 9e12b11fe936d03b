"""Quotation marks: where quoted words begin and end in a post's lines.

Straight, curly, low-high and angle marks; double ones first. Single marks count as quotation only where no letter
stands on their open side and a partner closes them, so that "Vance’s" and "the miners’ strike" stay apostrophes.
A mark that is opened and not closed by its line's end quotes the rest of the line if the next line opens with a mark
again (a quote over several paragraphs); else it is left alone: checks/mismatched_quotes.py speaks of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.copydesk.model import Line

_OPEN = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"'}
_DOUBLE = frozenset('“”„«»"')
_SINGLE = frozenset("‘’'")
_BEFORE = frozenset(' \t\u00a0([{—–-:“"„«/…')


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: `start`/`end` without them, `line` the line's index, `goes_on` if the next line resumes."""

    line: int
    start: int
    end: int
    text: str
    goes_on: bool = False


def quoted(lines: Sequence[Line]) -> list[Quoted]:
    """What is quoted in the lines, outermost marks only, in order."""
    found: list[Quoted] = []
    for number, line in enumerate(lines):
        following = lines[number + 1].text.lstrip() if number + 1 < len(lines) else ""
        for start, end, closed in _spans(line.text, bool(following) and following[0] in "“\"‘'„«"):
            inner = line.text[start:end]
            begin = start + len(inner) - len(inner.lstrip())
            inner = inner.strip()
            if inner:
                place = (line.start + begin, line.start + begin + len(inner))
                found.append(Quoted(number, *place, inner, not closed))
    return found


def _spans(text: str, resumed: bool) -> list[tuple[int, int, bool]]:
    """Double marks' spans; single ones in what the double ones leave."""
    doubles = _doubles(text, resumed)
    if not any(c in text for c in _SINGLE):
        return doubles
    spans, at = list(doubles), 0
    for start, end, _ in [*doubles, (len(text) + 1, len(text) + 1, True)]:
        spans += [(a, b, closed) for a, b, closed in _singles(text, at, min(start - 1, len(text)), resumed)]
        at = end + 1
    return sorted(spans)


def _doubles(text: str, resumed: bool) -> list[tuple[int, int, bool]]:
    spans: list[tuple[int, int, bool]] = []
    opened = -1
    for i, c in enumerate(text):
        if c not in _DOUBLE:
            continue
        if opened < 0:
            if _can_open(text, i):
                opened = i
        elif c == text[opened] != '"':
            opened = i if _can_open(text, i) else opened
        elif _closes(text, opened, i):
            spans.append((opened + 1, i, True))
            opened = -1
    if opened >= 0 and resumed and len(text) - opened > 2:
        spans.append((opened + 1, len(text), False))
    return spans


def _can_open(text: str, i: int) -> bool:
    if text[i] == "”" or (text[i] == "»" and i + 1 < len(text) and text[i + 1].isspace()):
        return False
    if i + 1 >= len(text) or (text[i + 1].isspace() and text[i] == '"'):
        return False
    if text[i] == '"':
        return i == 0 or not text[i - 1].isalnum()
    return True


def _closes(text: str, opened: int, i: int) -> bool:
    """Whether the mark at i ends what `opened` began; a curly one may be ended by a straight one, which is a defect."""
    if text[i] == '"' and i > 0 and text[i - 1].isdigit() and text[i + 1 : i + 2].isalnum():
        return False
    return text[i] in (_OPEN[text[opened]], '"', "”")


def _singles(text: str, begin: int, end: int, resumed: bool) -> list[tuple[int, int, bool]]:
    spans: list[tuple[int, int, bool]] = []
    closings = [i for i in range(begin, end) if text[i] in "’'" and _may_close(text, i)]
    k, i = 0, begin
    while i < end:
        if text[i] not in "‘'" or not _may_open(text, i):
            i += 1
            continue
        while k < len(closings) and closings[k] <= i + 1:
            k += 1
        close = _closing(text, closings, k)
        if close is None:
            if resumed and text[i] == "‘" and i == 0:
                spans.append((i + 1, end, False))
            break
        spans.append((i + 1, close, True))
        i = close + 1
    return spans


def _may_open(text: str, i: int) -> bool:
    before, after = text[i - 1] if i else " ", text[i + 1 : i + 2]
    if before not in _BEFORE or not after or after.isspace():
        return False
    return not (text[i] == "'" and after.isdigit())  # the '90s


def _may_close(text: str, i: int) -> bool:
    after = text[i + 1 : i + 2]
    return i > 0 and not text[i - 1].isspace() and not after.isalnum()


def _closing(text: str, closings: list[int], k: int) -> int | None:
    """The first mark that surely closes: behind a stop or comma, or not behind an s (a plural's apostrophe)."""
    first = closings[k] if k < len(closings) else None
    for i in closings[k : k + 12]:
        if i != first and any(_may_open(text, j) for j in range(first or 0, i) if text[j] in "‘'"):
            break
        if text[i - 1] not in "sS" or text[i + 1 : i + 2] in ("", ",", ".", ";", ":", "?", "!", ")"):
            return i
    return first
