"""The desk's own tables. What it knows of people is in no log, since a log may be published and exported whole."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Token(models.Model):
    """A program's right to act, by the hash of its secret.

    `role` is a changes.Role. `blogs` lists the slugs that it is for, null for all. A token that is revoked stays, since
    changes on the record name it (`token:<id>`).
    """

    id = models.CharField(primary_key=True, max_length=16)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=16)
    hash = models.CharField(max_length=64, unique=True)
    blogs: models.JSONField[list[str] | None, list[str] | None] = models.JSONField(null=True)
    created = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], condition=models.Q(revoked=None), name="token_name_in_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role}, token:{self.id})"
