"""Sentences as numerals, words and marks, for readers to whom marks matter: `February 7, 2022`, `$2.5bn`, `5 p.m.`"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.copydesk.model import Line
from dateline.copydesk.sentences import split

# Every alternative is told by its first characters and no repetition holds another that may match the same text, so
# that the whole is linear: dotted letters ("U.S.", "p.m."), numerals with a glued suffix ("2,100", "82nd", "2.5bn"),
# words with inner apostrophes and hyphens ("Germany-based"), one mark.
_LEXEME = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:[^\W\d_]+)?|[^\W\d_]+(?:['’-][^\W_]+)*|\S")


class Lexeme(NamedTuple):
    """`start` and `end` count from the start of the sentence; `low` is lower case, with a straight apostrophe."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        return self.text[0].isalpha()


def lex(text: str) -> list[Lexeme]:
    """The sentence's lexemes in order. Linear in its length."""
    return [
        Lexeme(match[0], match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _LEXEME.finditer(text)
    ]


@lru_cache(maxsize=64)
def read(line: Line) -> tuple[tuple[Line, list[Lexeme]], ...]:
    """A line's sentences, each with its lexemes. Kept for a few lines: times and figures read the same ones in turn."""
    return tuple((piece, lex(piece.text)) for piece in split(line))


def bare(low: str) -> str:
    """The word without its possessive ending."""
    return low[:-2] if low.endswith("'s") else low.removesuffix("'")


def digits(text: str, most: int = 4) -> int | None:
    """The whole number that the numeral is; None for anything else and for more than `most` digits."""
    return int(text) if len(text) <= most and text.isascii() and text.isdigit() else None
