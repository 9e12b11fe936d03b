"""People, their blogs, and what the newsroom says of itself."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.apps import apps
from django.conf import settings
from django.db import migrations, models

import dateline.blog.check


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0002_copydesk")]

    # Their tables point at people, and what they know of our migrations is only the first.
    run_before: ClassVar = [
        (app, "0001_initial")
        for app in ("account", "mfa", "socialaccount", "usersessions")
        if apps.is_installed(f"allauth.{app}")
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.CharField(
                        default=dateline.blog.check.new_id,
                        editable=False,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("role", models.CharField(default="reporter", max_length=16)),
                ("everywhere", models.BooleanField(default=True)),
                ("language", models.CharField(blank=True, default="", max_length=20)),
                ("is_active", models.BooleanField(default=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Newsroom",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, default="", max_length=100)),
                ("zone", models.CharField(blank=True, default="", max_length=64)),
                ("language", models.CharField(blank=True, default="", max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=80)),
                ("role", models.CharField(max_length=16)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("person", "slug"), name="one_membership_a_blog")]},
        ),
    ]
