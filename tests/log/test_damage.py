"""Bytes of the SQLite file altered behind the log's back: verify() says so, and readers get an error, never a lie."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from dateline.errors import DatelineError, LogError
from dateline.log import tail
from dateline.log.verify import verify
from tests.support.logs import opened, published, taken_down

SLUG = "harbour-fire"
FLIPS = 150


def written(path: Path) -> bytes:
    """A blog of forty posts, one of them taken down, all of it in the one file."""
    opened()
    for n in range(40):
        published(f"p{n}", text=f"Paragraph {n}. " * 120)
    taken_down("p7")
    connection.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    return path.read_bytes()


def test_a_flipped_bit_is_found_or_changes_nothing(sqlite_store: Path) -> None:
    sound = written(sqlite_store)
    truth = (tail.head(SLUG), tail.after(SLUG, 0))
    connection.close()
    chance, named = random.Random(1848), 0
    for _ in range(FLIPS):
        place = chance.randrange(len(sound))
        sqlite_store.write_bytes(sound[:place] + bytes([sound[place] ^ 1 << chance.randrange(8)]) + sound[place + 1 :])
        try:
            verify(SLUG)
        except DatelineError as error:
            named += isinstance(error, LogError) and error.seq > 0
        else:
            # It hit free space, another table, or the blog's epoch, which no change covers.
            head, changes = tail.head(SLUG), tail.after(SLUG, 0)
            assert head is not None and truth[0] is not None
            assert ((head.seq, head.digest), changes) == ((truth[0].seq, truth[0].digest), truth[1]), place
        finally:
            connection.close()
    assert named > FLIPS // 10, "hardly a flip met a change, so this test means little"


def test_an_index_that_disagrees_with_its_table_is_found(sqlite_store: Path) -> None:
    """Every change is as it was, and whoever asks for the history of one post would get less than there is."""
    written(sqlite_store)
    with sqlite3.connect(sqlite_store) as file:
        root = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'log_change_subject'").fetchone()[0]
        size = file.execute("PRAGMA page_size").fetchone()[0]
    file.close()
    sound = sqlite_store.read_bytes()
    place = sound.index(b"p38", (root - 1) * size, root * size)
    sqlite_store.write_bytes(sound[: place + 2] + b"9" + sound[place + 3 :])
    assert len(tail.after(SLUG, 0)) == 42
    with pytest.raises(LogError, match="SQLite") as caught:
        verify(SLUG)
    assert caught.value.seq == 0


@pytest.mark.parametrize("column", ["kind", "subject", "at", "actor", "body", "body_hash", "digest"])
def test_bytes_that_are_no_text_are_named(sqlite_store: Path, column: str) -> None:
    written(sqlite_store)
    with sqlite3.connect(sqlite_store) as file:
        file.execute(f"UPDATE log_change SET {column} = CAST(x'7bff22' AS TEXT) WHERE seq = 9")
    file.close()
    with pytest.raises(LogError) as caught:
        verify(SLUG)
    assert caught.value.seq == 9
    with pytest.raises(LogError, match="damaged"):
        tail.after(SLUG, 0)
    assert len(tail.after(SLUG, 9)) == 33


def test_a_head_that_is_no_text_is_an_error_and_no_crash(sqlite_store: Path) -> None:
    written(sqlite_store)
    with sqlite3.connect(sqlite_store) as file:
        file.execute("UPDATE log_head SET epoch = CAST(x'ff' AS TEXT)")
    file.close()
    for deed in (verify, tail.head, tail.blog):
        with pytest.raises(LogError):
            deed(SLUG)


def test_a_file_that_is_no_database(sqlite_store: Path) -> None:
    connection.close()
    sqlite_store.write_bytes(b"This is no database. " * 400)
    for deed in (verify, tail.head):
        with pytest.raises(LogError):
            deed(SLUG)
