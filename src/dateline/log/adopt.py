"""Take over a log that was written elsewhere, as it is: the same changes, times, digests and epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction

from dateline.blog.changes import Change
from dateline.blog.fold import Blog
from dateline.errors import Busy, Conflict, LogError
from dateline.log import models, rows
from dateline.log.admit import admit
from dateline.log.append import committed, erasing
from dateline.log.chain import Walk, canonical
from dateline.log.failures import refusing
from dateline.log.sweep import sweep

_EPOCH_DIGITS = frozenset("0123456789abcdef")


def adopt(slug: str, epoch: str, changes: Sequence[Change]) -> bool:
    """Store a whole log, its changes from the first on; False when all of it is here already.

    A log of which the first part is here is continued, and keeps the epoch it has here. A body that a takedown in this
    log erases is not stored. LogError names the first change that does not verify, breaks a rule or does not
    fold; Conflict when the blog here has another history; Busy, DiskFull. All of it or nothing is stored.
    """
    takedowns = _checked(slug, epoch, changes)
    try:
        head = _store(slug, epoch, changes, takedowns)
    except IntegrityError as error:
        raise Busy(f"Somebody else is opening '{slug}' at this moment. Nothing was stored; try again.") from error
    if head is None:
        return False
    for hook in committed:
        hook(slug, head.seq)
    sweep()
    return True


def _store(slug: str, epoch: str, changes: Sequence[Change], takedowns: dict[str, int]) -> models.Head | None:
    """Add what is missing here; the blog's head then, None when nothing is missing."""
    kept = [replace(c, body=None) if takedowns.get(c.subject, 0) > c.seq else c for c in changes]
    with refusing(), transaction.atomic(durable=True):
        head = rows.locked_head(slug)
        _check_common(head, changes)
        new = kept[head.seq :]
        if not new:
            return None
        if not head.pk:
            head.epoch = epoch
        first, head.seq, head.digest = head.seq + 1, new[-1].seq, new[-1].digest
        head.unswept = head.unswept or bool(takedowns)
        head.save()
        rows.store(head, new)
        for subject, seq in takedowns.items():
            rows.erase(head, subject, before=min(seq, first))
            for hook in erasing:
                hook(slug, subject)
    return head


def _checked(slug: str, epoch: str, changes: Sequence[Change]) -> dict[str, int]:
    """The takedowns of a log that is whole, sound and of this blog: the last one's seq by subject."""
    if not changes or changes[0].kind != "blog.opened" or changes[0].body is None:
        raise LogError("A log begins with the opening of its blog, and this one does not.")
    if len(epoch) != 8 or not set(epoch) <= _EPOCH_DIGITS:
        raise LogError(f"'{epoch}' is no epoch; it has eight hexadecimal digits.")
    walk, blog = Walk(), Blog()
    for change in changes:
        admit(change, slug)
        try:
            walk.step(change, None if change.body is None else canonical(change.body))
        except (TypeError, ValueError) as error:
            raise LogError(f"cannot be written down: {error}", walk.seq + 1) from error
        blog.apply(change)
    walk.end()
    return walk.takedowns


def _check_common(head: models.Head, changes: Sequence[Change]) -> None:
    """Conflict unless one of the two histories is how the other begins; the digest of their last common seq says so."""
    common = min(head.seq, len(changes))
    if common and not head.changes.filter(seq=common, digest=changes[common - 1].digest).exists():
        raise Conflict(f"There is a blog '{head.slug}' here with another history. Nothing was stored.")
