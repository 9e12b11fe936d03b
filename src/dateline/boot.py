"""Start Django once for this process, with the settings of one data directory."""

from __future__ import annotations

import os

from dateline.config import Config


def boot(config: Config, serving: bool = False) -> None:
    """Make the log and the desk's tables usable in this process. Only once: another data directory wants another one.

    Only who serves (or migrates) needs what people log in with, which takes half a second to import.
    """
    os.environ["DATELINE_DATA"] = str(config.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.settings"
    import django  # here, since importing Django costs a fifth of a second that `dateline --help` need not pay
    from django.conf import settings

    if not serving:
        settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if not app.startswith("allauth")]
    settings.DATELINE = config  # what the command line gave is in it too
    django.setup()


def migrate() -> None:
    """Bring the database to this version's shape; does nothing when it is there already."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
