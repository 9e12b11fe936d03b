"""Give blogs a new epoch: every cursor handed out before starts over. For when history was replaced."""

from __future__ import annotations

from django.db import transaction

from dateline.log import models, rows
from dateline.log.failures import refusing


def new_epoch(slug: str | None = None) -> None:
    """Begin a new epoch in one blog, or in all of them after a restore. Raises Unknown, Busy, DiskFull."""
    with refusing(), transaction.atomic(durable=True):
        for head in models.Head.objects.all() if slug is None else [rows.known_head(slug)]:
            models.Head.objects.filter(pk=head.pk).update(epoch=rows.fresh_epoch())
