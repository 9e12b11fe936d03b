"""The API when what is beneath it fails: a full disk, a locked record, a damaged one."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.desk.conftest import Newsroom

LONG = {"headline": "Long", "body": "word " * 12_000}


@pytest.fixture
def full_disk(newsroom: Newsroom) -> Iterator[None]:
    """The database may not grow: SQLite then fails as it does on a full disk."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # the tests before leave free pages, which would take all that is written here
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield
    make_room()


def make_room() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def test_a_full_disk_is_507_and_reading_goes_on(newsroom: Newsroom, full_disk: None) -> None:
    replies = [newsroom.editor.post("/blogs/fire/posts", LONG, idempotency_key=f"k{i}") for i in range(20)]
    refused = [i for i, r in enumerate(replies) if r.status == 507]
    assert refused and all(r.status in (201, 507) for r in replies)
    assert replies[refused[0]].is_problem
    before = len(newsroom.anybody.get("/blogs/fire/posts").json["posts"])
    assert before == 1 + sum(r.status == 201 for r in replies)
    make_room()
    again = newsroom.editor.post("/blogs/fire/posts", LONG, idempotency_key=f"k{refused[0]}")
    assert again.status == 201 and "Idempotency-Replayed" not in again.headers


def test_a_locked_record_is_503_and_says_when_to_come_back(newsroom: Newsroom) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        reply = newsroom.editor.post("/blogs/fire/posts", {"headline": "One"}, idempotency_key="k")
        assert reply.status == 503 and reply.is_problem and int(reply.headers["Retry-After"]) >= 1
        assert newsroom.anybody.get("/blogs/fire/posts").status == 200
        other.execute("ROLLBACK")
    finally:
        other.close()
    assert newsroom.editor.post("/blogs/fire/posts", {"headline": "One"}, idempotency_key="k").status == 201


def test_a_database_out_of_reach_is_503_for_readers_too(newsroom: Newsroom) -> None:
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    patience = options["timeout"]
    options["timeout"] = 0.05
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        for who in (newsroom.anybody, newsroom.reporter):
            reply = who.get("/blogs/fire")
            assert reply.status == 503 and reply.is_problem
    finally:
        other.close()
        options["timeout"] = patience
    assert newsroom.reporter.get("/blogs/fire").status == 200


def test_what_nobody_foresaw_is_500_logged_and_keeps_its_inside(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture, clean_database: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE log_change SET body = '{damaged' WHERE subject = %s", [newsroom.post["id"]])
    with caplog.at_level(logging.ERROR):
        reply = newsroom.anybody.get(f"/blogs/fire/posts/{newsroom.post['id']}")
    assert reply.status == 500 and reply.is_problem
    assert b"Traceback" not in reply.raw.content and b"damaged" not in reply.raw.content
    assert "JSONDecodeError" in caplog.text
