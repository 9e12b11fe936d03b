"""The database of this process, emptied."""

from __future__ import annotations

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

_APPS = ("log", "desk", "sessions", "account", "mfa", "socialaccount", "usersessions")


def empty() -> None:
    """Leave every table of the log, of the desk and of its logins without a row."""
    models = [m for app in _APPS for m in apps.get_app_config(app).get_models()]
    tables = [m._meta.db_table for m in models]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=False))
