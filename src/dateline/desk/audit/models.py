"""The audit's table. Found by Django through desk/models.py."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Deed(models.Model):
    """One thing that somebody did. Written by note.py alone, and never changed.

    `who` is an Actor's id, empty for somebody who is nobody here; `kind` one of kinds.py; `subject` what it was done to
    (a post's id, `person:4f2a`, `token:9c1b`); `facts` a few words and numbers, never a text, a secret or a password.
    `agent` is a browser's family, as 'Firefox on Linux': the whole header would be a fingerprint.
    """

    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=80, blank=True, db_index=True)
    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=80, blank=True, db_index=True)
    subject = models.CharField(max_length=80, blank=True)
    facts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "at"], name="deeds_of_kind")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.who or 'nobody'}"
