"""Posts as the desk reads them, told in a line each."""

from __future__ import annotations

from dateline.copydesk.model import Line, PostText


def post(id: str, headline: str, *paragraphs: str, at: str = "", language: str = "en") -> PostText:
    """A post whose lines follow each other as in a file; `at` is made of an id like "1430" when it is not given."""
    lines, start = [], 0
    for text in (headline, *paragraphs):
        lines.append(Line(text, start))
        start += len(text) + 1
    moment = at or (f"2024-03-05T{id[:2]}:{id[2:4]}:00.000Z" if id.isdigit() else "2024-03-05T23:59:00.000Z")
    return PostText(id, moment, lines[0] if headline else None, tuple(lines[1:]), language=language)
