"""Plain text -> body document."""

from __future__ import annotations

from dateline.blog.body.schema import MAX_TEXT
from dateline.blog.body.validate import validate
from dateline.blog.changes import Json
from dateline.blog.text import clean_text


def from_text(text: object, field: str = "body") -> Json:
    """Paragraphs parted by blank lines; a line break inside one stays a break. Raises Invalid or TooLarge."""
    paragraphs = clean_text(text, field, MAX_TEXT).split("\n\n")
    return validate({"type": "doc", "content": [_paragraph(paragraph) for paragraph in paragraphs]}, field)


def _paragraph(text: str) -> Json:
    content: list[Json] = []
    for line in text.split("\n"):
        content += [{"type": "hard_break"}, {"type": "text", "text": line}]
    return {"type": "paragraph", "content": content}
