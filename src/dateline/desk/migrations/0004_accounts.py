"""The audit, who made a token, how the newsroom looks, and the cache that throttles logins for all workers together."""

from __future__ import annotations

from typing import ClassVar

from django.core.management import call_command
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _cache(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", "desk_cache", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0003_people")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("who", models.CharField(blank=True, db_index=True, max_length=80)),
                ("kind", models.CharField(max_length=40)),
                ("slug", models.CharField(blank=True, db_index=True, max_length=80)),
                ("subject", models.CharField(blank=True, max_length=80)),
                ("facts", models.JSONField(default=dict)),
                ("address", models.CharField(blank=True, max_length=45)),
                ("agent", models.CharField(blank=True, max_length=60)),
            ],
            options={"indexes": [models.Index(fields=["kind", "at"], name="deeds_of_kind")]},
        ),
        migrations.AddField("token", "maker", models.CharField(blank=True, default="", max_length=80)),
        migrations.AddField("newsroom", "colours", models.JSONField(default=dict)),
        migrations.AddField("newsroom", "logo", models.CharField(blank=True, default="", max_length=40)),
        migrations.RunPython(_cache, migrations.RunPython.noop),
    ]
