"""The copy desk's settings: `copydesk.json` in the data directory, read anew when it changes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from dateline.copydesk.rules import BY_ID
from dateline.copydesk.settings import Settings, from_json
from dateline.errors import Invalid

NAME = "copydesk.json"
_BLOGS = "blogs"


def settings(data: Path, slug: str = "") -> Settings:
    """What holds for a blog, or for the newsroom; nothing is set where there is no file. Invalid names the member."""
    path = data / NAME
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Settings()
    newsroom, blogs = _read(path, stat.st_mtime_ns, stat.st_size)
    return blogs[slug].over(newsroom) if slug in blogs else newsroom


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> tuple[Settings, dict[str, Settings]]:
    """`changed` and `size` tell one version of the file from the next."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Invalid(NAME, f"is no JSON in UTF-8: {error}") from None
    if not isinstance(found, dict) or not isinstance(found.get(_BLOGS, {}), dict):
        raise Invalid(NAME, "must hold an object, and in it blogs as an object")
    rules = frozenset(BY_ID)
    newsroom = {name: value for name, value in found.items() if name != _BLOGS}
    blogs = {slug: from_json(value, rules) for slug, value in found.get(_BLOGS, {}).items()}
    return from_json(newsroom, rules), blogs
