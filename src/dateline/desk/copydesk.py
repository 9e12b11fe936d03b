"""The newsroom's settings of the copy desk: `copydesk.json` in the data directory, read anew when it changes.

A blog's own are in the desk's tables (copydesk_blogs.py): whoever runs a blog has no shell on the machine, and a
newsroom's list of words is kept in a repository.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from dateline.copydesk.rules import BY_ID
from dateline.copydesk.settings import Settings, from_json
from dateline.errors import Conflict, Invalid

NAME = "copydesk.json"
RULES = frozenset(BY_ID)


def settings(data: Path) -> Settings:
    """What holds for the newsroom; nothing is set where there is no file. Invalid names the member."""
    path = data / NAME
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Settings()
    return _read(path, stat.st_mtime_ns, stat.st_size)


def version(held: Settings) -> str:
    """A short text that is another for other settings."""
    return sha256(json.dumps(held.to_json(), sort_keys=True).encode()).hexdigest()[:16]


def unchanged(held: Settings, seen: str | None) -> None:
    """Raises Conflict when somebody has changed them since `seen` was read."""
    if seen is not None and seen != version(held):
        raise Conflict("Somebody has changed these settings meanwhile. Nothing was stored; load the page again.")


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> Settings:
    """`changed` and `size` tell one version of the file from the next."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Invalid(NAME, f"is no JSON in UTF-8: {error}") from None
    return from_json(found, RULES)
