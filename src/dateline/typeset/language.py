"""Which way a language is written, and how a name that is written the other way stands in a sentence."""

from __future__ import annotations

from functools import lru_cache

from dateline.blog.direction import holds

_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
_SCRIPTS = frozenset(("arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"))


@lru_cache(256)
def direction(tag: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag; the script subtag decides where there is one (`az-Arab`, `ar-Latn`)."""
    parts = tag.lower().split("-")
    script = next((p for p in parts[1:] if len(p) == 4 and p.isalpha()), None)
    right_to_left = script in _SCRIPTS if script else parts[0] in _RIGHT_TO_LEFT
    return "rtl" if right_to_left else "ltr"


def isolate(text: str, direction: str) -> str:
    """`text` between U+2068 and U+2069 where a letter of it is written against `direction` (UAX 9, 2.3).

    For a name in a sentence that becomes an attribute, a title or a feed, where no `<bdi>` can stand. A name written
    as the sentence is stays bare: the two characters are invisible on a page and are not in every other program.
    """
    against = "ltr" if direction == "rtl" else "rtl"
    return f"\u2068{text}\u2069" if holds(text, against) else text
