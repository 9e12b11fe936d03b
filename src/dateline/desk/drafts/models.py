"""The table of drafts. Found by Django through desk/models.py."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """A text that somebody is writing for a blog.

    `id` is made where it is written. `author` is the actor who began it (`person:4f2a`), `taken` the editor who went on
    with it after it was submitted, '' for none. `kind`: `new`, `edit` or `correct`, of `post` at `revision`. `content`
    is JSON in ASCII and not a JSON column: PostgreSQL's refuses characters that a browser may send, and nobody's words
    are refused here. `version` counts what was kept, from 1. `hand` is whose text this is, as a program names itself
    for as long as it writes at one draft, and `stroke` that hand's own count of its texts; '' and 0 of one without.
    """

    id = models.CharField(primary_key=True, max_length=64)
    slug = models.CharField(max_length=80)
    author = models.CharField(max_length=80)
    taken = models.CharField(max_length=80, blank=True, default="")
    kind = models.CharField(max_length=8)
    post = models.CharField(max_length=64, blank=True, default="")
    revision = models.PositiveIntegerField(null=True)
    content = models.TextField()
    state = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    hand = models.CharField(max_length=64, blank=True, default="")
    stroke = models.PositiveIntegerField(default=0)
    updated = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["slug", "author"], name="drafts_of_author")]

    def __str__(self) -> str:
        return f"{self.kind} draft {self.id} in {self.slug}"


class Gone(models.Model):
    """The name of a draft that was published or thrown away. It is used up: a request that was held up on its way
    brings nothing back."""

    id = models.CharField(primary_key=True, max_length=64)

    def __str__(self) -> str:
        return f"draft {self.id}, gone"
