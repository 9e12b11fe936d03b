"""A disk that is full: refused with nothing stored, still readable, and well again without a restart."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from dateline.errors import DiskFull
from dateline.log import tail
from dateline.log.verify import verify
from tests.support.logs import opened, published
from tests.support.stores import pointed_at, sqlite


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a disk of a test's own cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield place
    finally:
        connection.close()
        subprocess.run(["umount", place], check=True)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue


def test_a_full_disk_refuses_and_recovers(migrated: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        (disk / "dateline.sqlite3").write_bytes(migrated.read_bytes())
        with pointed_at(sqlite(disk / "dateline.sqlite3")):
            opened()
            published("a")
            for cycle in range(3):
                before = tail.after("harbour-fire", 0)
                fill(disk / "ballast")
                with pytest.raises(DiskFull):
                    for n in range(200):  # what the write-ahead log has room for already still goes in
                        published(f"full-{cycle}-{n}", text="Words. " * 2_000)
                reached = tail.after("harbour-fire", 0)
                assert reached[: len(before)] == before
                assert verify("harbour-fire").seq == reached[-1].seq
                (disk / "ballast").unlink()
                assert published(f"again-{cycle}").seq == reached[-1].seq + 1
            verify("harbour-fire")


def test_a_database_that_may_not_grow_refuses_and_recovers(sqlite_store: Path) -> None:
    """The same where nothing can be mounted: SQLite's own limit gives the error that a full disk gives."""
    opened()
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFull) as refusal:
            published("a", text="Words. " * 2_000)
        assert refusal.value.status == 507
        assert tail.head("harbour-fire") is not None
        assert verify("harbour-fire").seq == 1
        cursor.execute("PRAGMA max_page_count = 1000000")
    assert published("a", text="Words. " * 2_000).seq == 2
    verify("harbour-fire")


def test_a_locked_database_is_busy(sqlite_store: Path) -> None:
    import sqlite3

    from dateline.errors import Busy

    opened()
    other = sqlite3.connect(sqlite_store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20")
    with pytest.raises(Busy) as refusal:
        published("a")
    assert refusal.value.status == 503
    assert tail.head("harbour-fire") is not None, "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    assert published("a").seq == 2
