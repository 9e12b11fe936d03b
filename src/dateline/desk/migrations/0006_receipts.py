"""Receipts of corrections and retractions, and what each process counted of its readers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

_ID: tuple[str, models.Field[Any, Any]] = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)
_CHANGE: list[tuple[str, models.Field[Any, Any]]] = [
    ("slug", models.CharField(max_length=80)),
    ("epoch", models.CharField(max_length=8)),
    ("seq", models.PositiveIntegerField()),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0005_drafts")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                _ID,
                *_CHANGE,
                ("what", models.CharField(max_length=16)),
                ("post", models.CharField(max_length=64)),
                ("revision", models.PositiveIntegerField()),
                ("at", models.CharField(max_length=24)),
                ("begun", models.DateTimeField()),
                ("places", models.JSONField()),
                ("looked", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["slug", "epoch", "seq"], name="one_receipt_a_change")]
            },
        ),
        migrations.CreateModel(
            name="ReaderCount",
            fields=[
                _ID,
                *_CHANGE,
                ("process", models.CharField(max_length=32)),
                ("connected", models.PositiveIntegerField()),
                ("passed", models.PositiveIntegerField()),
                ("after", models.FloatField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["slug", "epoch", "seq", "process"], name="one_count_a_process")
                ]
            },
        ),
    ]
