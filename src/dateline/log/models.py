"""The three tables of the log. Times and bodies are text: what is hashed is what is stored, byte for byte."""

from __future__ import annotations

from django.db import models


class Head(models.Model):
    """A blog's newest change. `id` gives the order in which blogs were opened; `unswept` is explained in sweep.py."""

    slug = models.TextField(unique=True)
    epoch = models.TextField()
    seq = models.PositiveBigIntegerField(default=0)
    digest = models.TextField()
    unswept = models.BooleanField(default=False)

    class Meta:
        # Holds next to nothing, so that asking after every append costs next to nothing.
        indexes = (models.Index(fields=("unswept",), condition=models.Q(unswept=True), name="log_head_unswept"),)

    def __str__(self) -> str:
        return f"{self.slug} {self.epoch}.{self.seq}"


class Change(models.Model):
    """One record. `body` is canonical JSON (chain.py), NULL once a takedown has erased it; `body_hash` stays."""

    # The two indexes below begin with the head; one more on it alone would cost a write and serve nothing.
    head = models.ForeignKey(Head, on_delete=models.PROTECT, related_name="changes", db_index=False)
    seq = models.PositiveBigIntegerField()
    kind = models.TextField()
    subject = models.TextField()
    at = models.TextField()
    actor = models.TextField()
    body = models.TextField(null=True)  # noqa: DJ001  an erased body is not an empty one
    body_hash = models.TextField()
    digest = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("head", "seq"), name="log_change_place"),)
        indexes = (models.Index(fields=("head", "subject", "seq"), name="log_change_subject"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"


class Command(models.Model):
    """A command that was carried out, by the id that its sender gave it.

    Its reply is kept as the seqs of its changes and never as their text: a takedown has one place to erase.
    `first_seq` is `last_seq` + 1 when it changed nothing. `head` is empty only inside the transaction.
    """

    actor = models.TextField()
    key = models.TextField()
    content_hash = models.TextField()
    head = models.ForeignKey(Head, on_delete=models.PROTECT, null=True, db_index=False)
    first_seq = models.PositiveBigIntegerField(default=0)
    last_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("actor", "key"), name="log_command_once"),)

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"
