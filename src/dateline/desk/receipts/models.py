"""The tables of receipts. Found by Django through desk/models.py."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Receipt(models.Model):
    """What was measured of one change: `what` is `correction`, `retraction`, `takedown` or `withdrawal`.

    `at` is the change's time and `begun` when the measuring began. `places` are expected.Place as JSON, each with its
    `state` and `after`, the seconds from the change to the first look that found it there. `looked` says that nothing
    more is looked for.
    """

    slug = models.CharField(max_length=80)
    epoch = models.CharField(max_length=8)
    seq = models.PositiveIntegerField()
    what = models.CharField(max_length=16)
    post = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()
    at = models.CharField(max_length=24)
    begun = models.DateTimeField()
    places: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField()
    looked = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "epoch", "seq"], name="one_receipt_a_change")]

    def __str__(self) -> str:
        return f"{self.what} of {self.post} in {self.slug}"


class ReaderCount(models.Model):
    """What one process knows of its open streams: how many there are, and how many have taken the change.

    `after` is the seconds from the change to the first look at which all had, null until then.
    """

    slug = models.CharField(max_length=80)
    epoch = models.CharField(max_length=8)
    seq = models.PositiveIntegerField()
    process = models.CharField(max_length=32)
    connected = models.PositiveIntegerField()
    passed = models.PositiveIntegerField()
    after = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "epoch", "seq", "process"], name="one_count_a_process")
        ]

    def __str__(self) -> str:
        return f"{self.passed} of {self.connected} in {self.slug}"
