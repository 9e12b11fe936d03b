"""Pieces of one text in another, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.copied import RUN, SHORTEST, Sought

SAID = "The harbour master said that nobody had been aboard the ferry when it broke loose from its moorings."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SAID, 18),
        ("Earlier: the HARBOUR master said, that nobody had been aboard.", 9),
        ("The harbour master said that nobody drowned.", 0),  # six
        ("Nobody had been aboard the ferry when it sank, he said.", 8),
        ("nobody had been / aboard the «férry» — when it broke!", 9),
        ("", 0),
    ],
)
def test_a_run_of_words_is_found_whatever_stands_between_them(text: str, words: int) -> None:
    assert Sought([SAID]).longest(text) == words


@pytest.mark.parametrize(
    ("sought", "text", "words"),
    [
        ("Driver named as Ana Sol", "We had written: driver named as Ana Sol, 44.", 5),
        ("Driver named as Ana Sol", "The driver was named as Ana Sol.", 0),
        ("Ana Sol named", "Ana Sol named", 0),  # three words are anybody's
        ("港口的渡轮昨晚失去控制", "据报道，港口的渡轮昨晚失去控制。", 11),
    ],
)
def test_a_short_text_is_found_whole(sought: str, text: str, words: int) -> None:
    assert Sought([sought]).longest(text) == words


def test_any_of_several_texts_is_found() -> None:
    sought = Sought(["Driver named as Ana Sol", SAID, ""])
    assert sought.longest("Driver named as Ana Sol") == 5
    assert sought.longest(f"{SAID} Driver named as Ana Sol") == 18


_WORDS = st.lists(st.sampled_from("abc"), max_size=24)


@given(_WORDS, _WORDS)
def test_what_is_found_is_there_and_what_is_there_is_found(sought: list[str], text: list[str]) -> None:
    found = Sought([" ".join(sought)]).longest(" ".join(text))
    due = min(RUN, len(sought))
    common = max(
        (n for i in range(len(text)) for n in range(1, len(text) - i + 1) if _holds(sought, text[i : i + n])), default=0
    )
    assert (found > 0) == (len(sought) >= SHORTEST and common >= due)
    assert found == 0 or found >= common


def _holds(words: list[str], run: list[str]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words)))
