"""The one way into the audit, and what ends in it: deeds older than the setting `audit_days` go."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings

from dateline.desk.audit import origin
from dateline.desk.audit.kinds import KINDS
from dateline.desk.audit.models import Deed

Fact = str | int | bool | list[str] | None

_PRUNE = 3600.0  # seconds between two looks for deeds that are too old
_LONGEST = 200  # characters of a fact: room for a name and an address, and for no text
_pruned = 0.0


def note(kind: str, *, who: str | None = None, slug: str = "", subject: str = "", **facts: Fact) -> None:
    """Add a deed, in the transaction of whatever does it. `who` is known from the request where it is not said.

    A fact that is empty is left out. KeyError for a kind that is not in the table.
    """
    asked = origin.current()
    Deed.objects.create(
        at=datetime.now(UTC),
        who=(asked.who if who is None else who)[:80],
        kind=_known(kind),
        slug=slug[:80],
        subject=subject[:80],
        facts={name: _short(fact) for name, fact in facts.items() if fact not in (None, "", [])},
        address=asked.address[:45],
        agent=asked.agent[:60],
    )
    _prune()


def oldest() -> datetime:
    """Deeds before this are kept no longer."""
    return datetime.now(UTC) - timedelta(days=settings.DATELINE.audit_days)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise KeyError(kind)
    return kind


def _short(fact: Fact) -> Fact:
    if isinstance(fact, list):
        return [one[:_LONGEST] for one in fact]
    return fact[:_LONGEST] if isinstance(fact, str) else fact


def _prune() -> None:
    global _pruned  # noqa: PLW0603  # once an hour for the whole process
    if time.monotonic() - _pruned > _PRUNE or not _pruned:
        _pruned = time.monotonic()
        Deed.objects.filter(at__lt=oldest()).delete()
