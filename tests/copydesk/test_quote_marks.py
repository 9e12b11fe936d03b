"""Where quotation begins and ends, apostrophes aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.copydesk.quotes.marks import quoted
from dateline.copydesk.quotes.wording import condensed, within
from tests.copydesk.reading import post


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “never”.", ["no", "never"]),
        ('He said "no" and "never".', ["no", "never"]),
        ("‘The miners’ strike is off,’ he said, ‘and we’re glad.’", ["The miners’ strike is off,", "and we’re glad."]),
        ("'I saw it' happened in the '90s.", ["I saw it"]),
        ("“I told them: ‘Get out,’” she said.", ["I told them: ‘Get out,’"]),
        ("«Non», dit-il, „nein“, sagte sie.", ["Non", "nein"]),
        ("“mixed marks\" close too.", ["mixed marks"]),
        ("“She cried « assez » twice,” he said.", ["She cried « assez » twice,"]),
        ('He is 6\'2" tall, and 5" wide.', []),
        ("The players' and the coaches' rooms.", []),
        ("“Never closed.", []),
    ],
)  # fmt: skip
def test_marks(text: str, expected: list[str]) -> None:
    assert [passage.text for passage in quoted(post(text).paragraphs)] == expected


def test_a_quote_over_paragraphs_goes_on_where_the_next_opens_again() -> None:
    found = quoted(post("He said: “One.\n“Two.\n“Three.”\nAnd left.").paragraphs)
    assert [(passage.text, passage.goes_on) for passage in found] == [("One.", True), ("Two.", True), ("Three.", False)]


@given(st.text(alphabet="“”\"'‘’«» .,abAB\n", max_size=120))
def test_passages_lie_apart_in_their_lines(text: str) -> None:
    lines = post(text).paragraphs
    last = -1
    for passage in quoted(lines):
        line = lines[passage.line]
        assert line.start <= passage.start < passage.end <= line.end
        assert line.text[passage.start - line.start : passage.end - line.start] == passage.text
        assert passage.start > last
        last = passage.end


def test_wording() -> None:
    assert within("We won’t go", "“We won't go,” he said")
    assert within("we will ... rebuild it", "And we will come back and rebuild it here")
    assert not within("as a farce", "The inquiry itself is just a farce")
    assert not within("...", "anything")
    assert condensed("too little, too late", "too little, and they came too late for us")
    assert not condensed("too late, too little", "too little, and they came too late for us")
