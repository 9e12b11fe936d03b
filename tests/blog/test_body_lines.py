"""Single texts that people send: headlines, bylines, notes, standfirsts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.text import clean_line, clean_text, shown
from dateline.errors import Invalid, TooLarge


@given(st.one_of(st.text(), st.text(" \n\r\tae\u0301\u00a0\u2028")))
def test_a_clean_text_stays_as_it_is(sent: str) -> None:
    try:
        line, text = clean_line(sent, "f", 500), clean_text(sent, "f", 500)
    except Invalid as refusal:
        assert refusal.field == "f"
        refusal.detail.encode()
        return
    assert clean_line(line, "f", 500) == line == unicodedata.normalize("NFC", line)
    assert clean_text(text, "f", 500) == text
    assert not set(line) & set("\n\r\t\u2028")
    assert "\n\n\n" not in text


def test_lines_and_paragraphs() -> None:
    assert clean_line(" a \r\n\tb ", "f", 9) == "a b"
    assert clean_line("10\u00a0€ \u2067שלום\u2069", "f", 99) == "10\u00a0€ \u2067שלום\u2069"
    assert clean_text(" a\r\nb \r\n \r\n\r\nc\n", "f", 99) == "a\nb\n\nc"
    assert shown("a\u202e" + "b" * 99) == "'a\ufffd" + "b" * 58 + "…'"


@pytest.mark.parametrize("clean", [clean_line, clean_text])
@pytest.mark.parametrize("sent", [None, 3, True, ["a"], "\x00", "\x0b", "\x7f", "\x9b", "\u202a", "\ud800", "\uffff"])
def test_what_no_text_may_hold(clean: object, sent: object) -> None:
    assert callable(clean)
    with pytest.raises(Invalid) as refusal:
        clean(sent, "headline", 99)
    assert refusal.value.field == "headline"


@pytest.mark.parametrize("sent", ["", " \n", "\u00a0\u200b", "\u200f"])
def test_what_is_required_must_be_readable(sent: str) -> None:
    clean_line(sent, "f", 9)
    with pytest.raises(Invalid):
        clean_line(sent, "f", 9, required=True)


def test_the_limit_counts_characters_of_the_outcome() -> None:
    assert clean_line("  " + "é" * 9, "f", 9) == clean_line("e\u0301" * 9, "f", 9)
    with pytest.raises(TooLarge):
        clean_line("a" * 10, "f", 9)
