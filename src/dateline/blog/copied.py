"""Whether a text holds a piece of another, word for word. Pure, and linear in the lengths of both.

Words are those of the search: whatever their case and accents, each sign of a script without spaces a word of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.blog.search import folded

RUN = 8  # words in a row that two texts hardly have in common by chance
SHORTEST = 4  # words of a text that is looked for though it has fewer than RUN: then all of them


class Sought:
    """Texts of which pieces are looked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: dict[int, set[tuple[str, ...]]] = {}  # by how many words a run has
        for words in (folded(text).split() for text in texts):
            if len(words) >= SHORTEST:
                length = min(RUN, len(words))
                self._runs.setdefault(length, set()).update(_runs(words, length))

    def longest(self, text: str) -> int:
        """How many words in a row the text has from one of them; 0 for fewer than would be told."""
        words = folded(text).split()
        longest = 0
        for length, sought in self._runs.items():
            row = 0  # runs that follow one another, each a word further
            for run in _runs(words, length):
                row = row + 1 if run in sought else 0
                longest = max(longest, row and row + length - 1)
        return longest


def _runs(words: list[str], length: int) -> Iterable[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(length)), strict=False)
