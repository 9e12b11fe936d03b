from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from dateline.wire.exporting import export
from tests.wire.blogs import HOSTILE, SITE, SLUG, closed, varied

pytestmark = pytest.mark.usefixtures("clean_database")


@pytest.fixture
def document(tmp_path: Path, clean_database: Path) -> str:
    varied(8)
    closed()
    export(SLUG, "markdown", tmp_path / "blog.md", site=SITE)
    return (tmp_path / "blog.md").read_text("utf-8")


def _headings(document: str) -> list[tuple[str, str]]:
    tokens = MarkdownIt().parse(document)
    pairs = pairwise(tokens)
    return [(a.tag, "".join(c.content for c in b.children or ())) for a, b in pairs if a.type == "heading_open"]


def test_every_post_in_order_oldest_first(document: str) -> None:
    headings = _headings(document)
    assert headings[0] == ("h1", "Fire in the *old* harbour")
    times = [text[:5] for tag, text in headings if tag == "h3"]
    assert times == ["09:00", *(f"10:{n:02d}" for n in range(8))]
    assert ("h3", "10:01 Paris time (GMT+1) – Headline one") in headings
    assert ("h2", "Wednesday, 2 February 2022") in headings


def test_corrections_and_tombstones_are_in_it_and_removed_text_is_not(document: str) -> None:
    assert "**Correction, " in document
    assert "It was another harbour." in document
    assert "Names a minor." in document
    assert "Engine 1 is there" in document
    assert "Engine 2 is there" not in document
    assert "Engine 3 is there" not in document
    assert "A fire burns in the harbour." in document
    assert "*Ended at" in document


def test_signs_in_a_text_stay_signs(document: str) -> None:
    assert f"09:00 Paris time (GMT+1) – {HOSTILE}" in [text for _, text in _headings(document)]
    assert '<a href="/x">' not in MarkdownIt("commonmark", {"html": True}).render(document)
