"""Sentences and words: nothing lost, nothing torn."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.copydesk.model import Line
from dateline.copydesk.sentences import split, words


def sentences(text: str) -> list[str]:
    return [line.text for line in split(Line(text, 0))]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Adebayo met Sen. Ruth Collier at St. Mary’s.",
        "The U.S. Coast Guard searched for the J. R. Tolliver until 5 p.m. Friday.",
        "“Why now?” Ms. Ortiz asked.",
        "“Get out!” the captain shouted.",
        "They met on Jan. 14 at No. 10 Harbour Street.",
        "The fee rose to $3.5 million... and then fell.",
        "Susan B. Keller said so.",
        "The case, Hart v. Doyle, cites art. 12.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["The ferry sank.", "Nobody died."],
        ["“It is over,” she said.", "“We are going home.”"],
        ["He lives in the U.S.", "The trial begins at 5 p.m.", "But nobody came."],
        ["Who knew?", "Nobody."],
        ["“Are you sure?”", "Nobody answered."],
        ["He said no.", "Nobody cared."],
        ["They answered: “No.”", "Then they left (at noon.)", "Silence."],
    ],
)
def test_sentences_end_where_another_begins(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_words_keep_what_belongs_together() -> None:
    found = [word for word, _, _ in words("Russia’s pro-Moscow U.S. troops, 8,500 or 3.5 at 14:05, AT&T’s.")]
    assert found == ["Russia’s", "pro-Moscow", "U.S.", "troops", "8,500", "or", "3.5", "at", "14:05", "AT&T’s"]


@given(st.text(alphabet=st.sampled_from("ab AB.!?…\"'”“’\n1,-") | st.characters(), max_size=200), st.integers(0, 99))
def test_every_sentence_is_where_it_says_and_only_white_space_is_dropped(text: str, start: int) -> None:
    found = split(Line(text, start))
    for line in found:
        assert text[line.start - start : line.end - start] == line.text
    assert "".join("".join(line.text.split()) for line in found) == "".join(text.split())
    for word, begin, end in words(text):
        assert text[begin:end] == word


@pytest.mark.parametrize("hostile", ['"', ".", '."', "A.", "1,", "a'", ". A", '?" A', "("])
def test_twice_the_text_takes_about_twice_as_long(hostile: str) -> None:
    def took(size: int) -> float:
        line = Line((hostile * size)[:size], 0)
        best = 1.0
        for _ in range(3):
            begin = time.process_time()
            split(line)
            words(line.text)
            best = min(best, time.process_time() - begin)
        return best

    assert took(65536) < 4 * took(32768) + 0.1
