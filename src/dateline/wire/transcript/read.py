"""A live blog as a text file -> its standfirst and entries. Pure: no clock, no file, no blog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from dateline.blog.changes import stamp
from dateline.errors import TranscriptError
from dateline.wire.transcript.days import read_heading
from dateline.wire.transcript.decode import lines_of
from dateline.wire.transcript.labels import Label, is_age
from dateline.wire.transcript.layout import Headlines, blocks_of, is_rule, like_headline, paragraphs_of, width_of
from dateline.wire.transcript.model import Caution, Entry, Transcript
from dateline.wire.transcript.moments import moments
from dateline.wire.transcript.order import Heading, date_labels
from dateline.wire.transcript.vote import elect


def read(data: bytes, *, date: date | None, zone: ZoneInfo, today: date) -> Transcript:
    """The entries of a transcript, oldest first. Every line that is no label (with '4h ago' above it), no date heading
    and no drawn rule is in the result once, verbatim but for the white space at its ends.

    `date`: the day of the entry that is first in time, unless the file's own dates say otherwise. `zone`: where the
    printed clocks are. `today` (in that zone) stands in for a date that neither `date` nor the file gives, with a
    caution. TranscriptError, with the line: not text, or no entries in it.
    """
    given = date
    if not all(1000 < day.year < 9000 for day in (given or today, today)):
        raise TranscriptError(f"{(given or today).isoformat()} is no date of a live blog")
    lines = lines_of(data)
    labels, cautions = elect(lines, zone)
    above = _headlines_above(lines, labels)
    headings, ages = _above_labels(lines, labels, above)
    dated = date_labels(labels, headings, given, today)
    times, on_zones = moments(labels, dated.days, zone)
    sections, rules = _sections(lines, labels, ages | {*above.values(), *(heading.row for heading in headings)})
    if rules:
        count = f" and {len(rules) - 1} more" if len(rules) > 1 else ""
        cautions.append(Caution(rules[0] + 1, f"a drawn line between entries{count}: not kept"))
    openings = [
        (lines[above[label.row]].strip() if label.row in above else label.rest, blocks_of(section))
        for label, section in zip(labels, sections[1:], strict=True)
    ]
    headlines = Headlines(openings)
    entries = []
    for label, moment, opening in zip(labels, times, openings, strict=True):
        headline, paragraphs = headlines.divide(opening)
        if not headline and not paragraphs:
            cautions.append(Caution(label.row + 1, f"nothing stands below '{label.text}': no entry is made of it"))
            continue
        entries.append(Entry(label.row + 1, label.text, stamp(moment), headline, paragraphs))
    if not entries:
        raise TranscriptError("nothing stands below this label, nor below any other", labels[0].row + 1)
    if dated.sign < 0:
        entries.reverse()
    top = blocks_of(sections[0])
    standfirst = "\n\n".join(paragraphs_of(top, width_of([[], *([block] for block in top)])))
    every = [*cautions, *dated.cautions, *on_zones]
    return Transcript(standfirst, sorted(entries, key=lambda e: e.at), sorted(every, key=lambda c: c.line))


def _above_labels(
    lines: Sequence[str], labels: Sequence[Label], above: dict[int, int]
) -> tuple[list[Heading], set[int]]:
    """The lines above labels that belong to them: those that are only a date, and the rows of those that say
    how long ago. Only their like, rules and empty lines are between them and a label.
    """
    headings: list[Heading] = []
    ages: set[int] = set()
    taken = {label.row for label in labels}
    for label in labels:
        row = above.get(label.row, label.row) - 1
        while row >= 0 and row not in taken:
            text = lines[row].strip()
            if text and is_age(text):
                ages.add(row)
            elif text and not is_rule(text):
                said = read_heading(text)
                if said is None or (said.month is None and (len(text) < 4 or _above(lines, row) in taken)):
                    break
                headings.append(Heading(row, text, said))
            row -= 1
    return sorted(headings, key=lambda h: h.row), ages


def _headlines_above(lines: Sequence[str], labels: Sequence[Label]) -> dict[int, int]:
    """The row of each label's headline, by the label's row, in a file that sets it right above the label; none in any
    other file. There nearly each label, the first among them, has such a line above it, an empty one above that.
    """
    found = {}
    for row in (label.row for label in labels if label.row and label.tail == "alone"):
        text, beyond = lines[row - 1].strip(), lines[row - 2].strip() if row > 1 else ""
        if like_headline(text) and not (is_age(text) or read_heading(text)) and (not beyond or is_rule(beyond)):
            found[row] = row - 1
    return found if labels[0].row in found and len(found) >= 0.8 * len(labels) else {}


def _above(lines: Sequence[str], row: int) -> int:
    """The row of the next line with text above this one: a weekday right below a label is that entry's headline."""
    row -= 1
    while row >= 0 and not lines[row].strip():
        row -= 1
    return row


def _sections(lines: Sequence[str], labels: Sequence[Label], apart: set[int]) -> tuple[list[list[str]], list[int]]:
    """The lines above the first label and below each, without the rows set apart and the rules at a section's
    ends; and the rows of those rules.
    """
    sections, rules = [], []
    starts = [-1, *(label.row for label in labels)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        rows = [row for row in range(start + 1, end) if row not in apart]
        spoken = [n for n, row in enumerate(rows) if lines[row].strip() and not is_rule(lines[row].strip())]
        first, last = (spoken[0], spoken[-1]) if spoken else (len(rows), len(rows))
        rules += [row for row in (*rows[:first], *rows[last + 1 :]) if lines[row].strip()]
        sections.append([lines[row] for row in rows[first : last + 1]])
    return sections, rules
