"""The names in a byline, and what an address calls them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog import check
from dateline.blog.naming import key_of, names
from dateline.errors import Invalid


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("", ()),
        ("Liv Aune", ("Liv Aune",)),
        ("Liv Aune and Per Holt", ("Liv Aune", "Per Holt")),
        ("Liv Aune, Per Holt and Ine Dahl", ("Liv Aune", "Per Holt", "Ine Dahl")),
        ("Anke Voss und Jan Maria Kühn", ("Anke Voss", "Jan Maria Kühn")),
        ("Дарья Белова и Олег Ким", ("Дарья Белова", "Олег Ким")),
        ("Liv Aune, Skarvik", ("Liv Aune, Skarvik",)),
        ("Liv Aune, political editor and columnist", ("Liv Aune, political editor and columnist",)),
        ("John E Smith", ("John E Smith",)),
        ("Oriol Pi i Margall", ("Oriol Pi i Margall",)),
        ("Liv Aune and LIV AUNE", ("Liv Aune",)),
        ("—", ()),
    ],
)
def test_a_byline_names_people(byline: str, people: tuple[str, ...]) -> None:
    assert names(byline) == people


@given(st.text(max_size=60))
def test_a_key_stands_in_an_address_an_attribute_and_a_selector_as_it_is(text: str) -> None:
    key = key_of(text)
    assert key_of(key) == key
    assert not set(key) & set("\"'\\/?#%&<>[]~ \t\n")
    assert not key.startswith("-") and not key.endswith("-")


def test_a_key_ignores_case_and_punctuation() -> None:
    assert key_of("Human Rights") == key_of("#human-rights") == "human-rights"
    assert key_of("STRASSE") == key_of("Straße") == "strasse"


def test_tags_are_each_there_once_as_first_spelled() -> None:
    assert check.tags([" Human  rights ", "human-rights", "Dam", "DAM"]) == ["Human rights", "Dam"]


@given(st.lists(st.text(max_size=45), max_size=11))
def test_what_is_taken_for_tags_is_taken_again_as_it_is(given_tags: list[str]) -> None:
    try:
        tags = check.tags(given_tags)
    except Exception as error:
        assert type(error).__name__ in ("Invalid", "TooLarge")
    else:
        assert check.tags(tags) == tags


@pytest.mark.parametrize("bad", ["dam", [""], ["  "], ["..."], [7], ["x" * 41], [str(n) for n in range(11)], [None]])
def test_what_is_no_list_of_tags_is_refused_by_name(bad: object) -> None:
    with pytest.raises(Exception, match="tags"):
        check.tags(bad)
    with pytest.raises(Invalid, match="address could be made"):
        check.tags(["good", "!?"])
