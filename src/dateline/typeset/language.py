"""Which way a language is written."""

from __future__ import annotations

_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
_SCRIPTS = frozenset(("arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"))


def direction(tag: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag; the script subtag decides where there is one (`az-Arab`, `ar-Latn`)."""
    parts = tag.lower().split("-")
    script = next((p for p in parts[1:] if len(p) == 4 and p.isalpha()), None)
    right_to_left = script in _SCRIPTS if script else parts[0] in _RIGHT_TO_LEFT
    return "rtl" if right_to_left else "ltr"
