"""Finding posts by their words, whatever their case and accents. Pure, and linear in the length of the text.

A word of the query finds words that begin with it, since most languages put their endings last ('ferr' or 'ferry' for
'ferryman'); words in quotation marks are found as they are, side by side. A post is found that has all of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from dateline.blog.body import to_text
from dateline.blog.changes import Post

QUERY = 200  # characters that are looked at
_NEEDLES = 10
_QUOTES = dict.fromkeys(map(ord, '"“”„‟«»״'), '"')
# Letters that Unicode does not take apart, and that people type without their stroke.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
# Scripts written without spaces: each sign is a word of its own, and a word of several a row of them.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
# Combining classes of marks that make another letter (nukta, virama, kana voicing) rather than an accent.
_KEPT_MARKS = (0, 7, 8, 9)
_LEARNED = 20_000  # characters whose folded form is kept; made-up queries must not fill the memory


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if len(self) < _LEARNED:
            self[code] = folded
        return folded


def _folded(character: str) -> str:
    # Composed first: some signs are written in two ways, and of these scripts none may be taken apart.
    return "".join(map(_one, unicodedata.normalize("NFKC", character)))


def _one(character: str) -> str:
    if any(low <= ord(character) <= high for low, high in _UNSPACED):
        return f" {character} "
    pieces = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(map(_plain, pieces))


def _plain(piece: str) -> str:
    if unicodedata.combining(piece) not in _KEPT_MARKS or unicodedata.category(piece) == "Cf":
        return ""
    return piece.translate(_PLAIN) if unicodedata.category(piece)[0] in "LNM" else " "


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The words of a text, each between two spaces: ` the ferry s captain `; one space when there is none."""
    words = text.translate(_FOLDING).split()
    return f" {' '.join(words)} " if words else " "


def haystack(post: Post) -> str:
    """Everything of a post that readers see and may look for; nothing of a retracted one."""
    if post.retraction:
        return " "
    notes = (correction["note"] for correction in post.corrections)
    sources = (source["name"] for source in post.sources)
    texts = (post.headline, to_text(post.body), post.byline, *post.tags, *notes, *sources)
    return "\n".join(map(folded, texts))  # parted, so that nothing is side by side across two of them


def needles(query: str) -> tuple[str, ...]:
    """What to look for in a haystack; empty for a query without a word."""
    found: dict[str, None] = {}
    for i, piece in enumerate(query[:QUERY].translate(_QUOTES).split('"')):
        if i % 2:
            found[folded(piece)] = None
        else:
            for word in piece.split():
                found[folded(word).rstrip()] = None
    return tuple(needle for needle in found if needle.strip())[:_NEEDLES]


def matches(hay: str, sought: Iterable[str]) -> bool:
    return all(needle in hay for needle in sought)


def spans(text: str, sought: Iterable[str]) -> list[tuple[int, int]]:
    """Where in a text its hits are, in order and without overlap: (start, end)."""
    hay, origin = _traced(text)
    found = []
    for needle in sought:
        at = hay.find(needle)
        while at >= 0:
            found.append((origin[at + 1], origin[at + len(needle.rstrip()) - 1] + 1))
            at = hay.find(needle, at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _traced(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of that which it came from."""
    pieces, origin = [" "], [0]
    for index, character in enumerate(text):
        for piece in _FOLDING[ord(character)]:
            if piece != " " or pieces[-1] != " ":
                pieces.append(piece)
                origin.append(index)
    return "".join(pieces) + " ", [*origin, len(text)]
