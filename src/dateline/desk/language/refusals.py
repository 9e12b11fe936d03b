"""A refusal in the language of whoever meets it.

Rules refuse in English sentences that quote what was sent, and know nothing of languages. A catalog holds each sentence
with `{0}`, `{1}` … where it quotes, in the context `refusal`; here a sentence is found again by what stands around its
quotations. The rejected option: a name and members for every refusal, and every rule beneath the desk made to speak
by them, for the sake of the one face that has languages.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.utils.translation import get_language

from dateline.desk.language import catalogs
from dateline.errors import DatelineError, Invalid

CONTEXT = "refusal"
_PLACES = re.compile(r"(\{\d\})")


def title(refusal: DatelineError) -> str:
    return _said(refusal.title)


def detail(refusal: DatelineError) -> str:
    """All of it, with the field in front where there is one."""
    if isinstance(refusal, Invalid):
        return f"{refusal.field}: {of_field(refusal)}"
    return _said(refusal.detail)


def problem(refusal: DatelineError) -> dict[str, Any]:
    """Its problem document: what programs go by is the same in every language."""
    return {**refusal.problem(), "title": title(refusal), "detail": detail(refusal)}


def of_field(refusal: Invalid) -> str:
    """What is wrong with its field, for a place where the field has its own name."""
    return _said(refusal.detail.removeprefix(f"{refusal.field}: "))


def _said(english: str) -> str:
    code = get_language() or ""
    if code not in catalogs.codes():
        return english
    for pattern, translated in _sentences(code):
        if (quoted := _quoted(pattern, english)) is not None:
            return "".join(quoted.get(part, part) for part in _PLACES.split(translated))
    return english


@cache
def _sentences(code: str) -> list[tuple[str, str]]:
    """Those that say most in their own words first: `{0}` alone would fit every sentence."""
    found = [(str(entry.id), str(entry.string)) for entry in catalogs.read(code) if entry.context == CONTEXT]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -len("".join(_parts(pair[0]))))


def _parts(pattern: str) -> list[str]:
    """What stands before, between and after the places for quotations."""
    return _PLACES.split(pattern)[::2]


def _quoted(pattern: str, text: str) -> dict[str, str] | None:
    """What the text has in the places of the pattern, each as short as can be; None where it is another sentence.

    By searching for one part after the other: the time that it takes grows with the text and not with its tries.
    """
    first, *parts = _parts(pattern)
    if not parts:
        return {} if text == pattern else None
    if not text.startswith(first) or not text.endswith(parts[-1]) or len(text) < len(first) + len(parts[-1]):
        return None
    quoted, at, end = {}, len(first), len(text) - len(parts[-1])
    for number, part in enumerate(parts[:-1]):
        found = text.find(part, at, end)
        if found < 0:
            return None
        quoted[f"{{{number}}}"] = text[at:found]
        at = found + len(part)
    quoted[f"{{{len(parts) - 1}}}"] = text[at:end]
    return quoted
