"""Which words are English, US and UK spelling: two lists in words/, unpacked once, at the first question.

`common` words are those of SCOWL's sizes up to 35, what a newspaper uses; `known` are all of them, names included.
scripts/wordlists makes the lists.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """About 40,000 words that a correction may propose without further evidence."""
    return frozenset(_read("en-common.txt.gz"))


@lru_cache(maxsize=1)
def _rare() -> frozenset[str]:
    return frozenset(_read("en.txt.gz"))


def is_known(word: str) -> bool:
    """Whether a word, without its possessive ending, is spelt as some dictionary has it; capitals where it has them."""
    lower = word.lower()
    if any(form in common() or form in _rare() for form in (word, lower)):
        return True
    # THE, NATO: capitals throughout tell nothing of a word's own.
    return word.isupper() and word.capitalize() in _rare()


def is_common(word: str) -> bool:
    return word in common()


def _read(name: str) -> list[str]:
    packed = (files("dateline.copydesk") / "words" / name).read_bytes()
    return gzip.decompress(packed).decode("utf-8").split("\n")
