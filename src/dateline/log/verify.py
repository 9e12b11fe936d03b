"""Read a blog's whole log as it lies on disk, and say whether it is what was recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import BinaryField, Expression, F
from django.db.models.functions import Cast

from dateline.blog.changes import Change
from dateline.blog.fold import Blog
from dateline.errors import LogError
from dateline.log import models, rows
from dateline.log.chain import START, Walk

_AT_ONCE = 500
_TEXTS = ("kind", "subject", "at", "actor", "body", "body_hash", "digest")


@dataclass(frozen=True, slots=True)
class Verified:
    """A log that holds together: its last change, that one's digest, and the seqs whose bodies a takedown erased."""

    seq: int
    digest: str
    erased: list[int]


def verify(slug: str) -> Verified:
    """Check every column of every change, the chain, the head, the fold, and on SQLite the file's own structure.

    Writers are not held up: what they append meanwhile is checked too. LogError names the first change at fault (0: the
    head or the file). Raises Unknown.
    """
    walk, blog = Walk(), Blog()
    # The head is read before each batch: when nothing follows the last change seen, that one must be the head's.
    while True:
        head = _head(slug)
        batch = _batch(head, walk.seq)
        if not batch:
            break
        for seq, *texts in batch:
            _step(walk, blog, slug, seq, texts)
    _check_head(head, walk)
    walk.end()
    _check_file()
    return Verified(walk.seq, walk.digest, list(walk.erased))


def _head(slug: str) -> models.Head:
    try:
        return rows.known_head(slug)
    except DatabaseError as error:
        raise LogError(f"The head of '{slug}' cannot be read: {error}.") from error


def _batch(head: models.Head, after: int) -> list[tuple[Any, ...]]:
    """The next rows, their texts as bytes where the database can give them so: (seq, kind, subject, …).

    One that cannot be read at all fails the whole statement, so then they are read singly, up to that one.
    """
    query = (
        head.changes.filter(seq__gt=after).order_by("seq").annotate(**{f"raw_{name}": _raw(name) for name in _TEXTS})
    )
    values = query.values_list("seq", *(f"raw_{name}" for name in _TEXTS))
    try:
        return list(values[:_AT_ONCE])
    except DatabaseError:
        pass
    try:
        return list(values[:1])
    except DatabaseError as error:
        raise LogError(f"cannot be read: {error}", after + 1) from error


def _raw(name: str) -> Expression | F:
    """SQLite stores what it is given, so its texts may be no UTF-8; PostgreSQL has checked that they are."""
    return Cast(name, BinaryField()) if connection.vendor == "sqlite" else F(name)


def _step(walk: Walk, blog: Blog, slug: str, seq: int, texts: list[Any]) -> None:
    at = walk.seq + 1
    if seq != at:
        raise LogError(f"missing; the next one there is {seq!r}", at)
    stored = {name: _bytes(value) for name, value in zip(_TEXTS, texts, strict=True)}
    body = stored.pop("body")
    try:
        decoded = {name: "" if value is None else value.decode() for name, value in stored.items()}
        change = Change(seq=seq, body=None if body is None else json.loads(body), **decoded)
    except ValueError as error:
        raise LogError(f"cannot be read: {error}", at) from error
    walk.step(change, body)
    try:
        blog.apply(change)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LogError(f"does not fold: {error!r}", at) from error
    if blog.description is None or blog.description.slug != slug:
        raise LogError(f"belongs to another blog than '{slug}'", at)


def _bytes(value: Any) -> bytes | None:
    return value.encode() if isinstance(value, str) else None if value is None else bytes(value)


def _check_head(head: models.Head, walk: Walk) -> None:
    if not isinstance(head.seq, int) or head.seq > walk.seq:
        raise LogError(f"missing; the head says that there are {head.seq!r}", walk.seq + 1)
    if head.seq < walk.seq:
        raise LogError(f"The head says that the last change is {head.seq}, and there is a change {walk.seq}.")
    if head.digest != walk.digest or walk.digest == START:
        raise LogError("The head's digest is not that of its last change.")


def _check_file() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        try:
            found = cursor.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise LogError(f"All changes are as recorded, but SQLite finds its file damaged: {found}.")
