"""Cursors, `epoch.seq`: how far somebody has read."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Cursor(NamedTuple):
    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}.{self.seq}"


def parse(text: str) -> Cursor | None:
    """The cursor in `text`, or None for anything that this program never wrote, however long or strange."""
    return _parse(text) if len(text) <= 32 else None


@lru_cache(1024)  # a crowd holds few different ones
def _parse(text: str) -> Cursor | None:
    epoch, dot, seq = text.partition(".")
    if not dot or not epoch.isascii() or not epoch.isalnum():
        return None
    if not (seq.isascii() and seq.isdigit()) or (seq[0] == "0" and seq != "0"):
        return None
    return Cursor(epoch, int(seq))
