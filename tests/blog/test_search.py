"""Finding posts by their words."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.blog.body import from_markdown
from dateline.blog.changes import Post
from dateline.blog.search import QUERY, folded, haystack, matches, needles, spans

AT = "2026-05-04T12:00:00.000Z"


def post(headline: str = "", text: str = "", **members: Any) -> Post:
    made = Post("a", 1, headline, from_markdown(text, "body"), AT, AT)
    return made.but(**members)


def found(query: str, headline: str, text: str = "", **members: Any) -> bool:
    return matches(haystack(post(headline, text, **members)), needles(query))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ferry", "The FERRY is late"),
        ("ferr", "Two ferries"),
        ("late ferry", "The ferry is late"),
        ("malaga", "Málaga"),
        ("MÁLAGA", "malaga"),
        ("oresund", "Øresund"),
        ("strasse", "Große Straße"),
        ("don't", "They don’t know"),
        ("check-in", "the check in desk"),
        ('"is late"', "The ferry is late"),
        ("«is late»", "The ferry is late"),
        ('"is late', "The ferry is late"),
        ("4,100", "Some 4,100 people"),
        ("街", "静かな街の朝"),
        ("静かな", "静かな街の朝"),
        ("مدرسة", "مَدْرَسَةٌ قديمة"),
        ("ilica", "İlica"),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(query: str, text: str) -> None:
    assert found(query, text) and found(query, "Headline", text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("erry", "The ferry is late"),
        ("ferry boat", "The ferry is late"),
        ('"late is"', "The ferry is late"),
        ('"ferr"', "Two ferries"),
        ('"is lat"', "The ferry is late"),
        ("なか", "静かな街の朝"),
    ],
)
def test_other_words_are_not_found(query: str, text: str) -> None:
    assert not found(query, text)


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    assert not found('"strike ends"', "The strike", "Ends at noon")
    assert found("strike ends", "The strike", "Ends at noon")


def test_bylines_tags_notes_and_sources_are_searched_and_retracted_posts_are_not() -> None:
    told: dict[str, Any] = {
        "byline": "Liv Aune",
        "tags": ["Harbour"],
        "corrections": [{"at": AT, "note": "Wrong pier", "revision": 2}],
        "sources": [{"name": "Coastguard", "url": ""}],
    }
    for query in ("aune", "harbour", "pier", "coastguard"):
        assert found(query, "News", **told)
        assert not found(query, "News", **told, retraction={"at": AT, "reason": "pier", "takedown": False})


@pytest.mark.parametrize("query", ["", " ", '""', "!?", '" - "', "\u0301"])
def test_a_query_without_a_word_looks_for_nothing(query: str) -> None:
    assert needles(query) == ()


@given(st.text(max_size=80), st.text(max_size=20))
def test_what_is_found_is_marked_and_nothing_else(text: str, query: str) -> None:
    sought = needles(query)
    marked = spans(text, sought)
    assert bool(marked) == any(needle in folded(text) for needle in sought)
    ends = 0
    for start, end in marked:
        assert ends <= start < end <= len(text)
        ends = end
        assert any(folded(text[start:end]).startswith(needle.rstrip()) for needle in sought)


@given(st.text())
@example("0\uf9c5")  # a sign with a second code, which is only seen to be one of its script when it is composed
@example("\uff76\uff9e")
@example("a\U0002f800b")
def test_folding_is_the_same_at_once_and_sign_by_sign(text: str) -> None:
    assert folded(folded(text)).split() == folded(text).split()
    hay = folded(text)
    assert hay == " " or (hay[0] == hay[-1] == " " and "  " not in hay)


def test_hits_are_marked_where_they_are() -> None:
    text = "Der Fährmann fährt zur Fähre."
    assert [text[a:b] for a, b in spans(text, needles("fahr"))] == ["Fähr", "fähr", "Fähr"]
    text = "Straßen in Straßburg"
    assert [text[a:b] for a, b in spans(text, needles("strass"))] == ["Straß", "Straß"]


def test_hostile_text_costs_no_more_than_its_length() -> None:
    def cost(count: int) -> float:
        text = "a " * count
        start = time.process_time()
        spans(text, needles("a " * QUERY + '"a a"'))
        folded(text)
        return time.process_time() - start

    cost(1_000)
    assert cost(40_000) < 100 * max(cost(2_000), 1e-4)
