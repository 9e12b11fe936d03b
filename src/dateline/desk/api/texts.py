"""A post's texts as they were sent -> as a command takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.blog import body as bodies
from dateline.blog.changes import Json
from dateline.desk.api.shapes import Texts
from dateline.errors import Invalid

_READERS: dict[str, Callable[[str, str], Json]] = {
    "markdown": bodies.from_markdown,
    "html": bodies.from_html,
    "text": bodies.from_text,
}


def members(sent: Texts) -> dict[str, Any]:
    """What was sent and nothing else, its body as a document. Raises Invalid and TooLarge."""
    given = sent.given()
    form = given.pop("format", None)
    if "body" in given:
        given["body"] = _document(given["body"], form)
    if "happened_at" in given and given["happened_at"] is None:
        given["happened_at"] = ""  # a command's own word for none, as None leaves things as they are
    return given


def _document(body: Any, form: str | None) -> Any:
    if isinstance(body, dict) and form in (None, "document"):
        return body  # checked when the command is decided, as from every other face
    if isinstance(body, str) and form != "document":
        return _READERS[form or "markdown"](body, "body")
    if isinstance(body, (str, dict)):
        raise Invalid("format", "'document' goes with an object as the body, the others with a string")
    raise Invalid("body", "must be a body document (an object) or a string")
