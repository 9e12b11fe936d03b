"""What is put on the public record, noted with what that record does not hold: from where it was asked."""

from __future__ import annotations

import logging

from dateline.blog.changes import Change
from dateline.desk.audit import origin
from dateline.desk.audit.note import note
from dateline.log import tail

_log = logging.getLogger("dateline.desk")


def committed(slug: str, seq: int) -> None:
    """A hook of log/append.py. Never raises: the change is on record, with who and when, whatever becomes of this."""
    try:
        found = tail.after(slug, max(0, seq - 2), 2)
        change = found[-1]
        asked = origin.current().who
        kind = _kind(change, found[0] if len(found) > 1 else None, asked)
        note(kind, who=asked or change.actor, slug=slug, subject=_subject(change), seq=change.seq)
    except Exception:
        _log.exception("change %s of '%s' is not in the audit", seq, slug)


def _kind(change: Change, before: Change | None, asked: str) -> str:
    if asked and asked != change.actor:
        return "blog.imported"  # whoever wrote it did so elsewhere
    if before is not None and (before.at, before.actor) == (change.at, change.actor):
        return "posts.imported"  # one command, many changes: nobody does two things in one millisecond
    retraction = change.body.get("retraction") if change.kind == "post.retracted" and change.body else None
    if retraction and retraction.get("takedown"):
        return "post.takendown"
    return "post.withdrawn" if retraction and retraction.get("withdrawn") else change.kind


def _subject(change: Change) -> str:
    return change.subject if change.kind.startswith("post.") else ""
