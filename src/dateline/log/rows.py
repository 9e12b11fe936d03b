"""Between the tables and the domain: rows to changes, and changes to rows."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable

from django.db.models import Max, QuerySet

from dateline.blog.changes import Change, Description, Post
from dateline.blog.fold import Blog
from dateline.errors import Unknown
from dateline.log import models
from dateline.log.chain import START, canonical

# SQLite takes 999 values in one statement, and PostgreSQL plans short lists better.
_AT_ONCE = 500


def change_of(row: models.Change) -> Change:
    return Change(
        seq=row.seq,
        kind=row.kind,
        subject=row.subject,
        at=row.at,
        actor=row.actor,
        body=None if row.body is None else json.loads(row.body),
        body_hash=row.body_hash,
        digest=row.digest,
    )


def store(head: models.Head, changes: Iterable[Change]) -> None:
    """Insert changes that are linked already. IntegrityError when one of their places is taken."""
    models.Change.objects.bulk_create(
        (
            models.Change(
                head=head,
                seq=change.seq,
                kind=change.kind,
                subject=change.subject,
                at=change.at,
                actor=change.actor,
                body=None if change.body is None else canonical(change.body).decode(),
                body_hash=change.body_hash,
                digest=change.digest,
            )
            for change in changes
        ),
        batch_size=100,
    )


def erase(head: models.Head, subject: str, before: int) -> None:
    """Erase the bodies of a subject's changes before this seq."""
    models.Change.objects.filter(head=head, subject=subject, seq__lt=before).update(body=None)


def is_storable(name: str) -> bool:
    """Whether a blog, post or command can have this name; asking a database for others can fail in its driver."""
    return name.isascii() and name.isprintable()


def head_of(slug: str) -> models.Head | None:
    return models.Head.objects.filter(slug=slug).first() if is_storable(slug) else None


def known_head(slug: str) -> models.Head:
    """Raises Unknown."""
    head = head_of(slug)
    if head is None:
        raise Unknown(f"There is no blog '{slug}'. `dateline blog list` shows those that are.")
    return head


def locked_head(slug: str) -> models.Head:
    """The blog's head, locked until COMMIT (on SQLite by BEGIN IMMEDIATE already); an unsaved one when new."""
    locked = models.Head.objects.select_for_update(no_key=True)
    head = locked.filter(slug=slug).first() if is_storable(slug) else None
    return head or models.Head(slug=slug, epoch=fresh_epoch(), seq=0, digest=START)


def fresh_epoch() -> str:
    """Eight hexadecimal digits, random: a counter would count the same twice after a restore."""
    return secrets.token_hex(4)


def newest(head: models.Head, subjects: Iterable[str]) -> list[Change]:
    """The newest change of each of these subjects that has one; it carries all of its subject."""
    wanted = sorted(filter(is_storable, subjects))
    found: list[Change] = []
    for start in range(0, len(wanted), _AT_ONCE):
        of_head = models.Change.objects.filter(head=head)
        last: QuerySet[models.Change, int] = (
            of_head.filter(subject__in=wanted[start : start + _AT_ONCE])
            .values("subject")
            .annotate(last=Max("seq"))
            .values_list("last", flat=True)
        )
        found += map(change_of, of_head.filter(seq__in=last))
    return found


def partial(head: models.Head, post_ids: Iterable[str]) -> Blog:
    """The blog as far as its description, its summary and these posts go; without an order on the page."""
    blog = Blog()
    blog.seq = head.seq
    for change in newest(head, {"blog", "summary", *post_ids}):
        assert change.body is not None  # only changes before a subject's newest are ever erased
        if change.subject == "blog":
            blog.description = Description.from_json(change.body)
        elif change.subject == "summary":
            blog.summary = change.body["sentences"]
        else:
            blog.hold(Post.from_json(change.body))
    return blog
