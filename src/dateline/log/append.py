"""The one transaction: a command becomes changes, all of them or none, acknowledged after COMMIT and never before.

A blog's head row is locked before the blog is read, and held until COMMIT. So change n+1 cannot be taken before n is
visible or rolled back, and every blog's log is at all times a complete prefix, on replicas too; and what was decided
against is still so when it is stored. See docs/decisions/0002-lock-before-deciding.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from dateline.blog import check
from dateline.blog.changes import Actor, Change, Command, Decided, OpenBlog, stamp
from dateline.blog.decide import decide, touches
from dateline.blog.fold import Blog
from dateline.errors import Invalid, KeyReused, LogError
from dateline.log import models, rows
from dateline.log.chain import link, takes_down
from dateline.log.failures import refusing
from dateline.log.sweep import sweep

# Called after COMMIT with a blog's slug and its new seq, to tell whoever follows it. A hook neither blocks nor raises.
committed: list[Callable[[str, int], None]] = []
# Called with a blog's slug and a post's id in the transaction that takes the post down: whatever else here holds its
# text erases it with the log, or neither is done.
erasing: list[Callable[[str, str], None]] = []

_KEY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a command: its changes (none when it changed nothing), and where the blog then stood.

    `replayed` says that the same command had been carried out before, and this is what became of it then.
    """

    slug: str
    epoch: str
    seq: int
    changes: list[Change]
    replayed: bool = False

    @property
    def cursor(self) -> str:
        return f"{self.epoch}.{self.seq}"


def append(
    slug: str, command: Command, *, actor: Actor, key: str | None = None, now: datetime | None = None
) -> Receipt:
    """Carry out a command and return its receipt; on return it is on disk.

    `key` is the command's id, made by its sender and unique among the same actor's: the same again with the same
    content gives the stored receipt and does nothing. `now` is the time on record, the clock's when not given.
    Raises the Refusals of decide(), Unknown, KeyReused, Invalid for a key out of shape, Busy, DiskFull.
    """
    if key is not None and not (0 < len(key) <= _KEY_LIMIT and rows.is_storable(key)):
        raise Invalid("Idempotency-Key", f"use 1 to {_KEY_LIMIT} printable ASCII characters")
    if isinstance(command, OpenBlog):
        slug = check.slug(slug)
    order = _Order(slug, command, actor, key, _content_hash(slug, command), stamp(now or datetime.now(UTC)))
    with refusing():
        try:
            receipt = _transact(order)
        except IntegrityError:
            receipt = _again(order)
    if receipt.changes and not receipt.replayed:
        for hook in committed:
            hook(slug, receipt.seq)
        sweep()  # last: it can wait for readers of the file, and nobody need wait for it
    return receipt


@refusing()
def was_carried_out(actor: Actor, key: str) -> bool:
    """Whether a command of this actor's with this id is on the record."""
    return models.Command.objects.filter(actor=actor.id, key=key, head__isnull=False).exists()


@dataclass(frozen=True, slots=True)
class _Order:
    slug: str
    command: Command
    actor: Actor
    key: str | None
    content: str
    at: str


def _again(order: _Order) -> Receipt:
    """Once more: another writer opened the same blog first, and has committed, so that now it can be seen."""
    try:
        return _transact(order)
    except IntegrityError as error:
        raise LogError(f"'{order.slug}' and its head disagree; run `dateline verify {order.slug}`.") from error


def _transact(order: _Order) -> Receipt:
    with transaction.atomic(durable=True):  # durable: inside another transaction, returning would not mean committed
        reply = None
        if order.key is not None:
            reply, is_new = models.Command.objects.get_or_create(
                actor=order.actor.id, key=order.key, defaults={"content_hash": order.content}
            )
            if not is_new:
                return _replay(reply, order.content)
        head = rows.locked_head(order.slug)
        blog = rows.partial(head, touches(order.command)) if head.pk else Blog()
        decided = decide(order.command, blog, order.actor, order.slug, order.at)
        changes = _store(head, decided, order)
        if reply is not None:
            reply.head, reply.first_seq, reply.last_seq = head, head.seq - len(changes) + 1, head.seq
            reply.save()
        return Receipt(order.slug, head.epoch, head.seq, changes)


def _store(head: models.Head, decided: list[Decided], order: _Order) -> list[Change]:
    changes = []
    for step in decided:
        head.seq += 1
        change = link(head.digest, Change(head.seq, step.kind, step.subject, order.at, order.actor.id, step.body))
        head.digest = change.digest
        changes.append(change)
    if changes:
        head.unswept = head.unswept or any(map(takes_down, changes))
        head.save()
        rows.store(head, changes)
    for change in filter(takes_down, changes):
        rows.erase(head, change.subject, before=change.seq)
        for hook in erasing:
            hook(order.slug, change.subject)
    return changes


def _replay(reply: models.Command, content: str) -> Receipt:
    if reply.content_hash != content:
        raise KeyReused(
            "This key was used for another command. A retry must send the same content; a new command needs a new key."
        )
    head = reply.head
    assert head is not None  # filled in before COMMIT
    found = head.changes.filter(seq__range=(reply.first_seq, reply.last_seq)).order_by("seq")
    return Receipt(head.slug, head.epoch, reply.last_seq, list(map(rows.change_of, found)), replayed=True)


def _content_hash(slug: str, command: Command) -> str:
    """What makes two commands the same. Computed before anything is checked, so it takes whatever was sent."""

    def members(value: object) -> dict[str, Any]:
        assert is_dataclass(value)
        return {f.name: getattr(value, f.name) for f in fields(value)}

    try:
        text = json.dumps([slug, type(command).__name__, command], sort_keys=True, default=members)
    except RecursionError:
        raise Invalid("body", "is nested too deeply") from None
    return sha256(text.encode()).hexdigest()
