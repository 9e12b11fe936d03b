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
    data = text_path.read_bytes()
    gold = json.loads(gold_path.read_text("utf-8"))
    day = date.fromisoformat(gold["coverage_date"].split(" ")[0])
    zone = ZoneInfo(gold["timezone"].split(" ")[0])
    text = data.decode("utf-8")
    transcript = read(data, date=day, zone=zone, today=day)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    rows = text.split("\n")
    language = gold.get("language", "en")
    posts = []
    first = min(entry.line for entry in transcript.entries) - 1
    lede = tuple(Line(rows[i], starts[i]) for i in range(first) if rows[i].strip())
    if lede:
        posts.append(
            PostText("LEDE", max(e.at for e in transcript.entries), None, lede, zone=zone.key, language=language)
        )
    by_line = sorted(transcript.entries, key=lambda e: e.line)
    for entry, after in zip(by_line, [*(e.line for e in by_line[1:]), len(rows) + 1], strict=True):
        here = entry.line - 1
        body = [Line(rows[i], starts[i]) for i in range(here + 1, after - 1) if rows[i].strip()]
        label = Line(entry.label, text.index(entry.label, starts[here]))
        headline = body.pop(0) if entry.headline else None
        posts.append(
            PostText(f"{entry.line}", entry.at, headline, tuple(body), label=label, zone=zone.key, language=language)
        )
    return Case(gold["seed"], text, gold, tuple(posts))


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
