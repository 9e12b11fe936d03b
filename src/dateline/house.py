"""Open the house: the log and the desk made usable, and every acknowledged change announced on the bus."""

from __future__ import annotations

from dateline.boot import boot, migrate
from dateline.bus import Bus
from dateline.config import Config


def open_house(config: Config) -> Bus:
    """Boot on one data directory and bring its database up to date; gives the bus that announces its commits."""
    boot(config, serving=True)
    migrate()
    # After boot: models cannot be imported before Django is set up.
    from dateline.bus.local import Local
    from dateline.desk.audit import changes
    from dateline.log import append
    from dateline.log.sweep import sweep

    sweep()  # a takedown whose process was killed before it had cleaned up
    bus = Local(config.data)
    append.committed += (bus.hint, changes.committed)  # readers first
    return bus
