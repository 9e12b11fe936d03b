"""Spans and words, compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.copydesk.listed import listed

Json = dict[str, Any]

_EMPTY = listed("the a an of and in at to for on s is was be by from with that it as this")
_SAME = {
    "£": "pounds", "gbp": "pounds", "pound": "pounds", "$": "dollars", "usd": "dollars", "dollar": "dollars",
    "€": "euros", "eur": "euros", "euro": "euros", "%": "percent", "percentage": "percent", "per cent": "percent",
    "km/h": "kmh", "mph": "mph", "mm": "millimetres", "cm": "centimetres", "km": "kilometres",
    "kilometers": "kilometres", "meters": "metres", "centimeters": "centimetres",
    "deaths": "killed", "dead": "killed", "death": "killed", "bodies": "killed",
}  # fmt: skip


def gold_span(item: Json) -> tuple[int, int]:
    start = int(item["offset"])
    return start, start + len(item["text"])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covers(found: Json, item: Json, share: float = 0.5) -> bool:
    """Whether the two share that much of the shorter one."""
    a, b = (found["start"], found["end"]), gold_span(item)
    shorter = max(1, min(a[1] - a[0], b[1] - b[0]))
    return bool(overlap(a, b) >= share * shorter)


def touching(found: Iterable[Json], item: Json) -> list[Json]:
    return [one for one in found if overlap((one["start"], one["end"]), gold_span(item))]


def words(text: str | None) -> set[str]:
    """Lower-case words that carry meaning, plurals as singulars."""
    plain = (text or "").replace("’", "'").casefold()
    plain = plain.replace("per cent", "percent").replace("km/h", "kmh")
    out = set()
    for raw in "".join(c if c.isalnum() or c in "%$£€" else " " for c in plain).split():
        word = _SAME.get(raw, raw)
        if word not in _EMPTY:
            out.add(word[:-1] if word.endswith("s") and len(word) > 3 else word)
    return out


def same_person(gold: str, found: str) -> bool:
    """Whether two ways to write a source mean the same; 'X's office' is not X."""
    a, b = words(gold.partition("(")[0]), words(found.partition("(")[0])
    if ("office" in a) != ("office" in b):
        return False
    if not a or not b:
        return a == b
    return a <= b or b <= a
