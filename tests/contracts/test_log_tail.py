"""Following the log while others write: nothing is passed over, as it would be by the table's own ids."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection

from dateline.log import tail
from tests.support.logs import at_once, opened, published

BLOGS = ("harbour-fire", "election-night", "summit", "storm")
WRITERS, POSTS = 2, 12

# Holds some transactions open at their very end, as a slow disk or a busy machine does.
_SLOW_COMMITS = """
CREATE OR REPLACE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_sleep(CASE WHEN random() < 0.2 THEN 0.03 ELSE 0 END); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON log_change DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION slow_commit();
"""


class Follower:
    """Polls for what is new until the writers are done, and once more after that."""

    def __init__(self, look: Callable[[], None], done: threading.Event) -> None:
        self.look, self.done = look, done

    def __call__(self) -> None:
        while not self.done.is_set():
            self.look()
            time.sleep(0.002)
        self.look()


def by_seq(seen: list[tuple[str, int]]) -> Callable[[], None]:
    reached = dict.fromkeys(BLOGS, 0)

    def look() -> None:
        for slug, head in tail.heads().items():
            for change in tail.after(slug, reached[slug]):
                seen.append((slug, change.seq))
                reached[slug] = change.seq
            assert reached[slug] >= head.seq, "the head ran ahead of the changes that can be read"

    return look


def by_id(seen: list[tuple[str, int]]) -> Callable[[], None]:
    last = [0]

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.id, h.slug, c.seq FROM log_change c JOIN log_head h ON h.id = c.head_id "
                "WHERE c.id > %s ORDER BY c.id",
                last,
            )
            for id_, slug, seq in cursor.fetchall():
                seen.append((slug, seq))
                last[0] = id_

    return look


def follow_while_others_write(looks: list[Callable[[], None]]) -> set[tuple[str, int]]:
    """Every change that was written, by slug and seq."""
    done = threading.Event()

    def write(slug: str, writer: int) -> None:
        for n in range(POSTS):
            published(f"w{writer}-{n}", slug=slug)

    def write_all() -> None:
        at_once([lambda s=s, w=w: write(s, w) for s in BLOGS for w in range(WRITERS)])  # type: ignore[misc]
        done.set()

    for slug in BLOGS:
        opened(slug)
    deeds: list[Callable[[], None]] = [write_all, *(Follower(look, done) for look in looks)]
    results = at_once(deeds)
    assert results == [None] * len(results)
    return {(slug, seq) for slug in BLOGS for seq in range(1, WRITERS * POSTS + 2)}


@pytest.mark.usefixtures("store")
def test_a_tail_sees_every_change_once_and_in_order() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SLOW_COMMITS)
    seen: list[tuple[str, int]] = []
    naive: list[tuple[str, int]] = []
    try:
        written = follow_while_others_write([by_seq(seen), by_id(naive)])
    finally:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER slow_commit ON log_change")
    assert len(seen) == len(set(seen)) == len(written)
    assert set(seen) == written
    for slug in BLOGS:
        mine = [seq for of, seq in seen if of == slug]
        assert mine == sorted(mine)
    if connection.vendor == "postgresql":
        assert written - set(naive), "a tail by id lost nothing, so this test proves nothing"
