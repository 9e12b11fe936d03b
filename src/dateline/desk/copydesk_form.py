"""The copy desk's settings as a form: one choice for each rule, and the house's words in rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

from dateline.copydesk.model import TIERS
from dateline.copydesk.rules import RULES
from dateline.copydesk.settings import Settings
from dateline.desk.copydesk_words import TIERS as TIER_NAMES
from dateline.desk.copydesk_words import TITLES

OFF = "off"
SPARE = 3  # empty rows for more words, for whoever has no script


class Sent(Protocol):
    def get(self, key: str, default: str, /) -> Any: ...
    def getlist(self, key: str, /) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One rule. `above`: what holds unless this form says otherwise; `choices`: what may be chosen beside that."""

    id: str
    title: Promise
    above: Promise | None
    chosen: str
    choices: tuple[tuple[str, Promise], ...]
    lowered: Mapping[str, Any] | None


def rows(held: Settings, newsroom: Settings | None, lowered: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """In the table's order. `newsroom`: what holds above a blog's settings, None where `held` are the newsroom's own.

    A rule's own tier is left to choose from only where it changes anything: settings make nothing louder.
    """
    found = []
    for rule in RULES:
        above = rule.tier
        if newsroom is not None:
            above = newsroom.tier(rule.id, rule.tier)
        is_off_above = newsroom is not None and rule.id in newsroom.off
        lower = TIERS[TIERS.index(above) + 1 :]
        found.append(
            Row(
                rule.id,
                TITLES[rule.id],
                None if is_off_above else TIER_NAMES[above],
                OFF if rule.id in held.off else held.tiers.get(rule.id, ""),
                () if is_off_above else tuple((tier, TIER_NAMES[tier]) for tier in lower),
                lowered.get(rule.id),
            )
        )
    return found


def read(sent: Sent, before: Settings) -> dict[str, Any]:
    """Settings as settings.from_json() takes them. A rule that the form does not ask about stays as it was."""
    chosen = {rule.id: sent.get(f"rule.{rule.id}", _before(before, rule.id)) for rule in RULES}
    columns = [[str(text).strip() for text in sent.getlist(f"house.{name}")] for name in ("avoid", "write", "why")]
    return {
        "off": [rule for rule, choice in chosen.items() if choice == OFF],
        "tiers": {rule: choice for rule, choice in chosen.items() if choice not in ("", OFF)},
        "house": [
            {"avoid": avoid, "write": write, "why": why}
            for avoid, write, why in zip(*columns, strict=False)
            if avoid or write
        ],
    }


def _before(held: Settings, rule: str) -> str:
    return OFF if rule in held.off else held.tiers.get(rule, "")
