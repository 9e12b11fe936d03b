"""Days, weeks and months around a post's own day. Values are ISO 8601; a week is `2022-W05`, Monday its first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateline.blog.changes import moment
from dateline.copydesk.listed import ordered

Direction = Literal["past", "future", "open"]

WEEKDAYS = ordered("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: i + 1 for name, i in ordered(_MONTHS).items()}
# How far a date may lie on the side that the verb does not point to: "will" beside last week's date is another verb's
_NEARBY = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a post's words are counted from: its moment at its place. None where the post's time is not known."""

    moment: datetime | None

    @property
    def day(self) -> date | None:
        return self.moment.date() if self.moment else None


def anchor(at: str, zone: str) -> Anchor:
    """The anchor of a post of stamp `at` ("": unknown). The calendar's very ends have no local day: unknown too."""
    if not at:
        return Anchor(None)
    try:
        return Anchor(moment(at).astimezone(ZoneInfo(zone)))
    except OverflowError:
        return Anchor(None)


def shifted(day: date, days: int) -> date | None:
    """The day so many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def weekday(day: date, wanted: int, direction: Direction) -> date | None:
    """The nearest such weekday, the day itself included: behind, unless the direction is the future."""
    ahead = (wanted - day.weekday()) % 7
    behind = (day.weekday() - wanted) % 7
    return shifted(day, ahead if direction == "future" else -behind)


def week(day: date, shift: int = 0) -> str | None:
    """`2022-W05`, so many weeks later."""
    other = shifted(day, 7 * shift)
    return f"{other.isocalendar().year:04d}-W{other.isocalendar().week:02d}" if other else None


def month(day: date, shift: int = 0) -> str | None:
    """`2022-02`, so many months later."""
    count = day.year * 12 + day.month - 1 + shift
    return f"{count // 12:04d}-{count % 12 + 1:02d}" if 12 <= count < 120000 else None


def year(day: date, shift: int = 0) -> str | None:
    """`2022`, so many years later."""
    return f"{day.year + shift:04d}" if 1 <= day.year + shift <= 9999 else None


def exact(year_: int, month_: int, day_: int) -> date | None:
    """The date, None where the calendar has none."""
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None


def of_year(day: date, month_: int, day_: int, direction: Direction) -> date | None:
    """The date of that month and day which the direction points to, the nearest one where it points nowhere.

    A direction gives way to a date three weeks off on its other side, when its own is most of a year away.
    """
    around = [found for shift in (-1, 0, 1) if (found := exact(day.year + shift, month_, day_))]
    nearest = min(around, key=lambda found: abs(found - day), default=None)
    if direction == "open" or nearest is None or abs(nearest - day) <= _NEARBY:
        return nearest
    sides = [found for found in around if (found >= day) == (direction == "future")]
    return min(sides, key=lambda found: abs(found - day), default=nearest)


def of_month(day: date, month_: int, direction: Direction) -> str:
    """`2022-02` of a month without a year: this or the one before, unless the direction is the future."""
    if direction == "future":
        return f"{day.year + (month_ < day.month):04d}-{month_:02d}"
    return f"{day.year - (month_ > day.month):04d}-{month_:02d}"
