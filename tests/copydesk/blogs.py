"""Small blogs for the checks: texts in, what the desk finds out."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.copydesk.model import Finding, Line, PostText
from dateline.copydesk.report import report
from dateline.copydesk.settings import Settings


def blog(
    *texts: str, language: str = "en", headlines: Sequence[str] = (), labels: Sequence[str] = ()
) -> list[PostText]:
    """One post a text, an hour apart, its paragraphs parted by LF; all of it one text with offsets from its start."""
    posts, at = [], 0
    for number, text in enumerate(texts):
        lines = []
        for row in [*labels[number : number + 1], *headlines[number : number + 1], *text.split("\n")]:
            lines.append(Line(row, at))
            at += len(row) + 1
        label = lines.pop(0) if number < len(labels) else None
        headline = lines.pop(0) if number < len(headlines) else None
        moment = f"2026-05-{4 + number // 24:02d}T{number % 24:02d}:00:00.000Z"
        posts.append(PostText(f"p{number}", moment, headline, tuple(lines), label, "UTC", language))
    return posts


def findings(posts: Sequence[PostText], rule: str, settings: Settings | None = None) -> list[Finding]:
    return [finding for finding in report(posts, settings).findings if finding.rule == rule]


def texts(posts: Sequence[PostText], rule: str) -> list[str]:
    return [finding.text for finding in findings(posts, rule)]
