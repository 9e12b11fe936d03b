"""Word sets written as prose lines: a set literal of two hundred quoted strings hides the words."""

from __future__ import annotations


def listed(*lines: str) -> frozenset[str]:
    """The words of the lines; `_` stands for a space inside one, as in "told_reporters"."""
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())


def ordered(*lines: str) -> dict[str, int]:
    """The words of the lines with their places, from 0: numerals, weekdays, months."""
    return {word: i for i, word in enumerate(word for line in lines for word in line.split())}
