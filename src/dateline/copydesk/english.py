"""Which words are English, US and UK spelling: lists in words/, unpacked once, at the first question.

Core words are what everybody writes (12,000), common ones what newspapers write (40,000 with those), known ones all of
them (215,000), names in capitals among these. scripts/wordlists makes the lists.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _core() -> frozenset[str]:
    return _read("en-core.txt.gz")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return _read("en-common.txt.gz")


@lru_cache(maxsize=1)
def _rare() -> frozenset[str]:
    return _read("en.txt.gz")


def is_known(word: str) -> bool:
    """Whether a word, without its possessive ending, is spelt as some dictionary has it; capitals where it has them."""
    lower = word.lower()
    if any(form in one() for one in (_core, _common, _rare) for form in (word, lower)):
        return True
    # THE, NATO: capitals throughout tell nothing of a word's own.
    return word.isupper() and word.capitalize() in _rare()


def is_common(word: str) -> bool:
    return word in _core() or word in _common()


def is_core(word: str) -> bool:
    return word in _core()


def _read(name: str) -> frozenset[str]:
    packed = (files("dateline.copydesk") / "words" / name).read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split("\n"))
