"""What the doctor examines: a function a check, each giving a Finding and changing nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dateline.blog.changes import moment
from dateline.config import Config
from dateline.errors import DatelineError, StepUnreadable

LEAST_SPACE = 256 * 1024 * 1024
# A clock before this program was written is wrong; so is one far behind the newest change on record.
_WRITTEN = datetime(2025, 1, 1, tzinfo=UTC)
_PATIENCE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `todo` says what to do about it when it is not `ok`."""

    name: str
    ok: bool
    detail: str
    todo: str = ""


def findings(config: Config) -> list[Finding]:
    """All checks, in order. The database's are left out where it cannot be opened, and say so."""
    found = [check(config) for check in (_python, _sqlite_library, _directory, _secret, _space)]
    database = _database(config)
    found.append(database)
    if database.ok:
        found += [_guarded(name, check, config) for name, check in _IN_DATABASE.items()]
        found += _blogs()
    return found


def _python(config: Config) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")


def _sqlite_library(config: Config) -> Finding:
    ok = sqlite3.sqlite_version_info >= (3, 37)
    return Finding("sqlite", ok, sqlite3.sqlite_version, "Install SQLite 3.37 or newer.")


def _directory(config: Config) -> Finding:
    mode = config.data.stat().st_mode & 0o777
    if not os.access(config.data, os.R_OK | os.W_OK | os.X_OK):
        return Finding(
            "data directory", False, f"{config.data} is not writable for this user", "Run as its owner, or chown it."
        )
    if mode & 0o077:
        detail = f"{config.data} has mode {mode:04o}: others on this machine can look into it"
        return Finding("data directory", False, detail, f"chmod 700 {config.data}")
    return Finding("data directory", True, f"{config.data}, mode {mode:04o}, writable")


def _secret(config: Config) -> Finding:
    path = config.data / "secret-key"
    if config.secret_key or not path.exists():
        return Finding("secret key", True, "from the settings" if config.secret_key else "made at first use")
    mode = path.stat().st_mode & 0o777
    return Finding("secret key", not mode & 0o077, f"{path.name} has mode {mode:04o}", f"chmod 600 {path}")


def _space(config: Config) -> Finding:
    free = shutil.disk_usage(config.data).free
    todo = "Make room: when the disk is full, nothing can be published until there is some again."
    return Finding("disk space", free >= LEAST_SPACE, f"{free // 1024**2} MiB free", todo)


def _database(config: Config) -> Finding:
    kind = "PostgreSQL" if config.database else "SQLite"
    if not config.database and not (config.data / "dateline.sqlite3").exists():
        return Finding("database", False, "there is none yet", "`dateline serve` or `dateline migrate` makes it.")
    from dateline.boot import boot

    boot(config, serving=True)
    from django.db import Error, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")
    except Error as error:
        todo = (
            "Start it, let Dateline's user in, or mend the setting `database`."
            if config.database
            else "Restore a backup with `dateline restore`."
        )
        return Finding("database", False, f"{kind}: {' '.join(str(error).split())}", todo)
    return Finding("database", True, f"{kind} answers")


def _mode(config: Config) -> Finding:
    from django.db import connection

    if config.database:
        return Finding("database mode", True, "PostgreSQL's own")
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    ok = journal == "wal" and synchronous == 2
    todo = "Put the data directory on a local disk: on a network file system SQLite cannot keep its promises."
    return Finding("database mode", ok, f"journal {journal}, synchronous {synchronous}", todo)


def _integrity(config: Config) -> Finding:
    from django.db import connection

    if config.database:
        return Finding("database integrity", True, "PostgreSQL's own")
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA integrity_check(1)").fetchone()[0]
    return Finding(
        "database integrity", found == "ok", str(found), "Restore the newest backup with `dateline restore`."
    )


def _migrations(config: Config) -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.graph.nodes)
    if unknown:
        names = ", ".join(f"{app} {name}" for app, name in sorted(unknown))
        return Finding("migrations", False, f"of a newer version: {names}", "Install the newer version again.")
    return Finding(
        "migrations", not plan, f"{len(plan)} to apply" if plan else "all applied", "Run `dateline migrate`."
    )


def _second_steps(config: Config) -> Finding:
    from allauth.mfa.models import Authenticator
    from django.db import connection

    from dateline.desk.people.sealing import opened

    if Authenticator._meta.db_table not in connection.introspection.table_names():
        return Finding("second steps", True, "none before the migrations")
    lost = set()
    for factor in Authenticator.objects.exclude(type="webauthn").select_related("user"):
        try:
            opened(factor.data.get("secret") or factor.data.get("seed") or "")
        except StepUnreadable:
            lost.add(factor.user.email)
    return Finding(
        "second steps",
        not lost,
        f"sealed with another secret key: {', '.join(sorted(lost))}" if lost else "readable",
        "Bring back the secret key of then, or `dateline user remove-second-step PERSON` for each.",
    )


def _clock(config: Config) -> Finding:
    from dateline.log import tail

    now = datetime.now(UTC)
    newest = [change.at for slug in tail.heads() for change in tail.after(slug, _before_last(slug))]
    latest = max(map(moment, newest), default=_WRITTEN)
    ok = now > _WRITTEN and latest <= now + _PATIENCE
    detail = f"{now:%Y-%m-%d %H:%M:%S} UTC" + (
        "" if ok else f", and the newest change is of {latest:%Y-%m-%d %H:%M:%S} UTC"
    )
    return Finding("clock", ok, detail, "Set the clock: `timedatectl set-ntp true`.")


def _before_last(slug: str) -> int:
    from dateline.log import tail

    head = tail.head(slug)
    return head.seq - 1 if head else 0


def _blogs() -> Iterator[Finding]:
    from dateline.log import tail
    from dateline.log.verify import verify

    for slug in tail.heads():
        try:
            verified = verify(slug)
        except DatelineError as error:
            yield Finding(
                f"blog {slug}", False, error.detail, "Restore the newest backup, or import an export of it elsewhere."
            )
        else:
            yield Finding(f"blog {slug}", True, f"{verified.seq} changes verify")


def _guarded(name: str, check: Callable[[Config], Finding], config: Config) -> Finding:
    """A check's finding, or what the database said instead: one that is damaged fails in ways of its own."""
    from django.db import Error

    try:
        return check(config)
    except (Error, DatelineError, ValueError) as error:
        return Finding(name, False, str(error), "Restore the newest backup with `dateline restore`.")


_IN_DATABASE: dict[str, Callable[[Config], Finding]] = {
    "database mode": _mode,
    "database integrity": _integrity,
    "migrations": _migrations,
    "second steps": _second_steps,
    "clock": _clock,
}
