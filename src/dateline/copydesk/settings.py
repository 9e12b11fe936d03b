"""What a newsroom, or one blog, has set for its copy desk.

As JSON: {"off": [rule], "tiers": {rule: tier}, "house": [{"avoid", "write", "why"}]}, every member optional. A blog's
own settings go on top of the newsroom's: rules stay off that either has off, a blog's tiers and words come first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from dateline.copydesk.model import TIERS, Tier
from dateline.errors import Invalid

MOST = 2000  # entries of a house list


@dataclass(frozen=True, slots=True)
class HouseWord:
    """`avoid` as it stands in a text, capitals and all; `write` what the house writes; `why` a sentence, or ""."""

    avoid: str
    write: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    off: frozenset[str] = frozenset()
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    house: tuple[HouseWord, ...] = ()
    lowered: Mapping[str, int] = field(default_factory=dict)  # rule -> by how many tiers what people clicked lowers it

    def tier(self, rule: str, own: Tier) -> Tier:
        """How loudly a finding of this rule is told that would be told at `own`: never louder than that."""
        fallen = TIERS[min(TIERS.index(own) + self.lowered.get(rule, 0), len(TIERS) - 1)]
        return max(fallen, self.tiers.get(rule, fallen), key=TIERS.index)

    def to_json(self) -> dict[str, Any]:
        """As from_json() takes them."""
        house = [{"avoid": word.avoid, "write": word.write, "why": word.why} for word in self.house]
        return {"off": sorted(self.off), "tiers": dict(self.tiers), "house": house}

    def over(self, newsroom: Settings) -> Settings:
        """These of a blog, on top of those of its newsroom."""
        own = {entry.avoid for entry in self.house}
        house = (*self.house, *(entry for entry in newsroom.house if entry.avoid not in own))
        return Settings(self.off | newsroom.off, {**newsroom.tiers, **self.tiers}, house)


def from_json(data: Any, rules: frozenset[str]) -> Settings:
    """Settings as they were sent; Invalid, naming the member, for what cannot be used. `rules`: the ids there are."""
    if not isinstance(data, dict) or set(data) - {"off", "tiers", "house"}:
        raise Invalid("copydesk", "holds off, tiers and house, and nothing else")
    off, tiers, house = data.get("off", []), data.get("tiers", {}), data.get("house", [])
    if not isinstance(off, list) or not all(isinstance(rule, str) and rule in rules for rule in off):
        raise Invalid("copydesk.off", f"must be a list of rules: {', '.join(sorted(rules))}")
    if not isinstance(tiers, dict) or not all(rule in rules and tier in TIERS for rule, tier in tiers.items()):
        raise Invalid("copydesk.tiers", f"must give rules one of the tiers {', '.join(TIERS)}")
    if not isinstance(house, list) or len(house) > MOST:
        raise Invalid("copydesk.house", f"must be a list of at most {MOST} entries")
    entries = tuple(_word(entry, f"copydesk.house[{i}]") for i, entry in enumerate(house))
    return Settings(frozenset(off), cast("dict[str, Tier]", dict(tiers)), entries)


def _word(entry: Any, place: str) -> HouseWord:
    known = {"avoid", "write", "why"}
    if not isinstance(entry, dict) or set(entry) - known or not all(isinstance(text, str) for text in entry.values()):
        raise Invalid(place, "must hold avoid and write, and may hold why; all are strings")
    avoid, write = entry.get("avoid", "").strip(), entry.get("write", "").strip()
    if not avoid or not write or avoid == write:
        raise Invalid(place, "needs two different words: what to avoid, and what to write")
    return HouseWord(avoid, write, entry.get("why", "").strip())
