"""When two wordings of a quote are the same words: marks, case, spelling of apostrophes and elisions aside."""

from __future__ import annotations

from functools import lru_cache

from dateline.copydesk.sentences import words

_GAP = 5


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The words, lower-cased, apostrophes straight, without marks. Kept for some: a quote is held against many."""
    return tuple(word.lower().replace("’", "'").removesuffix(".").replace(".", "") for word, _, _ in words(text))


def within(part: str, whole: str) -> bool:
    """Whether the words of `part` stand in `whole` in one run; around an elision (… or ...) in several, in order."""
    rest = words_of(whole)
    at = 0
    for piece in part.replace("…", "...").split("..."):
        run = words_of(piece)
        found = _find(run, rest, at)
        if found < 0:
            return False
        at = found + len(run)
    return at > 0


def condensed(part: str, whole: str) -> bool:
    """Whether the words of `part` stand in `whole` in this order, a few words left out between them."""
    run, rest, at = words_of(part), words_of(whole), -1
    for n, word in enumerate(run):
        after = rest[at + 1 :] if n == 0 else rest[at + 1 : at + 1 + _GAP]
        if word not in after:
            return False
        at += 1 + after.index(word)
    return bool(run)


def _find(run: tuple[str, ...], rest: tuple[str, ...], at: int) -> int:
    if not run:
        return at
    size = len(run)
    return next((i for i in range(at, len(rest) - size + 1) if rest[i] == run[0] and rest[i : i + size] == run), -1)
