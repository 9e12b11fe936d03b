"""What every test shares: one data directory a process, with Django started on it once.

Django keeps one set of settings for as long as a process lives. It is started here, before any test module is
imported, since those import the log, whose models cannot be imported before.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dateline.boot import boot, migrate
from dateline.config import load

# No deadline: how long an example takes on a busy machine says nothing. Timing lives in bench/.
settings.register_profile("dateline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")

_DATA = Path(tempfile.mkdtemp(prefix="dateline-test-"))
boot(load(_DATA), serving=True)


def pytest_unconfigure() -> None:
    from django.db import connections

    connections.close_all()
    shutil.rmtree(_DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def data() -> Path:
    """This process's data directory, its database in this version's shape."""
    migrate()
    return _DATA


@pytest.fixture
def clean_database(data: Path) -> Iterator[Path]:
    """The same, with every table of the log and of the desk empty."""
    from django.db import connection

    from tests.support.database import empty

    empty()
    yield data
    connection.close()
