"""The lines between labels -> headline and paragraphs. Each line is a paragraph, unless the file is set to a width:
then a line that was broken only because the next word did not fit is joined to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

HEADLINE = 150  # characters; longer first lines are text
_NARROWEST, _WIDEST = 40, 100  # characters that texts are set to
_LONGEST_WORD = 30
_CLOSERS = "\"'\u201d\u2019\u00bb\u203a)]*_ "
_ENDS = tuple(".:;,\u2026\u3002\uff0e")
_MARKED = (("**", "**"), ("__", "__"), ("<b>", "</b>"), ("<strong>", "</strong>"))

Block = list[str]  # lines without an empty one between them
Opening = tuple[str, list[Block]]  # the text behind a label on its own line ('' for none), and the blocks below it


def is_rule(line: str) -> bool:
    """Whether a line is only drawn: ---, ***, ___, ====."""
    signs = set(line) - {" ", "\t", "\u00a0"}
    return len(signs) == 1 and signs <= set("-*_=~\u2014\u2013\u2022\u2500") and len(line.replace(" ", "")) >= 3


def blocks_of(lines: Sequence[str]) -> list[Block]:
    blocks: list[Block] = [[]]
    for line in lines:
        text = line.strip()
        if text:
            blocks[-1].append(text)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def width_of(sections: Sequence[list[Block]]) -> int:
    """The number of characters that a file's lines are set to; 0 when each line is a paragraph of its own."""
    broken = [pair for blocks in sections for n, block in enumerate(blocks) for pair in _breaks(block, n == 0)]
    width = max((len(line) for blocks in sections for block in blocks for line in block), default=0)
    if not _NARROWEST <= width <= _WIDEST or len(broken) < 3:
        return 0
    filled = [line for line, following in broken if _filled(line, following, width)]
    ended = sum(line.endswith((".", "!", "?", "\u201d", '"')) for line in filled)
    return width if len(filled) >= 0.8 * len(broken) and ended <= 0.5 * len(filled) else 0


def _breaks(block: Block, first: bool) -> list[tuple[str, str]]:
    """A block's pairs of lines; not the first of an entry, which may be its headline."""
    return list(pairwise(block))[1 if first else 0 :]


def _filled(line: str, following: str, width: int) -> bool:
    word = following.split(maxsplit=1)[0]
    return len(word) <= _LONGEST_WORD and len(line) >= width // 2 and len(line) + 1 + len(word) > width


def paragraphs_of(blocks: list[Block], width: int) -> list[str]:
    """The paragraphs, verbatim; in a file set to a width, lines joined by a space."""
    paragraphs: list[str] = []
    for block in blocks:
        joined: list[list[str]] = []
        for n, line in enumerate(block):
            if n and width and _filled(block[n - 1], line, width):
                joined[-1].append(line)
            else:
                joined.append([line])
        paragraphs += [" ".join(lines) for lines in joined]
    return paragraphs


class Headlines:
    """Whether this file's entries have headlines, on their label's line or below it: what most of them look like.

    `divide` then tells for one entry.
    """

    def __init__(self, openings: Sequence[Opening]) -> None:
        self._width = width_of([blocks for _, blocks in openings])
        behind = [rest for rest, _ in openings if rest]
        self._behind = sum(map(like_headline, behind)) >= 0.5 * len(behind)
        firsts = [
            blocks[0][0] for rest, blocks in openings if not rest and len(blocks) + len(blocks[0] if blocks else ()) > 2
        ]
        often = Counter(firsts)
        # The same first line again and again is a byline or a rubric.
        self._rubrics = {line for line, n in often.items() if n >= 3 and n >= 0.3 * len(firsts)}
        like = sum(like_headline(line) and line not in self._rubrics for line in firsts)
        self._below = bool(firsts) and 3 * like >= len(firsts)

    def divide(self, opening: Opening) -> tuple[str, list[str]]:
        """An entry's headline ('' for none) and its paragraphs: between them all its lines, each once."""
        rest, blocks = opening
        if rest:
            if self._behind and like_headline(rest):
                return _unmarked(rest), paragraphs_of(blocks, self._width)
            return "", [rest, *paragraphs_of(blocks, self._width)]
        if blocks and self._is_headline(blocks):
            below = [blocks[0][1:], *blocks[1:]]
            return _unmarked(blocks[0][0]), paragraphs_of([b for b in below if b], self._width)
        return "", paragraphs_of(blocks, self._width)

    def _is_headline(self, blocks: list[Block]) -> bool:
        first = blocks[0][0]
        if _unmarked(first) != first and len(first) <= HEADLINE:
            return True
        wraps = self._width and len(blocks[0]) > 1 and _filled(first, blocks[0][1], self._width)
        return bool(self._below and not wraps and first not in self._rubrics and like_headline(first))


def like_headline(line: str) -> bool:
    """Short, and not ended as a sentence is. 'U.S.' at the end is no sentence's end."""
    text = line.rstrip(_CLOSERS)
    if not text or len(line) > HEADLINE or is_rule(line):
        return False
    if not text.endswith(_ENDS):
        return True
    last = text.rsplit(maxsplit=1)[-1]
    return text.endswith(".") and last.count(".") >= 2 and all(len(part) <= 2 for part in last.split("."))


def _unmarked(line: str) -> str:
    """Without the Markdown or HTML that marks the whole line as a headline."""
    if line.startswith("#") and line.lstrip("#").startswith(" "):
        return line.strip("#").strip()
    for opening, closing in _MARKED:
        inner = line.removeprefix(opening).removesuffix(closing)
        if len(inner) == len(line) - len(opening) - len(closing) and inner.strip() and opening not in inner:
            return inner.strip()
    return line
