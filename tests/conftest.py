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
from tests.support.newsroom import Desk, announcing, open_blog
from tests.support.turns import turns

# No deadline: how long an example takes on a busy machine says nothing. Timing lives in bench/.
settings.register_profile(
    "dateline", deadline=None, max_examples=turns(200, 40), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("dateline")

_DATA = Path(tempfile.mkdtemp(prefix="dateline-test-"))
boot(load(_DATA), serving=True)


# Files that take minutes, in whole or by one test that waits. They are begun first, else the last of them runs alone.
_LONGEST = (
    "abuse/test_xss", "browser/test_long", "browser/desk/test_drafts_killed", "browser/desk/test_login",
    "wire/test_websub", "browser/desk/test_drafts", "browser/desk/test_composer", "browser/desk/test_copydesk",
    "browser/desk/test_timeline", "browser/desk/test_deeds", "abuse/test_crowd", "abuse/test_faults",
    "contracts/test_log_storm", "browser/test_lost", "browser/test_tabs", "browser/desk/test_offline",
    "browser/desk/test_pages", "abuse/test_drops", "cli/test_post",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: order.get(item.nodeid.removeprefix("tests/").partition(".py")[0], len(order)))


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
def announced(data: Path) -> Iterator[None]:
    with announcing(data):
        yield


@pytest.fixture
def desk(data: Path) -> Desk:
    return open_blog()


@pytest.fixture
def clean_database(data: Path) -> Iterator[Path]:
    """The same, with every table of the log and of the desk empty."""
    from django.db import connection

    from tests.support.database import empty

    empty()
    yield data
    connection.close()
