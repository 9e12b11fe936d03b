from __future__ import annotations

import json

import pytest

from dateline.typeset import oembed
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import SITE, full_story


def test_an_answer_has_what_a_rich_one_requires_and_runs_nothing() -> None:
    answer = json.loads(oembed.oembed(full_story().blog, SITE))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["title"] == "Ferries stand still in Skarvik"
    assert answer["provider_name"] == "The Skarvik Courier"
    shown = Page(answer["html"])
    check_safe(shown)
    assert not shown.find("script")
    assert all(a["href"].startswith("https://live.courier.example/ferry-strike") for a in shown.find("a"))
    assert "A deal at dawn" in shown.words() and "Bridge said" not in shown.words()


@pytest.mark.parametrize(
    ("most", "size"), [((None, None), (600, 400)), ((300, 200), (300, 200)), ((9_999, 9_999), (600, 400))]
)
def test_the_answer_fits_what_was_asked_for(most: tuple[int | None, int | None], size: tuple[int, int]) -> None:
    answer = json.loads(oembed.oembed(full_story().blog, SITE, *most))
    assert (answer["width"], answer["height"]) == size
