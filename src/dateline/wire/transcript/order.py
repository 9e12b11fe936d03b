"""Which way a file runs, and on which day each label stands.

Times say when a day ends: in a file that runs forward 23:50 is followed by 00:10. A step against the order of up to
three hours is an entry out of its place; a larger one is another day. Rejected: sorting by the clock, which folds
several days into one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateline.wire.transcript.days import DaySaid, resolve
from dateline.wire.transcript.labels import Label
from dateline.wire.transcript.model import Caution
from dateline.wire.transcript.zones import DAY

_ASTRAY = 3 * 3600
_HALF = DAY // 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that is a date and nothing else, above labels."""

    row: int
    text: str
    day: DaySaid


def direction(labels: Sequence[Label]) -> int:
    """+1 for a file that runs forward (oldest first), -1 for newest first, which is also taken when nothing tells."""
    votes = 0
    for a, b in pairwise(labels):
        ahead = (b.seconds - a.seconds) % DAY
        # The smaller a step, the more it tells: one of half a day may be half a day back.
        votes += _HALF - ahead if ahead else 0
    if votes:
        return 1 if votes > 0 else -1
    return 1 if labels and labels[-1].seconds > labels[0].seconds else -1


def fits(a: Label, b: Label, sign: int) -> bool:
    """Whether b can follow a in a file that runs this way: on the same day, or over midnight within half a day."""
    return (b.seconds - a.seconds) * sign % DAY <= _HALF or (b.seconds - a.seconds) * sign >= 0


def dated_direction(days: Sequence[date]) -> int:
    """The way in which dates run, 0 when they do not tell."""
    ups = sum((b > a) - (b < a) for a, b in pairwise(days))
    return (ups > 0) - (ups < 0)


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a file's labels, in the file's order, and which way it runs."""

    days: list[date]
    sign: int
    cautions: list[Caution]


def date_labels(labels: Sequence[Label], headings: Sequence[Heading], given: date | None, today: date) -> Dated:
    """The day of every label. `given` is the day of the entry that is first in time, unless the file's own dates say
    otherwise; without it and without dates in the file, `today` is taken and a caution given.
    """
    cautions: list[Caution] = []
    said, below_heading = _said(labels, headings)
    anchors = _anchors(said, labels, given, today, cautions)
    sign = dated_direction([anchors[i] for i in sorted(anchors)]) or direction(labels)
    days = [given or today] * len(labels)
    first = min(anchors, default=0)
    if anchors and not (given and sign > 0):
        days[first] = anchors[first]
        for i in range(first - 1, -1, -1):
            step = max(_step(labels[i], labels[i + 1], sign, cautions), int(i + 1 in below_heading))
            days[i] = days[i + 1] - timedelta(days=sign * step)
    else:
        first = 0
        days[0] = anchors.get(0, days[0])
    for i in range(first + 1, len(labels)):
        step = 0 if i in anchors else _step(labels[i - 1], labels[i], sign, cautions)
        days[i] = anchors[i] if i in anchors else days[i - 1] + timedelta(days=sign * step)
    if not anchors:
        ahead = (given or today) - min(days)
        days = [day + ahead for day in days]
    _check_given(labels, days, said, given, cautions)
    return Dated(days, sign, cautions)


def _said(labels: Sequence[Label], headings: Sequence[Heading]) -> tuple[dict[int, Heading], set[int]]:
    """What the file itself says of days, by label; and which labels stand right below a heading."""
    said: dict[int, Heading] = {}
    below: set[int] = set()
    waiting = deque(headings)
    for i, label in enumerate(labels):
        while waiting and waiting[0].row < label.row:
            said[i] = waiting.popleft()
            below.add(i)
        if label.day is not None:
            said[i] = Heading(label.row, label.text, label.day)
    return said, below


def _anchors(
    said: dict[int, Heading], labels: Sequence[Label], given: date | None, today: date, cautions: list[Caution]
) -> dict[int, date]:
    month_first = _month_first(said, labels)
    dated = (resolve(h.day, today, forward=True) for h in said.values() if h.day.year)
    near = given or next((found for found in dated if found), None)
    anchors = {}
    for i, heading in said.items():
        day = heading.day.swapped() if heading.day.swappable and month_first else heading.day
        meant = resolve(day, near or today, forward=near is not None)
        if meant is None:
            cautions.append(Caution(heading.row + 1, f"'{heading.text}': its year has no such day; it is not used"))
            continue
        if day.weekday is not None and meant.weekday() != day.weekday:
            detail = f"'{heading.text}': {meant.isoformat()} is a {meant:%A}; the date is used"
            cautions.append(Caution(heading.row + 1, detail))
        anchors[i] = meant
    unclear = next((h for h in said.values() if h.day.swappable and h.day.day != h.day.month), None)
    if unclear and month_first is None:
        cautions.append(
            Caution(unclear.row + 1, f"'{unclear.text}': read with the day first; nothing in the file tells")
        )
    return anchors


def _month_first(said: dict[int, Heading], labels: Sequence[Label]) -> bool | None:
    """Whether 02/03/2022 is the third of February here; None when nothing tells."""
    shapes = {h.day.shape.rstrip("w") for h in said.values()}
    if "m/" in shapes or "d/" in shapes:
        return "m/" in shapes
    return True if any(label.clock.form == "12" for label in labels) else None


def _check_given(
    labels: Sequence[Label], days: list[date], said: dict[int, Heading], given: date | None, cautions: list[Caution]
) -> None:
    """Cautions where the date of the first entry rests on nothing, or the file does not bear out the one given."""
    first = min(range(len(days)), key=lambda i: (days[i], labels[i].seconds))
    line, day = labels[first].row + 1, days[first].isoformat()
    if given is None and not said:
        detail = (
            f"no date was given and the file has none: '{labels[first].text}', the first in time, is read as of {day}"
        )
        cautions.append(Caution(line, detail + ", today"))
    elif given is None and not any(h.day.year for h in said.values()):
        heading = next(iter(said.values()))
        detail = f"'{heading.text}' does not say the year and no date was given: the first entry is read as of {day}"
        cautions.append(Caution(heading.row + 1, detail))
    elif given is not None and days[first] != given:
        detail = f"the date given is {given.isoformat()}, but by the file's own dates the first entry is of {day}"
        cautions.append(Caution(line, f"{detail}; that is used"))


def _step(a: Label, b: Label, sign: int, cautions: list[Caution]) -> int:
    """How many days, in the file's direction, lie between a label and the next: 0, 1, or -1 back over midnight."""
    ahead = (b.seconds - a.seconds) * sign
    if ahead > DAY - _ASTRAY:
        cautions.append(Caution(b.row + 1, f"'{b.text}' is out of order: read as across midnight from '{a.text}'"))
        return -1
    if ahead >= 0:
        return 0
    if DAY + ahead <= _HALF:
        return 1
    if -ahead <= _ASTRAY:
        cautions.append(Caution(b.row + 1, f"'{b.text}' is out of order after '{a.text}'; read as of the same day"))
        return 0
    cautions.append(Caution(b.row + 1, f"'{b.text}' after '{a.text}' is read as of another day"))
    return 1
