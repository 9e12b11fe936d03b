"""`dateline check`: the copy desk on a file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date as Date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from dateline.blog import check as fields
from dateline.cli.common import AsJson, Data, say, show
from dateline.cli.waiting import waiting
from dateline.errors import TranscriptError

if TYPE_CHECKING:
    from dateline.copydesk.model import PostText, Report

File = Annotated[Path, typer.Argument(metavar="FILE", help="A transcript of a live blog, or any text.")]
FileFormat = Annotated[
    Literal["auto", "transcript", "text"],
    typer.Option("--format", help="What the file is; auto takes a file without time labels for one text."),
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--date", formats=["%Y-%m-%d"], metavar="DATE", help="The day of the first entry, as 2026-05-04; else today."
    ),
]
Zone = Annotated[str, typer.Option(help="Where the file's clocks are (IANA).")]


def check(
    file: File,
    *,
    form: FileFormat = "auto",
    date: Day = None,
    zone: Zone = "UTC",
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Read a file as a copy editor does: facts, contradictions, slips. Nothing is stored."""
    from dateline.copydesk.report import report, to_json
    from dateline.desk.copydesk import settings
    from dateline.wire.transcript.decode import check_size, text_of

    place = ZoneInfo(fields.zone(zone))
    check_size(file.stat().st_size)
    raw = file.read_bytes()
    text = text_of(raw)
    with waiting(f"Reading {file.name}"):
        found = report(_posts(raw, text, form, date.date() if date else None, place), settings(data) if data else None)
    show(to_json(found) if as_json else None, _lines(found, file, text), as_json)


def _posts(data: bytes, text: str, form: str, day: Date | None, zone: ZoneInfo) -> list[PostText]:
    from dateline.copydesk.language import guess
    from dateline.wire.transcript import read
    from dateline.wire.transcript.texts import post_texts

    language = guess(text)
    if form != "text":
        try:
            transcript = read(data, date=day, zone=zone, today=datetime.now(zone).date())
        except TranscriptError:
            # Not every text is a transcript; one that cannot be read at all was refused before.
            if form == "transcript":
                raise
        else:
            for caution in transcript.warnings:
                say(f"line {caution.line}: {caution.detail}")
            return post_texts(text, transcript, zone, language)
    return [_whole(text, day, zone, language)]


def _whole(text: str, day: Date | None, zone: ZoneInfo, language: str) -> PostText:
    """A text that has no entries: one post. Its first line is the headline if it looks like one."""
    from dateline.blog.changes import stamp
    from dateline.copydesk.model import Line, PostText
    from dateline.wire.transcript.layout import like_headline
    from dateline.wire.transcript.texts import row_starts

    starts = row_starts(text)
    rows = [(start, text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    lines = [Line(row.strip(), start + row.index(row.strip())) for start, row in rows if row.strip()]
    if not lines:
        raise TranscriptError("the file is empty")
    headline = lines.pop(0) if len(lines) > 1 and like_headline(lines[0].text) else None
    written = stamp(datetime(day.year, day.month, day.day, 12, tzinfo=zone)) if day else ""
    return PostText("TEXT", written, headline, tuple(lines), zone=zone.key, language=language)


def _lines(report: Report, file: Path, text: str) -> Iterator[str]:
    """For people: what should be changed or asked, by line, then what was read. Notes are only counted."""
    rows = _Rows(text)
    told = [finding for finding in report.findings if finding.tier != "info"]
    for finding in told:
        yield f"{file}:{rows.place(finding.start)}: {finding.tier} ({finding.rule}): “{_short(finding.text)}”"
        yield f"    {finding.why}{f' Write: {finding.fix}' if finding.fix else ''}"
        for shown in finding.evidence[:2]:
            yield f"    line {rows.line(shown.start)}: “{_short(shown.text)}”"
    for relation in report.relations:
        places = ", ".join(str(rows.line(item.start)) for item in relation.items)
        yield f"{relation.type} (lines {places}): {relation.why}"
    facts = report.facts
    speakers = {quote.speaker for quote in facts.quotes if quote.speaker}
    yield (
        f"{len(report.posts)} posts: {len(facts.quotes)} quotes of {len(speakers)} speakers, "
        f"{len(facts.figures)} figures, {len(facts.times)} times, {len(facts.agenda)} plans, {len(facts.names)} names"
    )
    notes = len(report.findings) - len(told)
    yield f"{len(told)} findings{f', and {notes} notes that --json shows' if notes else ''}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


class _Rows:
    """Offsets as people count: lines and columns from 1."""

    def __init__(self, text: str) -> None:
        from dateline.wire.transcript.texts import row_starts

        self._starts = row_starts(text)

    def line(self, at: int) -> int:
        return bisect_right(self._starts, at)

    def place(self, at: int) -> str:
        line = self.line(at)
        return f"{line}:{at - self._starts[line - 1] + 1}"
