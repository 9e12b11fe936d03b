"""A word that the newsroom writes otherwise, by its own list."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.spans import finding


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    for line in (post.headline, *post.paragraphs):
        if line is None:
            continue
        for entry in ledger.house:
            at = line.text.find(entry.avoid)
            while at >= 0:
                end = at + len(entry.avoid)
                if not _joins(line.text, at - 1, at) and not _joins(line.text, end - 1, end):
                    why = entry.why or f"The house writes “{entry.write}”."
                    place = (line.start + at, line.start + end)
                    yield finding(post, place, "house-list", why, fix=entry.write)
                at = line.text.find(entry.avoid, end)


def _joins(text: str, left: int, right: int) -> bool:
    """Whether letters stand on both sides, so that the words go on."""
    return left >= 0 and right < len(text) and text[left].isalnum() and text[right].isalnum()
