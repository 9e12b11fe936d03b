"""The word lists: what is in them, and that they say whose they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.copydesk import english
from dateline.copydesk.language import guess

WORDS = Path(english.__file__).with_name("words")


@pytest.mark.parametrize(
    "word",
    ["colour", "color", "organise", "organize", "theatre", "theater", "centre", "travelled", "traveled", "unmanned"],
)
def test_both_spellings_are_english(word: str) -> None:
    assert english.is_known(word) and english.is_known(word.capitalize()) and english.is_known(word.upper())


@pytest.mark.parametrize("word", ["roops", "evacauted", "teh", "Pentangon", "recieve", "goverment"])
def test_slips_are_not(word: str) -> None:
    assert not english.is_known(word)


def test_names_need_their_capitals() -> None:
    assert english.is_known("Pentagon") and english.is_known("Tuesday") and not english.is_known("tuesday")


def test_common_words_are_common() -> None:
    assert english.is_core("government") and not english.is_core("renitent")
    assert english.is_common("troops") and not english.is_common("renitent") and english.is_known("renitent")


def test_the_lists_are_small_and_say_whose_they_are() -> None:
    packed = sorted(path.name for path in WORDS.glob("*.gz"))
    assert packed == ["en-common.txt.gz", "en-core.txt.gz", "en.txt.gz"]
    assert sum((WORDS / name).stat().st_size for name in packed) < 1_500_000
    assert "Kevin Atkinson" in (WORDS / "LICENCE.en-us-scowl.txt").read_text("utf-8")
    british = (WORDS / "LICENCE.en-gb.txt").read_text("utf-8")
    assert "David Bartlett" in british and "GNU LESSER GENERAL PUBLIC LICENSE" in british


@pytest.mark.parametrize(
    "text, language",
    [
        ("The mayor said that the bridge was closed and that it would not be opened for a week.", "en"),
        ("Die Bürgermeisterin sagte, dass die Brücke gesperrt ist und auch morgen nicht geöffnet wird.", "de"),
        ("La maire a dit que le pont est fermé et que les trains ne sont pas dans la gare.", "fr"),
        ("La alcaldesa dijo que el puente se cerró por los daños y que no se abre para los trenes.", "es"),
        ("De burgemeester zei dat het water in een dag is gestegen en dat er niet wordt gewerkt.", "nl"),
        ("Мэр сказал, что мост закрыт и не откроется до пятницы.", "und"),
        ("", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert guess(text) == language
