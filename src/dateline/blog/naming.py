"""The names in a byline, and the form of a name or tag that stands in an address: `Liv Aune` is `liv-aune`."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dateline.blog.text import collapse

# In small letters and between spaces, so that no name is cut and 'John E Smith' is one. The Catalan ' i ' is left out,
# since it joins one person's surnames more often than two people.
_AND = (" and ", " & ", " / ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " ve ", " и ", " و ", "; ")
_MOST = 12


@lru_cache(4096)
def key_of(name: str) -> str:
    """Lower case, each run of anything but letters, digits and their marks one hyphen; empty when there are none.

    It holds no character that an address, an attribute or a selector of CSS has a meaning for. Two names that differ in
    case or punctuation only are one: a second reporter of the same spelling is told apart by nobody else either.
    """
    folded = unicodedata.normalize("NFC", name.casefold())
    return "-".join("".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded).split())


@lru_cache(4096)
def names(byline: str) -> tuple[str, ...]:
    """The people of `Liv Aune, Per Holt and Ine Dahl`, each once; a byline that is no plain list is one name, whole.

    Commas part names only where an 'and' does too: 'Liv Aune, Skarvik' is one person and where she is.
    """
    parts = [collapse(byline).strip()]
    for word in _AND:
        parts = [piece for part in parts for piece in part.split(word)]
    if len(parts) > 1:
        parts = [piece for part in parts for piece in part.split(",")]
    people = [part.strip() for part in parts if part.strip()]
    if len(people) > _MOST or not all(map(_is_name, people)):
        people = [collapse(byline).strip()]
    found: dict[str, str] = {}
    for name in people:
        found.setdefault(key_of(name), name)
    found.pop("", None)
    return tuple(found.values())


def _is_name(text: str) -> bool:
    """Begins as names do in scripts that have capitals, with something to call it by."""
    return not text[0].islower() and len(text.split()) <= 6 and key_of(text) != ""
