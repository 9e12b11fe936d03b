"""The log's tables, as they were first."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = []

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.TextField(unique=True)),
                ("epoch", models.TextField()),
                ("seq", models.PositiveBigIntegerField(default=0)),
                ("digest", models.TextField()),
                ("unswept", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("unswept", True)), fields=["unswept"], name="log_head_unswept")
                ],
            },
        ),
        migrations.CreateModel(
            name="Command",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.TextField()),
                ("key", models.TextField()),
                ("content_hash", models.TextField()),
                ("first_seq", models.PositiveBigIntegerField(default=0)),
                ("last_seq", models.PositiveBigIntegerField(default=0)),
                (
                    "head",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="log.head"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("actor", "key"), name="log_command_once")],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveBigIntegerField()),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("at", models.TextField()),
                ("actor", models.TextField()),
                ("body", models.TextField(null=True)),
                ("body_hash", models.TextField()),
                ("digest", models.TextField()),
                (
                    "head",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="log.head",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["head", "subject", "seq"], name="log_change_subject")],
                "constraints": [models.UniqueConstraint(fields=("head", "seq"), name="log_change_place")],
            },
        ),
    ]
