"""The invented blogs that the desk is scored on: their annotations hold, and their scorer can tell right from wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bench.copydesk.annotate import BLOGS, MARKED, annotate
from bench.copydesk.markup import BadMark, unmark
from bench.copydesk.measures import quotes
from bench.copydesk.plant import mended, planted
from bench.copydesk.reading import Case, load

from dateline.copydesk.rules import BY_ID

NAMES = sorted(path.stem for path in MARKED.glob("*.txt"))
ANNOTATED = ("quotes", "headline_quotes", "indirect", "figures", "not_figures", "times", "defects", "traps")


def case(name: str) -> Case:
    return load(BLOGS / f"{name}.txt", BLOGS / f"{name}.json")


def report(case: Case, **facts: Any) -> dict[str, Any]:
    posts = [
        {"id": p.id, "label": p.label.text if p.label else None, "start": p.start, "end": p.end} for p in case.posts
    ]
    return {"posts": posts, "facts": {"quotes": [], "figures": [], "times": [], "agenda": [], **facts}, "findings": []}


@pytest.mark.parametrize("name", NAMES)
def test_the_blogs_are_as_marked(name: str) -> None:
    text, gold = annotate((MARKED / f"{name}.txt").read_text("utf-8"))
    assert text == (BLOGS / f"{name}.txt").read_text("utf-8"), "run python -m bench.copydesk.annotate"
    assert gold == json.loads((BLOGS / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_annotation_stands_where_it_says_in_a_blog_of_ten_to_forty_posts(name: str) -> None:
    found = case(name)
    assert 10 <= len([post for post in found.posts if post.id != "LEDE"]) <= 40
    for kind in ANNOTATED:
        for item in found.gold[kind]:
            assert found.text[item["offset"] :].startswith(item["text"]), item
            line = found.text.split("\n")[item["line"] - 1]
            assert line[item["start"] : item["end"]] == item["text"], item


def test_every_rule_has_a_planted_defect_and_a_trap() -> None:
    """But for the words that a house sets itself, and the claims confirmed, which are relations and no defects."""
    assert len(NAMES) >= 12
    rules = set(BY_ID) - {"house-list", "claim-confirmed"}
    assert {defect["type"] for name in NAMES for defect in case(name).gold["defects"]} == rules
    assert {trap["type"] for name in NAMES for trap in case(name).gold["traps"]} - {"scare"} == rules
    assert sum(len(case(name).gold["confirmations"]) for name in NAMES) >= 3


def test_marks_nest_and_leave_plain_text() -> None:
    plain = unmark("A {f#F1 3;dead|{d typo;three|threee} dead}.")
    assert plain.text == "A threee dead."
    assert [(mark.kind, mark.text) for mark in plain.marks] == [("f", "threee dead"), ("d", "threee")]


@pytest.mark.parametrize("marked", ["{f 3|open", "closed}", "{no bar"])
def test_a_mark_that_does_not_close_is_an_error(marked: str) -> None:
    with pytest.raises(BadMark):
        unmark(marked)


def test_a_mended_blog_has_no_defect_of_tier_error_left() -> None:
    clean = mended(case("storm"))
    assert "extneds" not in clean.text and "extends" in clean.text
    assert not {defect["type"] for defect in clean.gold["defects"]} & {"typo", "label", "doubled-word"}


def test_planting_is_the_same_for_the_same_seed_and_tells_where() -> None:
    clean = mended(case("storm"))
    one, again, other = planted(clean, 1), planted(clean, 1), planted(clean, 2)
    assert one.text == again.text != other.text
    assert one.gold["planted"]
    for defect in one.gold["planted"]:
        assert one.text[defect["offset"] :].startswith(defect["text"])


def test_the_score_tells_a_right_speaker_from_a_wrong_one_and_from_none() -> None:
    storm = case("storm")
    item = storm.gold["quotes"][0]
    span = {"kind": "direct", "text": item["text"], "start": item["offset"], "end": item["offset"] + len(item["text"])}

    def score(speaker: str | None) -> tuple[int, int, int]:
        quote = {**span, "speaker": speaker, "channel": None}
        return quotes.measure(storm, report(storm, quotes=[quote])).row("quote, speaker")

    total = len(storm.gold["quotes"])
    assert score("Nuala Brannigan") == (1, 0, total - 1)
    assert score("Declan Moriarty") == (0, 1, total - 1)
    assert score("Nuala Brannigan's office") == (0, 1, total - 1)
    assert score(None) == (0, 0, total)
