"""What is done to drafts and to the log in the same instant, on every store."""

from __future__ import annotations

import threading
import time

import pytest

from dateline.desk.drafts.drop import drop
from dateline.desk.drafts.keep import keep
from dateline.desk.drafts.models import Draft, Gone
from dateline.desk.drafts.rules import Text
from dateline.errors import TakenDown
from dateline.log.append import erasing
from tests.support.logs import EDITOR, at_once, opened, published, taken_down

pytestmark = pytest.mark.usefixtures("store")
SLUG = "harbour-fire"
WHILE = 0.3  # seconds for which the takedown stays open while the draft is on its way


def test_no_draft_of_a_post_outlives_its_takedown() -> None:
    opened()
    published("a")
    erased = threading.Event()

    def wait(slug: str, post: str) -> None:
        erased.set()
        time.sleep(WHILE)

    def kept() -> Draft:
        assert erased.wait(10)
        return keep(SLUG, "late", Text("edit", {"headline": "Names a minor"}, "a", 1), 0, EDITOR)

    erasing.append(wait)
    try:
        _, refused = at_once([lambda: taken_down("a"), kept])
    finally:
        erasing.remove(wait)
    assert isinstance(refused, TakenDown)
    assert not Draft.objects.exists()


def test_a_name_that_is_used_up_has_no_draft_whichever_came_first() -> None:
    opened()
    for n in range(30):
        at_once([
            lambda n=n: keep(SLUG, f"d{n}", Text("new", {"headline": "Thrown away"}), 0, EDITOR),  # type: ignore[misc]
            lambda n=n: drop(SLUG, f"d{n}", 0, EDITOR),  # type: ignore[misc]
        ])  # fmt: skip
        assert Draft.objects.filter(id=f"d{n}").exists() != Gone.objects.filter(id=f"d{n}").exists()
