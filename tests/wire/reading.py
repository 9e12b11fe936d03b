"""Small words for tests of the transcript reader."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from dateline.wire.transcript import Transcript, read

TODAY = date(2026, 11, 23)
DAY = date(2022, 2, 2)


def transcript(text: str | bytes, *, day: date | None = DAY, zone: str = "Europe/Paris") -> Transcript:
    data = text.encode() if isinstance(text, str) else text
    return read(data, date=day, zone=ZoneInfo(zone), today=TODAY)


def moments(found: Transcript) -> list[str]:
    """The entries' times, to the minute and in UTC."""
    return [entry.at[:16] for entry in found.entries]


def warned(found: Transcript) -> list[int]:
    return [warning.line for warning in found.warnings]
