"""A server of PostgreSQL that fails under the log: refused in our own words, and well again without a restart."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from dateline.errors import Busy, DiskFull
from dateline.log import tail
from dateline.log.verify import verify
from tests.support.logs import opened, published

pytestmark = pytest.mark.usefixtures("postgresql_store")
SLUG = "harbour-fire"

# The server's own error for a full disk, raised where it would be.
_FULL_DISK = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON log_change FOR EACH ROW EXECUTE FUNCTION full_disk();
"""


def cut_connections(url: str) -> None:
    with psycopg.connect(url) as other:
        cut = other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        assert cut.fetchall(), "there was no connection to cut, so this test means nothing"


def test_a_connection_that_was_cut_is_replaced(postgresql_url: str) -> None:
    opened()
    cut_connections(postgresql_url)
    with pytest.raises(Busy):
        tail.head(SLUG)
    assert tail.head(SLUG) is not None
    cut_connections(postgresql_url)
    with pytest.raises(Busy) as refusal:
        published("a")
    assert refusal.value.status == 503
    assert published("a").seq == 2


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_full_disk_refuses_and_recovers() -> None:
    opened()
    run(_FULL_DISK)
    try:
        with pytest.raises(DiskFull):
            published("a")
        assert tail.head(SLUG) is not None
        assert verify(SLUG).seq == 1
    finally:
        run("DROP TRIGGER full_disk ON log_change; DROP FUNCTION full_disk")
    assert published("a").seq == 2
