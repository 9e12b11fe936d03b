"""The tables are what the models say."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command


def test_no_migration_is_missing(sqlite_store: Path) -> None:
    call_command("makemigrations", "log", check=True, dry_run=True, verbosity=0)  # exits with 1 when one is
