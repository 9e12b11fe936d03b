"""A transcript with its annotations, read by the desk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.copydesk.model import Line, PostText
from dateline.wire.transcript.read import read

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One annotated transcript: `gold` in the reference's form, `posts` as the desk is given them."""

    name: str
    text: str
    gold: Json
    posts: tuple[PostText, ...]


def load(text_path: Path, gold_path: Path) -> Case:
    text = text_path.read_text("utf-8")
    gold = json.loads(gold_path.read_text("utf-8"))
    return Case(gold["seed"], text, gold, read_posts(text, gold))


def read_posts(text: str, gold: Json) -> tuple[PostText, ...]:
    """The posts of a transcript on the day, in the zone and in the language that its annotations name."""
    day = date.fromisoformat(gold["coverage_date"].split(" ")[0])
    zone = ZoneInfo(gold["timezone"].split(" ")[0])
    language = gold.get("language", "en")
    entries = read(text.encode(), date=day, zone=zone, today=day).entries
    rows = text.split("\n")
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    by_line = sorted(entries, key=lambda entry: entry.line)
    posts = []
    if lede := tuple(Line(rows[i], starts[i]) for i in range(by_line[0].line - 1) if rows[i].strip()):
        newest = max(entry.at for entry in entries)
        posts.append(PostText("LEDE", newest, None, lede, zone=zone.key, language=language))
    for entry, after in zip(by_line, [*(e.line for e in by_line[1:]), len(rows) + 1], strict=True):
        here = entry.line - 1
        body = [Line(rows[i], starts[i]) for i in range(here + 1, after - 1) if rows[i].strip()]
        label = Line(entry.label, text.index(entry.label, starts[here]))
        headline = None
        if entry.headline and (beside := text.find(entry.headline, label.end, starts[here + 1])) >= 0:
            headline = Line(entry.headline, beside)
        elif entry.headline:
            headline = body.pop(0)
        posts.append(PostText(str(entry.line), entry.at, headline, tuple(body), label, zone.key, language))
    return tuple(posts)


def gold_ids(case: Case, report: Json) -> dict[str, str]:
    """The report's post ids -> the annotations': by label, in the file's order."""
    left = list(case.gold["posts"])
    found = {}
    for post in sorted(report["posts"], key=lambda p: p["start"]):
        label = (post["label"] or "").removeprefix("- ").strip()
        match = next((gold for gold in left if (gold["label"] or "") == label), None)
        if match is not None:
            left.remove(match)
            found[post["id"]] = match["id"]
    return found
