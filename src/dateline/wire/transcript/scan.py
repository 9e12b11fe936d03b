"""The tokens of the start of one line: numbers, words, spaces, single characters.

Labels are read by a hand-written descent over these, because one expression for all houses' shapes would backtrack.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\s+|.", re.DOTALL)
_REACH = 160  # no label is longer; what follows is text and stays unscanned


class Scanner:
    """A place in a line's tokens. `i` may be kept and set back."""

    __slots__ = ("_starts", "_tokens", "i", "line")

    def __init__(self, line: str, start: int = 0) -> None:
        found = list(_TOKEN.finditer(line, start, min(len(line), start + _REACH)))
        self.line = line
        self._tokens = [m[0] for m in found]
        self._starts = [m.start() for m in found]
        self.i = 0

    @property
    def offset(self) -> int:
        """Where in the line the next token begins."""
        if self.i < len(self._starts):
            return self._starts[self.i]
        return self._starts[-1] + len(self._tokens[-1]) if self._starts else len(self.line)

    def ended(self) -> bool:
        """Whether only white space is left of the line."""
        return not self.line[self.offset :].strip()

    def peek(self, ahead: int = 0) -> str:
        """A token from here on, '' beyond the end."""
        return self._tokens[self.i + ahead] if self.i + ahead < len(self._tokens) else ""

    def space(self) -> bool:
        """Skip white space; whether there was any."""
        if self.peek().isspace():
            self.i += 1
            return True
        return False

    def take(self, *choices: str) -> str:
        """Consume the next token if it is one of these; '' if not."""
        token = self.peek()
        if token and token in choices:
            self.i += 1
            return token
        return ""

    def number(self, *lengths: int) -> int | None:
        """Consume a number of one of these many digits."""
        token = self.peek()
        if token.isdecimal() and len(token) in lengths:
            self.i += 1
            return int(token)
        return None

    def word(self, among: Collection[str]) -> str:
        """Consume a word, whatever its case, if it is among these (lower case); '' if not."""
        token = self.peek().lower()
        if token and token in among:
            self.i += 1
            return token
        return ""
