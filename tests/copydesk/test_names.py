"""Names: their fullest form, what they are, and that a post forgotten leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.copydesk.names import Names
from tests.copydesk.reading import names_of, post

STORY = post(
    "German Chancellor Olaf Brandt met France’s President Claire Roux in Geneva on Monday. Brandt, 61, left early. "
    "“Too early,” said Sgt. Ann Lee of the Geneva Police. The Red Cross and NATO welcomed it. "
    "The mayor of Tolo, Rui Costa, did not. Ms. Haddad, a lawyer, did."
)


def kinds(names: Names) -> dict[str, str]:
    return {name.name: name.kind for name in names.named()}


def test_people_bodies_and_places_are_told_apart() -> None:
    found = kinds(names_of(STORY))
    assert found["Olaf Brandt"] == found["Claire Roux"] == found["Ann Lee"] == found["Rui Costa"] == "person"
    assert found["Geneva"] == found["France"] == "place"
    assert found["NATO"] == found["Red Cross"] == found["Geneva Police"] == "organisation"


def test_a_short_form_is_its_full_name_in_every_post() -> None:
    later = post("Brandt said nothing.", post_id="2")
    names = names_of(STORY, later)
    assert [use.name for use in names.read(later)] == ["Olaf Brandt"]
    assert names.full("Brandt") == "Olaf Brandt"
    assert next(name for name in names.named() if name.name == "Olaf Brandt").variants == ("Brandt", "Olaf Brandt")


def test_two_of_one_last_name_are_none() -> None:
    names = names_of(STORY, post("Karin Brandt arrived.", post_id="2"))
    assert names.full("Brandt") is None
    assert names.full("Roux") == "Claire Roux"


def test_a_post_that_names_somebody_in_full_decides_for_itself() -> None:
    other = post("Karin Brandt arrived. Brandt smiled.", post_id="2")
    names = names_of(STORY, other)
    assert [use.name for use in names.read(other)] == ["Karin Brandt", "Karin Brandt"]


def test_offices_are_held() -> None:
    names = names_of(STORY)
    assert names.holders("chancellor") == ["Olaf Brandt"]
    assert names.holders("president", frozenset({"France"})) == ["Claire Roux"]
    assert names.holders("president", frozenset({"Germany"})) == []
    assert names.holders("mayor") == ["Rui Costa"]
    assert names.role("Claire Roux") == "France’s President"


def test_pronouns_follow_given_names_and_forms_of_address() -> None:
    names = names_of(STORY)
    assert names.pronoun("Olaf Brandt") == "he"
    assert names.pronoun("Claire Roux") == "she"
    assert names.pronoun("Haddad") == "she"
    assert names.pronoun("Xyzzy Plugh") is None


@pytest.mark.parametrize("text", ["Meanwhile the talks go on.", "The Monday meeting was in March.", "Sources said so."])
def test_a_capital_at_a_sentences_start_is_no_name(text: str) -> None:
    assert kinds(names_of(post(text))) == {}


def test_what_a_street_is_called_is_a_place_and_a_common_noun_no_name() -> None:
    found = kinds(
        names_of(post("Water stands in Rua dos Moleiros and at Pont Vieux. Dam and River are closed, MPs said."))
    )
    assert found == {"Rua dos Moleiros": "place", "Pont Vieux": "place"}


def test_in_german_every_noun_has_a_capital_and_no_name_is_told() -> None:
    told = replace(post("Der Deich hat gehalten, sagte Anke Petersen."), language="de")
    assert names_of(told).named() == ()


def test_a_letter_amiss_in_a_last_name_is_near() -> None:
    names = names_of(STORY)
    assert names.near("Barndt") == names.near("Brand") == names.near("Brandtt") == "Olaf Brandt"
    assert names.near("Bland") is None


@given(st.permutations(range(4)))
def test_forgetting_a_post_leaves_nothing_of_it(order: list[int]) -> None:
    texts = [
        "Minister Olaf Brandt left.",
        "Olaf Brandt, the mayor of Tolo, said so.",
        "Karin Brandt arrived at Fort Tolo.",
        "Mr. Brandt and the Brandt Foundation.",
    ]
    posts = [post(text, post_id=f"p{i}") for i, text in enumerate(texts)]
    names = names_of(STORY, *posts)
    for i in order:
        names.forget(f"p{i}")
    alone = names_of(STORY)
    assert names.named() == alone.named()
    assert names.full("Brandt") == alone.full("Brandt")
    assert names.holders("mayor") == alone.holders("mayor")
    assert "p0" not in names
