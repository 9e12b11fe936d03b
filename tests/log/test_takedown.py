"""After a takedown the text is in no file of the data directory."""

from __future__ import annotations

import logging
import random
import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from dateline.blog.changes import EditPost, PublishPost
from dateline.log import models
from dateline.log.append import append
from dateline.log.verify import verify
from tests.support.logs import EDITOR, opened, paragraphs, published, taken_down

SECRET = "Marguerite Osterhagen of 14 Quay Lane"


def stands_in(path: Path, text: str) -> list[str]:
    """The files of the database's directory that hold this text; premise: SQLite stores text as it is."""
    return [p.name for p in sorted(path.parent.rglob("*")) if p.is_file() and text.encode() in p.read_bytes()]


@pytest.mark.parametrize("length", [1, 40, 400])
def test_the_text_is_gone_from_every_file(sqlite_store: Path, length: int) -> None:
    """Short ones stand in a page, long ones in pages of their own."""
    opened()
    published("before")
    published("a", text=SECRET * length)
    command = PublishPost(post="b", headline=SECRET)
    append("harbour-fire", command, actor=EDITOR, key=SECRET[:20])
    append("harbour-fire", EditPost(post="a", expected=1, body=paragraphs(f"No more {SECRET}")), actor=EDITOR)
    assert stands_in(sqlite_store, SECRET), "it stands nowhere, so this test means nothing"
    taken_down("a", expected=2)
    taken_down("b")
    assert stands_in(sqlite_store, SECRET) == []
    assert verify("harbour-fire").erased == [3, 4, 5]
    assert not models.Head.objects.filter(unswept=True).exists()


def test_the_text_is_gone_however_the_pages_were_moved_about(sqlite_store: Path) -> None:
    """A page of SQLite that is split or merged leaves copies behind, unless it is told to overwrite them."""
    chance, revisions = random.Random(1848), dict[str, int]()
    opened()
    for n in range(220):
        if revisions and chance.random() < 0.4:
            post = chance.choice(list(revisions))
            text = f"<{post}> edited. " * chance.randrange(1, 120)
            edit = EditPost(post=post, expected=revisions[post], body=paragraphs(text))
            append("harbour-fire", edit, actor=EDITOR)
            revisions[post] += 1
        else:
            post = f"p{n}-{chance.randrange(10**9)}"
            published(post, text=f"<{post}> as it was. " * chance.randrange(1, 120))
            revisions[post] = 1
        if len(revisions) > 20 and chance.random() < 0.3:
            gone = chance.choice(list(revisions))
            assert stands_in(sqlite_store, f"<{gone}>")
            taken_down(gone, expected=revisions.pop(gone))
            assert stands_in(sqlite_store, f"<{gone}>") == []
    verify("harbour-fire")


def test_a_reader_that_holds_the_file_open_delays_it_and_no_more(
    sqlite_store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opened()
    published("a", text=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    reader = sqlite3.connect(sqlite_store, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM log_change").fetchone()
    with caplog.at_level(logging.WARNING):
        taken_down("a")
    assert "still stands" in caplog.text
    assert stands_in(sqlite_store, SECRET)
    reader.close()
    # Whoever appends next sweeps, in whichever process and blog.
    opened("other")
    assert stands_in(sqlite_store, SECRET) == []
    assert not models.Head.objects.filter(unswept=True).exists()
