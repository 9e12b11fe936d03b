"""The database of this process, emptied."""

from __future__ import annotations

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection


def empty() -> None:
    """Leave every table of the log and of the desk without a row."""
    tables = [m._meta.db_table for app in ("log", "desk") for m in apps.get_app_config(app).get_models()]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=False))
