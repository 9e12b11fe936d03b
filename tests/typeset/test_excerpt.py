"""A text on one line, as search, feeds, previews and the list of key events show it."""

from __future__ import annotations

import pytest

from dateline.blog import body
from dateline.typeset import excerpt


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("It rains.\n\nThe dam holds.", "It rains. The dam holds."),
        (
            "## What is known\n\n- Two cars\n- Nobody hurt\n\nMore soon",
            "What is known · Two cars · Nobody hurt · More soon",
        ),
        ("1. Dover\n2. Calais", "1. Dover · 2. Calais"),
        ("| Pier | State |\n|---|---|\n| North | Cracked |\n\nAll of it.", "Pier, State · North, Cracked · All of it."),
        (
            "> A crack.\n> — Ana Prates, crane driver\n\nThen nothing.",
            "A crack. — Ana Prates, crane driver · Then nothing.",
        ),
        ("> A crack\n> — Ana Prates", "A crack — Ana Prates"),
        ("A line\\\nand its other half", "A line and its other half"),
        ("", ""),
    ],
)
def test_a_dot_parts_what_no_mark_of_its_own_does(written: str, told: str) -> None:
    assert excerpt.line(body.from_markdown(written, "body"), 1000) == told


def test_a_long_body_is_read_no_further_than_is_shown() -> None:
    line = excerpt.line(body.from_markdown("word " * 1000, "body"), 400)
    assert len(line) <= 400 and excerpt.shorten(line, 100).endswith("word…")
