"""Drafts: which hand wrote the text that is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0006_receipts")]

    operations: ClassVar = [
        migrations.AddField("Draft", "hand", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("Draft", "stroke", models.PositiveIntegerField(default=0)),
    ]
