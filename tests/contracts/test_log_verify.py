"""Whatever is altered in the record behind the log's back, verify() names the change; on every store."""

from __future__ import annotations

import pytest
from django.db import connection

from dateline.blog.changes import EditPost
from dateline.errors import LogError
from dateline.log import tail
from dateline.log.append import append
from dateline.log.chain import START, canonical
from dateline.log.verify import verify
from tests.support.logs import EDITOR, opened, published, taken_down

SLUG = "harbour-fire"


@pytest.fixture(autouse=True)
def record(store: str) -> None:
    """1 opened, 2 to 4 published, 5 the second one taken down (so 3 is erased), 6 edited."""
    opened()
    for post in "abc":
        published(post)
    taken_down("b")
    append(SLUG, EditPost(post="c", expected=1, headline="Newer"), actor=EDITOR)
    opened("other")
    assert verify(SLUG).erased == [3]


def alter(statement: str, *parameters: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount == 1, "the statement met no row, so this test means nothing"


def fault() -> LogError:
    with pytest.raises(LogError) as caught:
        verify(SLUG)
    return caught.value


IN_BLOG = "head_id = (SELECT id FROM log_head WHERE slug = 'harbour-fire')"


@pytest.mark.parametrize("seq", [1, 2, 4, 5, 6])
@pytest.mark.parametrize("column", ["kind", "subject", "at", "actor", "body", "body_hash", "digest"])
def test_one_letter_altered_in_any_column(column: str, seq: int) -> None:
    text = getattr(tail.after(SLUG, seq - 1, limit=1)[0], column)
    text = canonical(text).decode() if isinstance(text, dict) else text
    i = len(text) // 2
    altered = text[:i] + chr(ord(text[i]) ^ 1) + text[i + 1 :]
    alter(f"UPDATE log_change SET {column} = %s WHERE seq = %s AND {IN_BLOG}", altered, seq)
    assert fault().seq == seq


@pytest.mark.parametrize("column", ["kind", "subject", "at", "actor", "body_hash", "digest"])
def test_an_erased_change_is_covered_too(column: str) -> None:
    alter(f"UPDATE log_change SET {column} = {column} || 'x' WHERE seq = 3 AND {IN_BLOG}")
    assert fault().seq == 3


def test_the_same_body_written_differently_is_not_the_same() -> None:
    alter(f"UPDATE log_change SET body = body || ' ' WHERE seq = 4 AND {IN_BLOG}")
    assert fault().seq == 4


def test_a_body_that_nothing_erased_is_missed() -> None:
    alter(f"UPDATE log_change SET body = NULL WHERE seq = 4 AND {IN_BLOG}")
    assert fault().seq == 4


def test_a_takedown_that_is_erased_itself_explains_nothing() -> None:
    alter(f"UPDATE log_change SET body = NULL WHERE seq = 5 AND {IN_BLOG}")
    assert fault().seq == 3


def test_a_body_put_back_after_a_takedown_is_not_accepted_unless_it_is_the_one() -> None:
    alter(f"UPDATE log_change SET body = '{{}}' WHERE seq = 3 AND {IN_BLOG}")
    assert fault().seq == 3


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_change_that_is_gone(seq: int) -> None:
    alter(f"DELETE FROM log_change WHERE seq = %s AND {IN_BLOG}", seq)
    assert fault().seq == seq


def test_a_change_moved_to_another_place() -> None:
    alter(f"UPDATE log_change SET seq = 9 WHERE seq = 4 AND {IN_BLOG}")
    assert fault().seq == 4


def test_a_change_moved_to_another_blog() -> None:
    alter(f"UPDATE log_change SET head_id = (SELECT id FROM log_head WHERE slug = 'other') WHERE seq = 2 AND {IN_BLOG}")
    assert fault().seq == 2


def test_a_log_that_is_cut_short_with_its_head() -> None:
    """The chain alone cannot see this; the digest that an export or a partner holds can."""
    last = tail.after(SLUG, 4, limit=1)[0]
    alter(f"DELETE FROM log_change WHERE seq = 6 AND {IN_BLOG}")
    assert fault().seq == 6
    alter("UPDATE log_head SET seq = 5, digest = %s WHERE slug = 'harbour-fire'", last.digest)
    assert verify(SLUG).digest == last.digest


@pytest.mark.parametrize(
    ("assignment", "seq"), [("seq = 5", 0), ("seq = 7", 7), (f"digest = '{START}'", 0), ("slug = 'renamed'", 1)]
)
def test_a_head_that_does_not_fit(assignment: str, seq: int) -> None:
    alter(f"UPDATE log_head SET {assignment} WHERE slug = 'harbour-fire'")
    with pytest.raises(LogError) as caught:
        verify("renamed" if "renamed" in assignment else SLUG)
    assert caught.value.seq == seq


def test_an_append_onto_a_head_that_was_altered_is_refused() -> None:
    alter("UPDATE log_head SET seq = 3 WHERE slug = 'harbour-fire'")
    with pytest.raises(LogError, match="dateline verify"):
        published("d")


def test_verifying_while_others_write() -> None:
    from tests.support.logs import at_once

    def write() -> None:
        for n in range(30):
            published(f"n{n}")
            taken_down(f"n{n}")

    def check() -> None:
        while verify(SLUG).seq < 66:
            pass

    assert at_once([write, check]) == [None, None]
