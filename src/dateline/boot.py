"""Start Django once for this process, with the settings of one data directory."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from dateline.config import Config
from dateline.errors import NewerData, SettingError


def boot(config: Config, serving: bool = False) -> None:
    """Make the log and the desk's tables usable in this process. Only once: another data directory wants another one.

    Only who serves (or migrates) needs what people log in with, which takes half a second to import.

    SettingError where the database's driver is not installed.
    """
    if config.database and find_spec("psycopg") is None:
        raise SettingError(
            "The setting `database` names PostgreSQL, whose driver is not installed. Install it where Dateline is: "
            "pip install 'psycopg[binary]'."
        )
    os.environ["DATELINE_DATA"] = str(config.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.settings"
    import django  # here, since importing Django costs a fifth of a second that `dateline --help` need not pay
    from django.conf import settings

    if not serving:
        settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if not app.startswith("allauth")]
    settings.DATELINE = config  # what the command line gave is in it too
    django.setup()


def migrate() -> None:
    """Bring the database to this version's shape; does nothing when it is there already. Raises NewerData."""
    from django.core.management import call_command

    _refuse_newer()
    call_command("migrate", verbosity=0, interactive=False)


def _refuse_newer() -> None:
    """Django itself passes over what it does not know, and an older version would write beside a newer one's shape."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    known = {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        if app.name.startswith("dateline.")
        for path in Path(app.path, "migrations").glob("*.py")
    }
    ours = {label for label, _ in known}
    newer = [f"{label} {name}" for label, name in MigrationRecorder(connection).applied_migrations()
             if label in ours and (label, name) not in known]  # fmt: skip
    if newer:
        raise NewerData(
            f"This data was in use with a newer version of Dateline ({', '.join(sorted(newer))}). Install that version "
            "again, or restore the backup that was made before it was installed."
        )
