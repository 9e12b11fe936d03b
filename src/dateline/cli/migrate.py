"""`dateline migrate`"""

from __future__ import annotations

from dateline.cli.common import AsJson, Data, configured, show


def migrate(as_json: AsJson = False, data: Data = None) -> None:
    """Bring the database to this version's shape. The other commands and the server do it too, before they begin."""
    config = configured(data, make=True)
    from dateline import boot

    boot.boot(config, serving=True)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    names = [f"{migration.app_label} {migration.name}" for migration, _ in plan]
    boot.migrate()
    lines = [f"Applied {name}" for name in names] or ["The database has this version's shape already."]
    show({"applied": names}, lines, as_json)
