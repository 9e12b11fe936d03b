from __future__ import annotations

import json

import pytest

from dateline.typeset import oembed
from tests.typeset.markup import Page
from tests.typeset.story import SITE, Story, full_story


def test_an_answer_has_what_a_rich_one_requires_and_runs_nothing() -> None:
    answer = json.loads(oembed.oembed(full_story().blog, SITE))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["title"] == "Ferries stand still in Skarvik"
    assert answer["provider_name"] == "The Skarvik Courier"
    shown = Page(answer["html"])
    assert [tag for tag, _ in shown.tags] == ["iframe"]
    (frame,) = shown.find("iframe")
    assert not any(name.startswith("on") or name in ("style", "srcdoc") for name in frame)
    assert frame["src"] == "https://live.courier.example/ferry-strike/embed"
    assert "Ferries stand still in Skarvik" in frame["title"]


def test_a_title_cannot_break_out_of_the_frame() -> None:
    answer = json.loads(oembed.oembed(Story().open('"></iframe><script>alert(1)</script>').blog, SITE))
    assert [tag for tag, _ in Page(answer["html"]).tags] == ["iframe"]


@pytest.mark.parametrize(
    ("most", "size"), [((None, None), (600, 600)), ((300, 200), (300, 200)), ((9_999, 9_999), (600, 600))]
)
def test_the_answer_fits_what_was_asked_for(most: tuple[int | None, int | None], size: tuple[int, int]) -> None:
    answer = json.loads(oembed.oembed(full_story().blog, SITE, *most))
    assert (answer["width"], answer["height"]) == size
    (frame,) = Page(answer["html"]).find("iframe")
    assert (frame["width"], frame["height"]) == tuple(str(side) for side in size)
