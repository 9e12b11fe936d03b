"""Word sets written as prose lines: a set literal of two hundred quoted strings hides the words."""

from __future__ import annotations


def listed(*lines: str) -> frozenset[str]:
    """The words of the lines; `_` stands for a space inside one, as in "told_reporters"."""
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())
