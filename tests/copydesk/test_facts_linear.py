"""Times, figures and plans of hostile text cost what its length says."""

from __future__ import annotations

import time

import pytest

from dateline.copydesk import agenda, figures, times
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Line, PostText
from dateline.copydesk.names import Names
from dateline.copydesk.relations import confirm, differ, reconcile, repeat

SHORT, TIMES = 4 * 1024, 4
HOSTILE = (
    '"',
    "9",
    "(",
    "1,",
    "12 ",
    "7-",
    "12 people ",
    "Monday ",
    "be held ",
    "3 days ago ",
    "from Paris ",
    "will ",
    "may ",
    "February 7-9, ",
    "5:",
    "toll to 3 ",
    "hundreds of thousands of ",
    "two hundred and ",
    "$1m said ",
)


def cost(unit: str, size: int) -> float:
    """The least CPU time of two readings, in seconds."""
    text = (unit * (size // len(unit) + 1))[:size]
    spent = []
    for turn in range(2):
        post = PostText("p", "2024-03-05T14:30:00.000Z", None, (Line(text, turn),))
        begun = time.process_time()
        found = times.extract(post)
        facts = Facts((), figures.extract(post, Names()), found, agenda.extract(post, found))
        for relation in (repeat, reconcile, differ, confirm):
            list(relation.relate(post, facts, Ledger()))
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("unit", HOSTILE)
def test_four_times_the_text_costs_about_four_times_as_much(unit: str) -> None:
    assert cost(unit, SHORT * TIMES) < cost(unit, SHORT) * TIMES * 2.2 + 0.1
