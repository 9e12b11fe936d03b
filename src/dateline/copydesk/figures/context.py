"""What a sentence is about: the words by which two sentences are known to count the same thing."""

from __future__ import annotations

from dateline.copydesk.lexemes import Lexeme, bare
from dateline.copydesk.listed import listed

_COMMON = listed(
    "the and that this with from have has had were was are been being will would could should their there they",
    "them its his her our your who which what when where while than then also about around nearly almost more",
    "most less least some another further other into onto over under after before since until said says say",
    "told tell according added announced confirmed reported people person million billion thousand hundred",
    "dozen today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday total number only",
    "just still already been news agency statement reporters spokesman spokeswoman spokesperson percent cent",
    "both each every very much many such between through against during among because including officials",
    "official source sources",
)
_MOST = 16
_SHORT = 3


def words(lexemes: list[Lexeme]) -> tuple[str, ...]:
    """The content words, lower case and without endings of plural and possession, each once, sixteen at most."""
    found = dict.fromkeys(
        _stem(lexeme.low)
        for lexeme in lexemes
        if lexeme.word and (len(lexeme.low) > _SHORT or lexeme.capital) and lexeme.low not in _COMMON
    )
    return tuple(word for word in found if word)[:_MOST]


def _stem(low: str) -> str:
    low = bare(low)
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > _SHORT + 1 else low
