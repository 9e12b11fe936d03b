"""Pieces of a post's text, with their words."""

from __future__ import annotations

from dateline.copydesk.model import Finding, PostText, Span, Tier


def span(post: PostText, start: int, end: int) -> Span:
    """The words from `start` to `end`, which lie in one line of the post."""
    return Span(post.id, start, end, _text(post, start, end))


def finding(  # a span's place, then what is said of it
    post: PostText,
    place: tuple[int, int],
    rule: str,
    why: str,
    *,
    tier: Tier = "info",
    fix: str | None = None,
    evidence: tuple[Span, ...] = (),
) -> Finding:
    start, end = place
    return Finding(post.id, start, end, _text(post, start, end), rule, tier, why, fix, evidence)


def _text(post: PostText, start: int, end: int) -> str:
    line = next(line for line in post.lines if line.start <= start and end <= line.end)
    return line.text[start - line.start : end - line.start]
