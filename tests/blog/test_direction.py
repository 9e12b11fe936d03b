"""Which way a text runs, and what of it is kept apart."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.body import from_markdown, to_html
from dateline.blog.direction import holds, lies, runs


@pytest.mark.parametrize(
    ("text", "base", "way"),
    [
        ("The bridge is closed", "ltr", "ltr"),
        ("الجسر مغلق", "rtl", "rtl"),
        ("The bridge is closed", "rtl", "ltr"),
        ("הגשר סגור", "ltr", "rtl"),
        ("Reuters: قالت رئيسة البلدية إن الجسر مغلق", "rtl", "rtl"),
        ("יעל לוי said that the bridge stays closed", "ltr", "ltr"),
        ("قالت وكالة Skarvik Courier News Agency إن الجسر مغلق", "rtl", "rtl"),
        ("A bridge in قرية, and nothing else of note in the whole of the north", "rtl", "ltr"),
        ("17:00 – 2026", "rtl", "rtl"),
        ("", "rtl", "rtl"),
    ],
)
def test_a_text_runs_as_those_around_it_unless_hardly_a_letter_does(text: str, base: str, way: str) -> None:
    assert lies(text, base) == way


def test_a_block_says_its_direction_only_where_it_is_another() -> None:
    two = from_markdown("Reuters: قالت رئيسة البلدية إن الجسر مغلق.\n\nThe bridge is closed.", "body")
    assert to_html(two, "rtl") == (
        '<p>Reuters: قالت رئيسة البلدية إن الجسر مغلق.</p><p dir="ltr">The bridge is closed.</p>'
    )
    assert to_html(from_markdown("הגשר סגור\n\n- **Open**", "body")) == (
        '<p dir="rtl">הגשר סגור</p><ul><li><strong>Open</strong></li></ul>'
    )


def test_a_name_written_to_the_left_takes_no_figure_after_it_along() -> None:
    said = from_markdown("The mayor, יעל לוי (58), said: “שלום”, then *צה״ל 12*.", "body")
    assert to_html(said) == (
        "<p>The mayor, <bdi>יעל לוי</bdi> (58), said: “<bdi>שלום</bdi>”, then <em><bdi>צה״ל</bdi> 12</em>.</p>"
    )


@given(st.text())
def test_nothing_is_lost_between_the_pieces(text: str) -> None:
    pieces = runs(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(holds(piece, "rtl") is apart for piece, apart in pieces)


@pytest.mark.parametrize(
    "text", ["א" * 65_536, "א" + " " * 65_535, "א a " * 16_384, ("א" + "." * 300) * 218, "a" * 65_536]
)
def test_a_hostile_text_takes_no_more_time_than_another(text: str) -> None:
    began = time.process_time()
    runs(text)
    lies(text, "ltr")
    lies(text, "rtl")
    assert time.process_time() - began < 1.0
