"""Drafts: which names are used up."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0008_sealed")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Gone",
            fields=[("id", models.CharField(max_length=64, primary_key=True, serialize=False))],
        ),
    ]
