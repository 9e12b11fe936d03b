"""After a takedown on SQLite: get the erased text out of the write-ahead log, where it stands until that log is cut.

The head remembers that this is still to be done: a reader can hold the log open for longer than a writer can wait, and
a process can be killed between the takedown and here. Whatever appends next tries again.
"""

from __future__ import annotations

import logging

from django.db import OperationalError, connection

from dateline.log import models

_log = logging.getLogger(__name__)


def sweep() -> None:
    """Cut the write-ahead log when a takedown asks for it. Never raises: the takedown itself is on record already."""
    if connection.vendor != "sqlite":
        return
    unswept = models.Head.objects.filter(unswept=True)
    try:
        due = list(unswept.values_list("pk", "seq"))
        if not due:
            return
        with connection.cursor() as cursor:
            is_busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            _log.warning("erased text still stands in the write-ahead log, held open by a reader; trying again later")
            return
        for pk, seq in due:  # a head that has moved on meanwhile may have had another takedown
            unswept.filter(pk=pk, seq=seq).update(unswept=False)
    except OperationalError as error:
        _log.warning("erased text still stands in the write-ahead log (%s); trying again later", error)
