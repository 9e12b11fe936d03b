"""The desk's own tables. What it knows of people is in no log, since a log may be published and exported whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Token(models.Model):
    """A program's right to act, by the hash of its secret.

    `role` is a changes.Role. `blogs` lists the slugs that it is for, null for all. A token that is revoked stays, since
    changes on the record name it (`token:<id>`). `maker` is the Actor who made it, with whose rights it ends.
    """

    id = models.CharField(primary_key=True, max_length=16)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=16)
    hash = models.CharField(max_length=64, unique=True)
    blogs: models.JSONField[list[str] | None, list[str] | None] = models.JSONField(null=True)
    created = models.DateTimeField()
    maker = models.CharField(max_length=80, blank=True, default="")
    expires = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], condition=models.Q(revoked=None), name="token_name_in_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role}, token:{self.id})"


class CopyDeskOfBlog(models.Model):
    """What is set of the copy desk for one blog, as copydesk/settings.py reads it."""

    slug = models.CharField(primary_key=True, max_length=80)
    settings: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    def __str__(self) -> str:
        return self.slug


class ShownFinding(models.Model):
    """A finding of the copy desk that somebody was shown, by the name that whoever showed it gave it."""

    slug = models.CharField(max_length=80)
    finding = models.CharField(max_length=64)
    rule = models.CharField(max_length=40)
    useful = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "finding"], name="finding_shown_once")]
        indexes: ClassVar = [models.Index(fields=["rule", "-id"], name="newest_shown_of_rule")]

    def __str__(self) -> str:
        return f"{self.rule} in {self.slug}"


class LoweredRule(models.Model):
    """A rule that is told more quietly than its table says: `by` tiers, since `not_useful` of `shown` were."""

    rule = models.CharField(primary_key=True, max_length=40)
    by = models.PositiveSmallIntegerField()
    shown = models.PositiveIntegerField()
    not_useful = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rule}, by {self.by}"


# Django finds an app's models here.
from dateline.desk.audit.models import Deed  # noqa: E402
from dateline.desk.drafts.models import Draft, Gone  # noqa: E402
from dateline.desk.people.models import Membership, Newsroom, Person  # noqa: E402
from dateline.desk.receipts.models import ReaderCount, Receipt  # noqa: E402

__all__ = [
    "CopyDeskOfBlog",
    "Deed",
    "Draft",
    "Gone",
    "LoweredRule",
    "Membership",
    "Newsroom",
    "Person",
    "ReaderCount",
    "Receipt",
    "ShownFinding",
    "Token",
]
