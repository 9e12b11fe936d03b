"""Figures that repeat, add up, differ or are confirmed; and those that have nothing to do with each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.copydesk.checks import figure_differs, unsourced, vague_time
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Finding, PostText, Relation
from dateline.copydesk.relations import confirm, differ, reconcile, repeat
from tests.copydesk.telling import post

DEAL = "Northgate said they had signed Ivo Marek in a deal worth £41m."


def related(*posts: PostText) -> list[Relation]:
    """The relations of posts told one after another."""
    ledger, found = Ledger(), []
    ledger.learn(posts)
    for one in posts:
        facts = ledger.read(one)
        for relation in (repeat, reconcile, differ, confirm):
            found.extend(relation.relate(one, facts, ledger))
        ledger.add(one, facts)
    return found


def texts(relations: list[Relation], type: str) -> list[list[str]]:
    return [[item.text for item in relation.items] for relation in relations if relation.type == type]


def found(check: object, *posts: PostText) -> list[Finding]:
    ledger = Ledger()
    ledger.learn(posts)
    for one in posts:
        ledger.add(one)
    run = check.check  # type: ignore[attr-defined]
    return [finding for one in posts for finding in run(one, ledger.facts(one.id), ledger)]


# Repeats and sums


def test_a_number_told_again_repeats() -> None:
    first = post("1000", "Storm", "The grid operator said 41,000 homes in Kerry were dark.")
    second = post("1100", "Dark", "Some 41,000 homes in Kerry are still dark.")
    assert texts(related(first, second), "repeats") == [["41,000 homes", "Some 41,000 homes"]]


def test_small_numbers_of_plain_things_do_not_repeat() -> None:
    first = post("1000", "Storm", "Two trees fell in Kerry.")
    second = post("1100", "Again", "Two trees fell in Kerry.")
    assert texts(related(first, second), "repeats") == []


def test_parts_of_one_paragraph_add_up_to_a_total_in_another_post() -> None:
    total = post("1000", "Fleet", "The US will send nearly 5,000 American troops to northern Europe.")
    parts = post(
        "1100", "Who", "About 2,000 US troops will go to Norway, 1,500 to Finland and another 1,400 to Estonia."
    )
    assert texts(related(total, parts), "reconciles") == [
        ["About 2,000 US troops", "1,500", "another 1,400", "nearly 5,000 American troops"]
    ]
    assert len(texts(related(parts, total), "reconciles")) == 1, "the total may be told after its parts"


def test_a_total_and_its_exact_parts_in_one_paragraph() -> None:
    one = post("1000", "Rescue", "They brought out 212 people: 180 passengers and 32 cooks.")
    assert texts(related(one), "reconciles") == [["180 passengers", "32 cooks", "212 people"]]
    assert (
        texts(
            related(post("1000", "Rescue", "They brought out 212 people: 180 passengers and 31 cooks.")), "reconciles"
        )
        == []
    )


def test_parts_of_one_thing_are_no_parts_of_another() -> None:
    one = post("1000", "A", "The storm cut off 5,000 homes.", "It felled 2,000 oaks in Kerry and 3,000 oaks in Cork.")
    assert texts(related(one), "reconciles") == []


def test_forces_of_two_countries_are_never_summed_or_compared() -> None:
    french = post("1000", "France", "France decided to send several hundred troops to Chad.")
    american = post("1100", "US", "The US will send around 4,000 American troops to Chad.")
    assert [one for one in related(french, american) if one.type in ("differs", "reconciles", "repeats")] == []


# Figures that differ

CONTRACT = "Orbita has spent $1.9 billion on the Selene programme, its report says."


def test_another_number_for_the_same_thing_differs() -> None:
    first = post("1000", "Cost", CONTRACT)
    second = post("1100", "Bill", "Orbita has spent $2.3 billion on the Selene programme.")
    assert texts(related(first, second), "differs") == [["$1.9 billion", "$2.3 billion"]]
    (finding,) = found(figure_differs, first, second)
    assert (finding.post, finding.text, finding.rule) == ("1100", "$2.3 billion", "figure-differs")
    assert [span.text for span in finding.evidence] == ["$1.9 billion"]


@pytest.mark.parametrize(
    "second",
    [
        "Orbita has now spent $2.3 billion on the Selene programme.",
        "Orbita raised what it has spent on the Selene programme to $2.3 billion.",
        "Orbita has spent another $2.3 billion on the Selene programme.",
        "Orbita has spent more than $1.5 billion on the Selene programme.",
        "Orbita had spent $0.3 billion on the Selene programme in 2019.",
        "Orbita has spent $2.3 billion on other things.",
        "Orbita has spent several billion dollars on the Selene programme.",
        "The Selene programme has cost Orbita $1.9 billion, and $2.3 billion with interest.",
    ],
)
def test_news_bounds_other_years_and_other_things_do_not_differ(second: str) -> None:
    assert texts(related(post("1000", "Cost", CONTRACT), post("1100", "Bill", second)), "differs") == []


def test_a_toll_differs_only_where_it_shrinks() -> None:
    seven = "Police said seven people were killed in the harbour of Bantry."
    nine = "Police said nine people were killed in the harbour of Bantry."
    assert texts(related(post("1000", "A", seven), post("1100", "B", nine)), "differs") == []
    assert len(texts(related(post("1000", "A", nine), post("1100", "B", seven)), "differs")) == 1


@pytest.mark.parametrize(
    "first, second",
    [
        (
            "At Alcorim the dam lets 740 cubic metres through.",
            "The dam at Alcorim lets 400 cubic metres through.",
        ),
        ("The cut leaves 3,900 households in Pontelva dark.", "The cut leaves 2,050 households in Pontelva dark."),
        ("By noon 180 people were in the hall at Ribas.", "In the hall at Ribas 153 people will sleep."),
    ],
)
def test_what_goes_up_and_down_by_itself_does_not_differ(first: str, second: str) -> None:
    assert texts(related(post("1000", "A", first), post("1100", "B", second)), "differs") == []


def test_an_edited_post_says_what_it_says_when_it_was_edited() -> None:
    nine = "Police said nine people were killed in the harbour of Bantry."
    seven = "Police said seven people were killed in the harbour of Bantry."
    edited = replace(post("1000", "What we know", nine), changed="2024-03-05T12:00:00.000Z")
    assert texts(related(edited, post("1100", "B", seven)), "differs") == [], "the nine of noon came after the seven"
    claim = post("1000", "A", "A source close to the club said a deal worth about £40m for Ivo Marek was near.")
    known = replace(post("0900", "What we know", DEAL), changed="2024-03-05T10:30:00.000Z")
    (confirmed,) = [one for one in related(claim, known) if one.type == "confirms"]
    assert "30 minutes later" in confirmed.why


def test_other_places_are_other_figures() -> None:
    first = post("1000", "A", "The union counted 9,000 marchers on the streets of Lyon on strike day.")
    second = post("1100", "B", "The union counted 4,000 marchers on the streets of Nantes on strike day.")
    assert texts(related(first, second), "differs") == []


# Confirmation


def test_an_unnamed_source_is_confirmed_with_the_minutes_between() -> None:
    claim = post("1000", "A", "A source close to the club said a deal worth about £40m for Ivo Marek was near.")
    later = post("1130", "B", DEAL)
    (confirmed,) = [one for one in related(claim, later) if one.type == "confirms"]
    assert [item.text for item in confirmed.items] == ["about £40m", "£41m"]
    assert "90 minutes later" in confirmed.why


def test_the_same_source_and_another_number_confirm_nothing() -> None:
    claim = post("1000", "A", "A source close to the club said a deal worth about £40m for Ivo Marek was near.")
    again = post("1130", "B", "The source said a deal worth £41m for Ivo Marek was near.")
    other = post("1200", "C", "Northgate said they had signed Ivo Marek in a deal worth £75m.")
    assert [one for one in related(claim, again, other) if one.type == "confirms"] == []


def test_a_claim_is_not_confirmed_by_what_came_before_it() -> None:
    official = post("0900", "A", "The ministry said 1,200 guards would leave for Norway.")
    claim = post("1000", "B", "A source close to the ministry said 1,200 guards would leave for Norway.")
    assert [one for one in related(official, claim) if one.type == "confirms"] == []
    assert [one for one in related(claim, official) if one.type == "confirms"] == [], "told late, but said before"


def test_a_reaction_to_another_countrys_deed_confirms_nothing() -> None:
    plan = post("1000", "A", "The US will send extra troops to northern Norway this week.")
    reaction = post(
        "1100", "B", "The alliance welcomed France's decision to deploy additional forces to northern Norway."
    )
    assert [one for one in related(plan, reaction) if one.type == "confirms"] == []


def test_a_reaction_bears_out_what_was_announced() -> None:
    plan = post("1000", "A", "The US will send extra troops to northern Europe this week.")
    reaction = post(
        "1100", "B", "The alliance welcomed the US decision to deploy additional forces to northern Europe."
    )
    (confirmed,) = [one for one in related(plan, reaction) if one.type == "confirms"]
    assert confirmed.items[0].post == "1000"
    assert confirmed.items[1].text.startswith("welcomed the US decision")


# Checks


def test_the_dead_need_somebody_who_says_so() -> None:
    (finding,) = found(unsourced, post("1000", "Flood", "The river rose at noon. At least 14 people have been killed."))
    assert (finding.rule, finding.text) == ("unsourced", "At least 14 people")


@pytest.mark.parametrize(
    "text",
    [
        "At least 14 people have been killed, police said.",
        "According to the mayor, the river rose. At least 14 people have been killed.",
        "At least 14 people have reportedly been killed.",
        "In 1953 the flood killed 1,800 people.",
        "He is accused of killing three people.",
        "At least 14 people came.",
        "Japanese ships have killed 140 whales.",
        "Smoking kills as many as 3,000 people a year.",
        "Over three years the crossing has killed 14 people.",
        "A minute's silence was held for the five people killed on 14 February 2024.",
    ],
)
def test_a_source_a_hedge_or_history_is_enough(text: str) -> None:
    assert found(unsourced, post("1000", "Flood", text)) == []


def test_a_toll_that_another_post_sources_is_sourced() -> None:
    first = post("1000", "Flood", "Police said 14 people were killed in Bantry.")
    second = post("1100", "Flood", "The toll in Bantry: 14 people were killed in Bantry.")
    assert found(unsourced, first, second) == []


def test_a_time_that_names_no_time_is_vague_except_in_a_quote() -> None:
    (finding,) = found(vague_time, post("1000", "A", "The bridge was recently closed."))
    assert (finding.rule, finding.text, finding.tier) == ("vague-time", "recently", "info")
    assert found(vague_time, post("1000", "A", "“The bridge was recently closed,” said Ada Berg, the mayor.")) == []
    assert found(vague_time, post("1000", "A", "The bridge closed on Monday.")) == []


def test_relations_are_the_same_for_the_same_posts() -> None:
    posts = [post(f"{10 + i}00", "A", f"Police said {100 + i % 3} people were killed in Bantry.") for i in range(8)]
    assert related(*posts) == related(*posts)
