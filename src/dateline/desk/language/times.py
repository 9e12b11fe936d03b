"""Times on the desk's own pages, in the language of whoever reads them and on the newsroom's clock."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from django.utils.translation import get_language

from dateline.blog.changes import moment
from dateline.typeset import catalog


def told(stamp: str, zone: str, now: datetime | None = None) -> str:
    """As long as it has to be: `16:38` today, `23 Nov, 16:38` within the year, `23 Nov 2025` before it."""
    code = get_language() or catalog.ENGLISH
    locale = catalog.locale(code, catalog.spoken(code))
    at = moment(stamp).astimezone(ZoneInfo(zone))
    today = (now or datetime.now(UTC)).astimezone(ZoneInfo(zone))
    if at.year != today.year:
        return str(format_date(at, "medium", locale=locale))
    hours = str(format_time(at.time(), "short", locale=locale))
    if at.date() == today.date():
        return hours
    return f"{format_skeleton('MMMd', at, locale=locale)}, {hours}"
