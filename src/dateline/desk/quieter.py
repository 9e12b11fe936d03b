"""Rules that become quieter by themselves: one of which people say "not useful" too often drops a tier.

Tricorder, Google's platform of program analyses, demands under 10 % of its rules (Sadowski et al., CACM 61(4), 2018).
Counted are findings that somebody was shown, as whoever shows them tells: the desk itself cannot know which of a
draft's findings were on a screen, and a check runs at every pause of typing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from dateline.blog.changes import Actor, stamp
from dateline.copydesk.model import TIERS
from dateline.copydesk.rules import BY_ID
from dateline.desk import copydesk_rights
from dateline.desk.audit.note import note
from dateline.desk.models import LoweredRule, ShownFinding
from dateline.errors import Invalid, Unknown
from dateline.log.failures import refusing

WINDOW = 50  # the newest findings of a rule that were shown, since its tier last changed
MOST = 5  # of them that may be called not useful: 10 %


@dataclass(frozen=True, slots=True)
class Told:
    """`finding` is the teller's own name for what was shown, so that telling it twice counts once."""

    finding: str
    rule: str
    useful: bool = True


@refusing()
def tell(slug: str, told: Iterable[Told]) -> list[LoweredRule]:
    """Count what was shown and what of it was called not useful; the rules that drop a tier by this. Raises Invalid."""
    told = list(told)
    for i, one in enumerate(told):
        if one.rule not in BY_ID:
            raise Invalid(f"findings[{i}].rule", f"must be one of {', '.join(sorted(BY_ID))}")
    now = datetime.now(UTC)
    with transaction.atomic():
        for one in told:
            row, fresh = ShownFinding.objects.get_or_create(
                slug=slug, finding=one.finding, defaults={"rule": one.rule, "useful": one.useful}
            )
            if not fresh and row.useful != one.useful:
                row.useful = one.useful  # said by mistake, and taken back
                row.save(update_fields=["useful"])
        fallen = (_judged(rule, now) for rule in dict.fromkeys(one.rule for one in told))
        return [rule for rule in fallen if rule is not None]


def _judged(rule: str, now: datetime) -> LoweredRule | None:
    """The rule lowered, if its newest findings say so. Older ones are forgotten: the table stays small for ever."""
    rows = ShownFinding.objects.filter(rule=rule).order_by("-id")
    if rows.count() < WINDOW:
        return None
    newest = list(rows.values_list("id", "useful")[:WINDOW])
    useless = sum(not useful for _, useful in newest)
    ShownFinding.objects.filter(rule=rule, id__lt=newest[-1][0]).delete()
    lowest = len(TIERS) - 1 - TIERS.index(BY_ID[rule].tier)
    held = LoweredRule.objects.filter(rule=rule).first()
    by = held.by if held else 0
    if useless <= MOST or by >= lowest:
        return None
    ShownFinding.objects.filter(rule=rule).delete()
    found = {"by": by + 1, "shown": WINDOW, "not_useful": useless, "at": now}
    return LoweredRule.objects.update_or_create(rule=rule, defaults=found)[0]


@refusing()
def lowered() -> list[LoweredRule]:
    """The rules that are quieter than their table says, by name; not those that are in the table no more."""
    return [one for one in LoweredRule.objects.order_by("rule") if one.rule in BY_ID]


@refusing()
def restore(asker: Actor, rule: str) -> None:
    """Put a rule back to its own tier, and count anew. One not lowered is no error.

    Raises Forbidden, Unknown for no such rule.
    """
    if rule not in BY_ID:
        raise Unknown(f"There is no rule '{rule}'.")
    with transaction.atomic():
        copydesk_rights.of_newsroom(asker)
        if LoweredRule.objects.filter(rule=rule).delete()[0]:
            note("copydesk.set", subject=rule)
        ShownFinding.objects.filter(rule=rule).delete()


def described(one: LoweredRule) -> dict[str, Any]:
    """rule, its own tier, the tier that it is told at, why, in so many of so many findings shown, since when."""
    own = BY_ID[one.rule].tier
    why = f"{one.not_useful} of the last {one.shown} findings that were shown were called not useful."
    return {
        "rule": one.rule,
        "from": own,
        "to": TIERS[min(TIERS.index(own) + one.by, len(TIERS) - 1)],
        "why": why,
        "shown": one.shown,
        "not_useful": one.not_useful,
        "at": stamp(one.at),
    }
