"""What the readers of time expressions share: the sentence under their eyes, and what they hand back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dateline.copydesk.lexemes import Lexeme
from dateline.copydesk.listed import ordered
from dateline.copydesk.times.calendar import Anchor

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
NUMBERS = ordered(_ONES, "seventeen eighteen nineteen twenty")
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}


class Found(NamedTuple):
    """An expression of lexemes [start, end), with its value and kind as in model.Time."""

    start: int
    end: int
    value: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's lexemes, and what its times are counted from."""

    lexemes: list[Lexeme]
    anchor: Anchor

    def low(self, at: int) -> str:
        """The lexeme there in lower case, "" outside of the sentence."""
        return self.lexemes[at].low if 0 <= at < len(self.lexemes) else ""

    def text(self, at: int) -> str:
        return self.lexemes[at].text if 0 <= at < len(self.lexemes) else ""

    def number(self, at: int) -> int | None:
        """A whole number below 1,000, in digits or as a word ("a" is 1)."""
        low = self.low(at)
        if len(low) <= 3 and low.isascii() and low.isdigit():
            return int(low)
        return NUMBERS.get(low)
