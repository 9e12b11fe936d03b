"""A label's clock on its day in the blog's zone -> the moment, and cautions where the label says another zone.

The printed clock is read in the blog's zone, always: one rule that an editor can predict and check on the page. A label
that contradicts it gets a caution with both readings. Rejected: following each label's own offset, which would turn one
mistyped label into one entry an hour off and hide that --zone is wrong when all of them disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateline.wire.transcript.labels import Label
from dateline.wire.transcript.model import Caution
from dateline.wire.transcript.vote import more


def moments(labels: Sequence[Label], days: Sequence[date], zone: ZoneInfo) -> tuple[list[datetime], list[Caution]]:
    """The moment (in the zone) of every label."""
    found: list[datetime] = []
    contradicting: dict[tuple[object, ...], list[tuple[Label, datetime]]] = {}
    elsewhere: dict[str, list[Label]] = {}
    cautions: list[Caution] = []
    for label, day in zip(labels, days, strict=True):
        local = datetime.combine(day, time(), zone) + timedelta(seconds=label.seconds)
        local, remark = _settled(local, label)
        if remark:
            cautions.append(Caution(label.row + 1, remark))
        found.append(local)
        offset = _minutes(local)
        said = _offsets(label, local)
        if said and offset not in said:
            contradicting.setdefault((said, offset), []).append((label, local))
        elif label.zone and label.zone.place and not said and not _names(zone, label.zone.place):
            elsewhere.setdefault(label.zone.place, []).append(label)
    cautions += [_contradiction(group, zone) for group in contradicting.values()]
    for place, group in elsewhere.items():
        detail = f"'{group[0].text}' names {place}, and is read in {zone.key}{more(group)}"
        cautions.append(Caution(group[0].row + 1, detail))
    return found, cautions


def _settled(local: datetime, label: Label) -> tuple[datetime, str]:
    """The moment meant where clocks were changed: an hour that came twice, or never."""
    zone = local.tzinfo
    later = local.replace(fold=1)
    if local.utcoffset() == later.utcoffset():
        return local, ""
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0):
        return (
            local,
            f"'{label.text}' never was on {local:%Y-%m-%d}: clocks were put forward; read as if they had not been",
        )
    said = label.zone.offsets if label.zone else ()
    first, second = _minutes(local) in said, _minutes(later) in said
    if first != second:
        return (later if second else local), ""
    return (
        local,
        f"'{label.text}' came twice on {local:%Y-%m-%d}, when clocks were put back; read as the first of the two",
    )


def _offsets(label: Label, local: datetime) -> tuple[int, ...]:
    if label.zone is None:
        return ()
    summer = 60 if label.zone.seasonal and local.dst() else 0
    return tuple(offset + summer for offset in label.zone.offsets)


def _contradiction(group: list[tuple[Label, datetime]], zone: ZoneInfo) -> Caution:
    label, local = group[0]
    said = _offsets(label, local)[0]
    ours = local.astimezone(UTC)
    theirs = ours + timedelta(minutes=_minutes(local) - said)
    detail = (
        f"'{label.text}' contradicts the zone {zone.key}, which is {_gmt(_minutes(local))} then: the clock is read in "
        f"{zone.key}, as {ours:%Y-%m-%d %H:%M} UTC; by the label's {_gmt(said)} it would be {theirs:%Y-%m-%d %H:%M} UTC"
    )
    return Caution(label.row + 1, detail + more([found for found, _ in group]))


def _minutes(local: datetime) -> int:
    return int((local.utcoffset() or timedelta()).total_seconds() // 60)


def _gmt(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return "GMT" if not minutes else f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _names(zone: ZoneInfo, place: str) -> bool:
    return place.lower().replace("-", " ") in zone.key.lower().replace("_", " ").replace("-", " ")
