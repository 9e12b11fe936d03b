"""What a database says when it cannot, as the errors that users meet.

Nothing here needs a restart to recover from: a connection that broke is closed, and the next use opens another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from dateline.errors import Busy, DatelineError, DiskFull, LogError

_PRIMARY_CODE = 0xFF  # SQLite's extended codes keep the primary one in their low byte
# A full disk shows as SQLITE_FULL when the database grows, and as an I/O error when a file beside it does.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNREADABLE = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS)
_MISTAKEN = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE)
_PG_DISK_FULL = "53100"
_PG_DAMAGED = ("XX001", "XX002")


@contextmanager
def refusing() -> Iterator[None]:
    """Raises DiskFull, Busy or LogError for what the database could not do; our own mistakes pass as they are."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        connection.close_if_unusable_or_obsolete()
        meant = _meant(error, error.__cause__)
        if meant is None:
            raise
        raise meant from error


def _meant(error: Exception, cause: BaseException | None) -> DatelineError | None:
    if isinstance(cause, sqlite3.Error):
        # Without a code: text in the file that is no UTF-8, found by Python and not by SQLite.
        uncoded = sqlite3.SQLITE_CORRUPT if isinstance(cause, sqlite3.OperationalError) else sqlite3.SQLITE_MISUSE
        extended = getattr(cause, "sqlite_errorcode", uncoded)
        code = extended & _PRIMARY_CODE
        is_damaged, is_mistaken = code in _DAMAGED or extended in _UNREADABLE, code in _MISTAKEN
        is_full = code in _FULL and not is_damaged
    else:
        state = getattr(cause, "sqlstate", None)
        is_full, is_damaged = state == _PG_DISK_FULL, state in _PG_DAMAGED
        is_mistaken = not isinstance(error, OperationalError | InterfaceError)
    if is_full:
        return DiskFull(
            "The disk that holds the record is full. Nothing was stored; make room and send it again. "
            "Readers are still served."
        )
    if is_damaged:
        return LogError(f"The database is damaged ({error}). Run `dateline verify`, and restore a backup.")
    if is_mistaken:
        return None
    return Busy("The record is locked or out of reach. Send it again, with the same Idempotency-Key.")
