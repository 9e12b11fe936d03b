"""A paragraph's sentences as tokens, each quoted passage one token and each name one token.

Grammar is read off what stands outside the marks: a verb inside a quote must never govern it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.copydesk.capitals import bare
from dateline.copydesk.model import Line
from dateline.copydesk.names import NameUse
from dateline.copydesk.quotes.marks import Quoted
from dateline.copydesk.sentences import split

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:['’&\-‑]|(?<=\d)[.,/:](?=\d))[^\W_]+)*|[^\s\w]|_")
_LONGEST = 150  # tokens; a longer sentence is read in pieces, so that hostile text costs no more than its length
_MARKS = frozenset("\"'“”‘’„«»")


@dataclass(frozen=True, slots=True)
class Token:
    """`quote` is the index of the passage that the token stands for; `name` the name that it is."""

    text: str
    start: int
    end: int
    quote: int | None = None
    name: NameUse | None = None

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def stem(self) -> str:
        """Lower-cased, without a possessive ending."""
        return bare(self.low)

    @property
    def mark(self) -> bool:
        return self.quote is None and not self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Sentence:
    """`quotes`: positions of the passages among the tokens; `bare`: there is nothing else."""

    tokens: tuple[Token, ...]
    paragraph: int
    quotes: tuple[int, ...]
    bare: bool


def read(paragraphs: Sequence[Line], passages: Sequence[Quoted], names: Sequence[NameUse]) -> list[Sentence]:
    """The sentences of all paragraphs, in order."""
    found = []
    name_starts = [use.start for use in names]
    by_line: dict[int, list[tuple[int, Quoted]]] = {}
    for i, passage in enumerate(passages):
        by_line.setdefault(passage.line, []).append((i, passage))
    for number, line in enumerate(paragraphs):
        own = by_line.get(number, [])
        masked = _masked(line, [passage for _, passage in own])
        for piece in split(Line(masked, line.start)):
            tokens = _tokens(piece, line, own, names, name_starts)
            found += [_sentence(tokens[i : i + _LONGEST], number) for i in range(0, len(tokens), _LONGEST)]
    return found


def _sentence(tokens: list[Token], paragraph: int) -> Sentence:
    quotes = tuple(i for i, token in enumerate(tokens) if token.quote is not None)
    return Sentence(tuple(tokens), paragraph, quotes, all(token.quote is not None or token.mark for token in tokens))


def _masked(line: Line, passages: list[Quoted]) -> str:
    """The line with quoted words blanked out, but for their last character: a stop there may end the sentence."""
    parts, at = [], 0
    for passage in passages:
        start, end = passage.start - line.start, passage.end - line.start
        last = line.text[end - 1] if not line.text[end - 1].isalnum() else "X"
        parts += [line.text[at:start], "X" * (end - start - 1), last]
        at = end
    parts.append(line.text[at:])
    return "".join(parts)


def _tokens(
    piece: Line, line: Line, own: list[tuple[int, Quoted]], names: Sequence[NameUse], name_starts: list[int]
) -> list[Token]:
    tokens: list[Token] = []
    text, at, base = line.text, piece.start, line.start
    first, last = (bisect_left(own, bound, key=lambda item: item[1].start) for bound in (piece.start, piece.end))
    ends: list[tuple[int, Quoted | None]] = [*own[first:last], (-1, None)]
    for i, passage in ends:
        stop = passage.start if passage is not None else piece.end
        tokens += _plain(line, at - base, stop - base, names, name_starts)
        if passage is not None:
            if tokens and tokens[-1].text in _MARKS:
                tokens.pop()
            tokens.append(Token(passage.text, passage.start, passage.end, quote=i))
            at = passage.end
            if at - base < len(text) and text[at - base] in _MARKS:
                at += 1
    return tokens


def _plain(line: Line, begin: int, end: int, names: Sequence[NameUse], name_starts: list[int]) -> list[Token]:
    """The tokens of the line from `begin` to `end`, where nothing is quoted."""
    text, base = line.text, line.start
    tokens: list[Token] = []
    at = begin
    k = bisect_left(name_starts, begin + base)
    while at < end:
        use = names[k] if k < len(names) and names[k].end <= end + base else None
        stop = use.start - base if use is not None else end
        for match in _TOKEN.finditer(text, at, stop):
            # A stop inside a sentence is an abbreviation's.
            if match.group() in "'’" and text[match.start() - 1 : match.start()] == "s":
                continue  # a plural's possessive
            if match.group() == "." and not _ends_here(text, match.end(), end):
                continue
            tokens.append(Token(match.group(), match.start() + base, match.end() + base))
        if use is None:
            break
        tokens.append(Token(use.text, use.start, use.end, name=use))
        at, k = use.end - base, k + 1
        while k < len(names) and names[k].start < use.end:
            k += 1
        if use.possessive and at < end and text[at] in "'’":
            at += 2 if text[at + 1 : at + 2] == "s" else 1
    return tokens


def _ends_here(text: str, at: int, end: int) -> bool:
    """Whether only marks follow: the sentence's own stop."""
    return end - at < 6 and not text[at:end].strip("\"'“”‘’«») ]")
