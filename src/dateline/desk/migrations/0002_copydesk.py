from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0001_token")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="CopyDeskOfBlog",
            fields=[
                ("slug", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("settings", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="LoweredRule",
            fields=[
                ("rule", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("by", models.PositiveSmallIntegerField()),
                ("shown", models.PositiveIntegerField()),
                ("not_useful", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ShownFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=80)),
                ("finding", models.CharField(max_length=64)),
                ("rule", models.CharField(max_length=40)),
                ("useful", models.BooleanField()),
            ],
            options={
                "indexes": [models.Index(fields=["rule", "-id"], name="newest_shown_of_rule")],
                "constraints": [models.UniqueConstraint(fields=["slug", "finding"], name="finding_shown_once")],
            },
        ),
    ]
