"""What happened to one post, change by change, as its history page tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from dateline.blog.body import to_html
from dateline.blog.changes import Change, Post
from dateline.blog.disclosed import Disclosed, disclosed
from dateline.typeset import compare, marks
from dateline.typeset.clock import Clock
from dateline.typeset.compare import Block
from dateline.typeset.diff import Budget
from dateline.typeset.words import Words

_CONTEXT = 1  # untouched paragraphs shown beside a change


def of(
    post: Post,
    changes: Sequence[Change],
    wall: Clock,
    base: str,
    see: Callable[[Sequence[Change]], Iterable[Disclosed]] = disclosed,
) -> list[dict[str, Any]]:
    """One row for each change of the post that anybody may know of, newest first; `changes` hold the blog's own, too.
    `base` is the direction of the page around them; `see` is the gate, for whom a newsroom shows more than readers.

    The first has the whole text, each later one what it changed. Of a retracted post the rows say that and when its
    text changed, and neither the text nor the notes of its corrections, which can repeat what had to go.
    """
    rows: list[dict[str, Any]] = []
    before: Post | None = None
    budget = Budget()
    for seen in see(changes):
        if seen.change.subject == post.id and seen.withheld not in ("unpublished", "withdrawn"):
            now = Post.from_json(seen.change.body or {})
            rows.append(_row(seen, now, before, wall, budget, base=base))
            before = now
    return rows[::-1]


def _row(seen: Disclosed, now: Post, before: Post | None, wall: Clock, budget: Budget, *, base: str) -> dict[str, Any]:
    change, told = seen.change, wall.words
    shown = not seen.withheld and not now.retraction
    parts = differences(before, now, wall, budget) if shown and before else []
    # The first change that readers ever saw is the publication to them, whatever it was to a desk with a draft.
    kind = change.kind if before else "post.published"
    return {
        "kind": told.KINDS[kind if kind in told.KINDS else "post.edited"],
        "seq": change.seq,
        "at": change.at,
        "label": wall.full(change.at),
        "revision": None if seen.withheld == "removed" else now.revision,
        "note": _note(change, now, before if shown else None, told),
        "why_no_text": _why_no_text(seen, now, before, bool(parts), told),
        "parts": parts,
        "headline": now.headline if shown and not before else "",
        "body": to_html(now.body, base) if shown and not before else "",
    }


def differences(before: Post, now: Post, wall: Clock, budget: Budget | None = None) -> list[dict[str, Any]]:
    """The parts of a post that differ: what each is called, and what difference.html shows of it."""
    compared = compare.posts(before, now, _says(wall), budget or Budget())
    return [{"label": wall.words.PARTS[part], "blocks": list(_shown(blocks))} for part, blocks in compared]


def _says(wall: Clock) -> compare.Words:
    return compare.Words(wall.full, lambda standing: wall.words.STANDINGS.get(standing, standing))


def _why_no_text(seen: Disclosed, now: Post, before: Post | None, differs: bool, told: Words) -> str:
    if seen.change.kind == "post.retracted":
        return ""
    if now.retraction:
        return told.TEXT_GONE if now.retraction["takedown"] else told.TEXT_WITHHELD
    return told.TEXT_SAME if before and not differs else ""


def _note(change: Change, now: Post, before: Post | None, told: Words) -> str:
    if change.kind == "post.corrected" and now.corrections:
        return str(now.corrections[-1]["note"])
    if change.kind == "post.retracted" and now.retraction:
        return str(now.retraction["reason"])
    if change.kind == "post.flagged" and before:
        changed = [name for name in told.FLAGS if getattr(now, name) != getattr(before, name)]
        return told.BETWEEN.join(_flag(name, getattr(now, name), told) for name in changed).capitalize()
    return ""


def _flag(name: str, on: bool, told: Words) -> str:
    return (told.FLAG_ON if on else told.FLAG_OFF).format(flag=told.FLAGS[name])


def _shown(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """The blocks for the page; of untouched ones only those beside a change, and how many were left out."""
    touched = [place for place, block in enumerate(blocks) if block.state != "same"]
    near = {at for place in touched for at in range(place - _CONTEXT, place + _CONTEXT + 1)}
    skipped = 0
    for place, block in enumerate(blocks):
        if place not in near and block.state == "same":
            skipped += 1
            continue
        if skipped:
            yield {"skipped": skipped}
        skipped = 0
        yield {
            "skipped": 0,
            "kind": block.kind,
            "runs": [{"state": r.state, "html": marks.html(r.tokens)} for r in block.runs],
        }
    if skipped:
        yield {"skipped": skipped}
