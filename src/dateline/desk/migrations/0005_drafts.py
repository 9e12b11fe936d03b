"""Drafts: text that is not public."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0004_accounts")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("slug", models.CharField(max_length=80)),
                ("author", models.CharField(max_length=80)),
                ("taken", models.CharField(blank=True, default="", max_length=80)),
                ("kind", models.CharField(max_length=8)),
                ("post", models.CharField(blank=True, default="", max_length=64)),
                ("revision", models.PositiveIntegerField(null=True)),
                ("content", models.TextField()),
                ("state", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField()),
                ("updated", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["slug", "author"], name="drafts_of_author")]},
        ),
    ]
