"""Another database for the log, for as long as a test wants it.

Django's settings stand for a whole process, and the log's contract holds on two databases and on files that a test
fills up or damages. So a test points Django's one alias at a database of its own and puts it back afterwards.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections

from dateline.boot import migrate
from tests.support import postgres


@contextmanager
def pointed_at(database: dict[str, Any]) -> Iterator[None]:
    before = connections.settings["default"]
    _point(connections.configure_settings({"default": dict(database)})["default"])
    try:
        yield
    finally:
        _point(before)


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as Dateline sets it up, in this file."""
    configured: dict[str, Any] = settings.DATABASES["default"]
    assert configured["ENGINE"].endswith("sqlite3"), "these tests are run without DATELINE_DATABASE"
    return {**configured, "NAME": str(path)}


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL at the address that tests/support/postgres.py gives."""
    parts = urlsplit(url)
    host = dict(parse_qsl(parts.query))["host"]
    return {"ENGINE": "django.db.backends.postgresql", "NAME": parts.path[1:], "USER": parts.username, "HOST": host}


def empty() -> None:
    """Remove every row of the log from the database pointed at."""
    tables = "log_command", "log_change", "log_head"
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")


def _point(database: dict[str, Any]) -> None:
    connections["default"].close()
    connections.settings["default"] = database
    del connections["default"]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file in this version's shape, to be copied and never opened."""
    path = tmp_path_factory.mktemp("migrated") / "dateline.sqlite3"
    with pointed_at(sqlite(path)):
        migrate()
    return path


@pytest.fixture
def sqlite_store(migrated: Path, tmp_path: Path) -> Iterator[Path]:
    """The log on a SQLite file of this test's own, alone in its directory."""
    path = tmp_path / "data" / "dateline.sqlite3"
    path.parent.mkdir()
    shutil.copy(migrated, path)
    with pointed_at(sqlite(path)):
        yield path


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with postgres.server() as url:
        with pointed_at(postgresql(url)):
            migrate()
        yield url


@pytest.fixture
def postgresql_store(postgresql_url: str) -> Iterator[str]:
    """The log on an empty database of a PostgreSQL server of the tests' own."""
    with pointed_at(postgresql(postgresql_url)):
        empty()
        yield postgresql_url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> str:
    """Every store in turn, empty."""
    name: str = request.param
    request.getfixturevalue(f"{name}_store")
    return name
