"""Which lines are a file's labels. No line is judged alone: prose also begins with a time ('14:05 was when …').

A house writes all its labels in one shape, each label opens a stretch of text, and their times run one way. So the
lines that may be labels are grouped by shape; the shape found in most places is the house's. A line of another shape
counts only where its time fits between its neighbours'. Rejected: a list of known shapes in order of trust, which
takes a timetable inside a post for posts and fails on the first house that nobody thought of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

from dateline.errors import TranscriptError
from dateline.wire.transcript.labels import Label, read_label
from dateline.wire.transcript.model import Caution
from dateline.wire.transcript.order import direction, fits
from dateline.wire.transcript.zones import Places

_MOST = 100_000  # ten times the longest live blog; a file of nothing but labels would fill the memory
_TRUST = {"alone": 2, "parted": 1, "joined": 0}


def elect(lines: Sequence[str], zone: ZoneInfo) -> tuple[list[Label], list[Caution]]:
    """The file's labels in its order, and cautions on those unlike the others.

    TranscriptError: no line is a label, or one has a label's shape and a time that no day has.
    """
    found = _candidates(lines, zone)
    groups: dict[tuple[str, ...], list[Label]] = {}
    for label in found:
        groups.setdefault(label.key, []).append(label)
    house = _house_shape(groups, lines)
    if house is None:
        raise TranscriptError(
            "no line looks like a time label. A label is a time at the start of a line, alone or with a headline "
            "behind it, as '21:30 Paris time (GMT+1)', '5:42 p.m. ET' or '16:00 GMT – Headline'"
        )
    chosen, passed_over = _joined_by_others(groups.pop(house), groups, lines)
    for label in chosen:
        if label.clock.seconds is None:
            raise TranscriptError(
                f"'{label.text}' has the shape of a time label, but no day has such a time", label.row + 1
            )
    return chosen, [*_unlike(chosen), *passed_over]


def _candidates(lines: Sequence[str], zone: ZoneInfo) -> list[Label]:
    town = zone.key.rsplit("/", 1)[-1].replace("_", " ").lower()
    found = _read_all(lines, Places(frozenset({town})))
    named = [label.zone.place.lower() for label in found if label.zone and label.zone.place]
    # Once more, now that the file has told what it does: '20:07 Kyiv' is a label where others say 'Kyiv time', and
    # '18:00 Dinner time' has a headline where no other names a town.
    others = len(named) > 1 or len(found) < 3
    return _read_all(lines, Places(frozenset({town, *(named if others else ())}), others)) if named else found


def _read_all(lines: Sequence[str], places: Places) -> list[Label]:
    found = []
    blank = True
    for row, line in enumerate(lines):
        label = read_label(line, row, places, blank)
        if label is not None and not (label.rest[:1].islower() and _may_be_prose(label)):
            found.append(label)
            if len(found) > _MOST:
                raise TranscriptError(f"more than {_MOST} time labels: no live blog is that long", row + 1)
        blank = not line.strip()
    return found


def _may_be_prose(label: Label) -> bool:
    """Whether a small letter behind the time tells prose ('14:05 was when'), or a figure ('4.30 – the rate')."""
    return label.tail == "joined" or (label.clock.form == "." and label.zone is None)


def _house_shape(groups: dict[tuple[str, ...], list[Label]], lines: Sequence[str]) -> tuple[str, ...] | None:
    best: tuple[tuple[int, int, int], tuple[str, ...]] | None = None
    for key, group in groups.items():
        if group[0].tail == "joined" and not _regular(group):
            continue
        rank = (_places(group, lines), _TRUST[group[0].tail], -group[0].row)
        if best is None or rank > best[0]:
            best = rank, key
    return best[1] if best else None


def _places(group: list[Label], lines: Sequence[str]) -> int:
    """In how many places this shape is found: lines that follow each other at once (a timetable, a ticker) are one."""
    return 1 + sum(1 for a, b in pairwise(group) if any(line.strip() for line in lines[a.row + 1 : b.row]))


def _regular(group: list[Label]) -> bool:
    """Whether lines that begin with a time and run on as text can be labels: several, and in order."""
    if len(group) < (2 if group[0].zone or group[0].key[0] else 3):
        return False
    sign = direction(group)
    steps = sum(1 for a, b in pairwise(group) if fits(a, b, sign))
    return steps >= 0.75 * (len(group) - 1)


def _joined_by_others(
    chosen: list[Label], others: dict[tuple[str, ...], list[Label]], lines: Sequence[str]
) -> tuple[list[Label], list[Caution]]:
    """The house's labels and those of other shapes that fit between them; cautions on those that do not."""
    sign = direction(chosen)
    apart = len(chosen) >= 3 and sum(c.after_blank for c in chosen) >= 0.95 * len(chosen)
    rows = [c.row for c in chosen]
    accepted, cautions = list(chosen), []
    for group in others.values():
        listed = _listed(group, lines)
        passed_over = []
        for label in group:
            i = bisect_left(rows, label.row)
            between = (i == 0 or fits(chosen[i - 1], label, sign)) and (
                i == len(chosen) or fits(label, chosen[i], sign)
            )
            alike = _alike(label, chosen[0], above_all=i == 0)
            if not between or label.clock.seconds is None:
                passed_over += [label] * (label.tail == "alone")
            elif alike and label.row not in listed and (label.after_blank or not apart):
                accepted.append(label)
            else:
                passed_over.append(label)
        if passed_over:
            detail = f"'{passed_over[0].text}' begins with a time but is unlike this file's labels"
            cautions.append(Caution(passed_over[0].row + 1, f"{detail}{more(passed_over)}: kept as text"))
    return sorted(accepted, key=lambda a: a.row), cautions


def _listed(group: list[Label], lines: Sequence[str]) -> set[int]:
    """The rows of those with nothing between them and the next or last of their shape: a timetable inside a post."""
    rows: set[int] = set()
    for a, b in pairwise(group):
        if not any(line.strip() for line in lines[a.row + 1 : b.row]):
            rows |= {a.row, b.row}
    return rows


def _alike(label: Label, usual: Label, *, above_all: bool) -> bool:
    """Whether a line of another shape may still be a label: unlike the others in one respect, or in two when it holds
    nothing but the label. 'Published 21:45' is none where the others say '21:30', and above all labels a time with a
    date is when the page was made.
    """
    marks, prefix, form, zone, day, *tail = (a != b for a, b in zip(label.key, usual.key, strict=True))
    if prefix or (above_all and (marks or day)) or (label.tail == "joined" and label.zone is None):
        return False
    return marks + form + zone + day + any(tail) <= (2 if label.tail == "alone" else 1)


def _unlike(chosen: list[Label]) -> list[Caution]:
    """One caution for every spelling unlike the file's usual one, at its first line."""
    spellings = Counter(c.template for c in chosen if not c.clock.round)
    if not spellings:
        return []
    usual, count = spellings.most_common(1)[0]
    if len(chosen) < 3 or count < 0.6 * len(chosen):
        return []
    example = next(c.text for c in chosen if c.template == usual)
    odd: dict[str, list[Label]] = {}
    for label in chosen:
        if label.template != usual and not label.clock.round:
            odd.setdefault(label.template, []).append(label)
    cautions = []
    for group in odd.values():
        detail = f"the label '{group[0].text}' is unlike the other {count}, as '{example}'{more(group)}"
        cautions.append(Caution(group[0].row + 1, f"{detail}; it is read as a label"))
    return cautions


def more(group: Sequence[Label]) -> str:
    """', and so on lines 5, 8 and 12 more' for all but the first of these labels."""
    rows = [str(label.row + 1) for label in group[1:]]
    if not rows:
        return ""
    if len(rows) > 6:
        rows = [*rows[:5], f"{len(rows) - 5} more"]
    listed = rows[0] if len(rows) == 1 else ", ".join(rows[:-1]) + " and " + rows[-1]
    return f" (also line{'s' if len(group) > 2 else ''} {listed})"
