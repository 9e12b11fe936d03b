"""The audit as managers read it: filtered, a page at a time, or whole as a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from dateline.blog.changes import Json, stamp
from dateline.desk import names
from dateline.desk.audit.kinds import KINDS
from dateline.desk.audit.models import Deed
from dateline.desk.audit.note import oldest
from dateline.errors import Invalid

PAGE = 50
COLUMNS = ("at", "who", "name", "kind", "blog", "subject", "facts", "address", "agent")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty is all. `day` is a date as 2026-05-04, in the newsroom's zone."""

    person: str = ""
    kind: str = ""
    blog: str = ""
    day: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """From a page's query. Raises Invalid for what is no kind and no day."""
        found = cls(**{name: given.get(name, "").strip() for name in ("person", "kind", "blog", "day")})
        if found.kind and found.kind not in KINDS:
            raise Invalid("kind", "is no kind of deed")
        if found.day:
            try:
                date.fromisoformat(found.day)
            except ValueError:
                raise Invalid("day", "is no day; write it as 2026-05-04") from None
        return found

    def given(self) -> dict[str, str]:
        """What is not empty, for an address."""
        return {name: value for name, value in asdict(self).items() if value}


def deeds(wanted: Wanted, zone: str) -> QuerySet[Deed]:
    """Newest first; none that is older than the newsroom keeps them."""
    found = Deed.objects.filter(at__gte=oldest()).order_by("-at", "-pk")
    if wanted.person:
        found = found.filter(Q(who=wanted.person) | Q(subject=wanted.person))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.blog:
        found = found.filter(slug=wanted.blog)
    if wanted.day:
        start = datetime.combine(date.fromisoformat(wanted.day), time(), ZoneInfo(zone))
        found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return found


def told(found: Iterable[Deed]) -> list[Json]:
    """Each deed by COLUMNS, `name` being what `who` is called now."""
    listed = list(found)
    called = names.of({deed.who for deed in listed} | {deed.subject for deed in listed if ":" in deed.subject})
    return [
        {
            "at": stamp(deed.at),
            "who": deed.who,
            "name": called.get(deed.who, ""),
            "kind": deed.kind,
            "blog": deed.slug,
            "subject": deed.subject,
            "subject_name": called.get(deed.subject, ""),
            "facts": deed.facts,
            "address": deed.address,
            "agent": deed.agent,
        }
        for deed in listed
    ]


def as_json(rows: Iterable[Json]) -> Iterator[str]:
    """JSON Lines: one deed a line."""
    for row in rows:
        yield json.dumps({name: row[name] for name in COLUMNS}, ensure_ascii=False) + "\n"


def as_csv(rows: Iterable[Json]) -> Iterator[str]:
    yield ",".join(COLUMNS) + "\r\n"
    for row in rows:
        line = StringIO()
        facts = "; ".join(f"{name}={value}" for name, value in row["facts"].items())
        csv.writer(line).writerow([_cell({**row, "facts": facts}[name]) for name in COLUMNS])
        yield line.getvalue()


def _cell(value: Any) -> str:
    """Spreadsheets run a cell that begins with one of these; an apostrophe before it makes it text."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
