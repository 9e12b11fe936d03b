"""Give blogs a new epoch: every cursor handed out before starts over. For when history was replaced."""

from __future__ import annotations

import secrets

from django.db import transaction

from dateline.errors import Unknown
from dateline.log import models
from dateline.log.failures import refusing


def fresh() -> str:
    """Eight hexadecimal digits, random: a counter would count the same twice after a restore."""
    return secrets.token_hex(4)


def new_epoch(slug: str | None = None) -> None:
    """Begin a new epoch in one blog, or in all of them after a restore. Raises Unknown, Busy, DiskFull."""
    with refusing(), transaction.atomic(durable=True):
        heads = models.Head.objects.all() if slug is None else models.Head.objects.filter(slug=slug)
        if slug is not None and not heads:
            raise Unknown(f"There is no blog '{slug}'. `dateline blog list` shows those that are.")
        for head in heads:
            models.Head.objects.filter(pk=head.pk).update(epoch=fresh())
