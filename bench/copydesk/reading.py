"""A transcript with its annotations, read by the desk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.copydesk.model import PostText
from dateline.wire.transcript import read
from dateline.wire.transcript.texts import post_texts

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
    transcript = read(text.encode(), date=day, zone=zone, today=day)
    return tuple(post_texts(text, transcript, zone, gold.get("language", "en")))


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
