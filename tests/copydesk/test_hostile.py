"""The whole desk on text that wants to hurt it: no error, and twice the text costs about twice the time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.copydesk.report import report, to_json
from tests.copydesk.telling import post

HOSTILE = [
    '"',
    "“",
    "'a ",
    "1",
    "1,",
    "$1 ",
    "(",
    "A. ",
    "x",
    "Xx",
    '"a" said ',
    "on Monday ",
    "the the ",
    "killed 5 people ",
]
PIECES = st.sampled_from([
    "“", "”", '"', "'", "said", "He", "told", "Anna Berg", "5", "1,700", "several hundred", "troops", "from", "to",
    "Paris", "on Monday", "last week", ".", ",", ":", "(", "—", "killed", "$3m", "7%", "p.m.", "U.S.", "\u202e", "\0",
])  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_is_linear(piece: str) -> None:
    def cost(size: int) -> float:
        text = post("1200", "", piece * (size // len(piece)))
        best = 9.0
        for _ in range(2):
            began = time.process_time()
            report([text])
            best = min(best, time.process_time() - began)
        return best

    cost(1024)  # the lists are read at the first question
    assert cost(8 * 1024) < 3.5 * cost(4 * 1024) + 0.1


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40), st.lists(PIECES, max_size=8), st.sampled_from([" ", ""]))
def test_any_text_is_read_and_the_same_way_twice(body: list[str], headline: list[str], between: str) -> None:
    posts = [post("1200", between.join(headline), between.join(body)), post("1300", "", between.join(reversed(body)))]
    assert to_json(report(posts)) == to_json(report(posts))
