"""What happened to one post, change by change, as its history page tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.blog.body import to_html
from dateline.blog.changes import Change, Description, Post
from dateline.typeset import clock, words


def of(post: Post, changes: Iterable[Change], described: Description) -> list[dict[str, Any]]:
    """One row for each of `changes` that is about the post, newest first.

    Of a retracted post the rows say that and when its text changed, and never the text; of one taken down nothing that
    was written before, since a correction's note can repeat what had to go.
    """
    rows: list[dict[str, Any]] = []
    before: Post | None = None
    for change in changes:
        if change.subject == post.id:
            now = Post.from_json(change.body) if change.body is not None else None
            if post.retraction and post.retraction["takedown"] and now and not now.retraction:
                now = None
            rows.append(_revision(change, now, before, described, withheld=post.retraction is not None))
            before = now
    return rows[::-1]


def _revision(
    change: Change, now: Post | None, before: Post | None, described: Description, withheld: bool
) -> dict[str, Any]:
    same = now is not None and before is not None and (now.headline, now.body) == (before.headline, before.body)
    return {
        "kind": words.KINDS[change.kind],
        "at": change.at,
        "label": clock.full(change.at, described.zone, described.place),
        "number": now.revision if now else None,
        "note": _note(change, now, before),
        "why_no_text": _why_no_text(now, same, withheld),
        "headline": now.headline if now else "",
        "body": to_html(now.body) if now and not same and not withheld else "",
    }


def _why_no_text(now: Post | None, same: bool, withheld: bool) -> str:
    if now is None:
        return words.TEXT_GONE
    if now.retraction:
        return ""
    if withheld:
        return words.TEXT_WITHHELD
    return words.TEXT_SAME if same else ""


def _note(change: Change, now: Post | None, before: Post | None) -> str:
    if now is None:
        return ""
    if change.kind == "post.corrected" and now.corrections:
        return str(now.corrections[-1]["note"])
    if change.kind == "post.retracted" and now.retraction:
        return str(now.retraction["reason"])
    if change.kind == "post.flagged" and before:
        flags = [_flag(name, getattr(now, name)) for name in words.FLAGS if getattr(now, name) != getattr(before, name)]
        return ", ".join(flags).capitalize()
    return ""


def _flag(name: str, on: bool) -> str:
    return (words.FLAG_ON if on else words.FLAG_OFF).format(flag=words.FLAGS[name])
