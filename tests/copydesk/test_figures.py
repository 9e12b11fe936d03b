"""Figures: value, unit, whose, from where to where, on whose word; and the numbers that count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.copydesk.figures import extract, subject
from dateline.copydesk.model import Figure, Line, PostText
from dateline.copydesk.names import Names
from tests.copydesk.telling import post


def told(*paragraphs: str, headline: str = "", language: str = "en") -> tuple[Figure, ...]:
    one = post("1430", headline, *paragraphs, language=language)
    names = Names()
    names.learn(one)
    return extract(one, names)


def only(text: str) -> Figure:
    (figure,) = told(text)
    return figure


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("The army sent 2,400 troops.", 2400, 2400, "troops"),
        ("The army sent nearly 5,000 troops.", 4500, 5000, "troops"),
        ("About 1,000 soldiers left.", 900, 1100, "soldiers"),
        ("It took in more than 17,000 refugees.", 17000, 17999, "refugees"),
        ("There were several hundred tents.", 200, 999, "tents"),
        ("There were several thousand tents.", 2000, 9999, "tents"),
        ("Hundreds of thousands of people fled.", 200000, 999999, "people"),
        ("Dozens of shops burned.", 24, 99, "shops"),
        ("Up to 500 guests came.", 0, 500, "guests"),
        ("Between 20 and 30 boats sank.", 20, 30, "boats"),
        ("It cost $2.5bn.", 2.5e9, 2.5e9, "dollars"),
        ("It cost £1.2 million.", 1.2e6, 1.2e6, "pounds"),
        ("Turnout was 71.4%.", 71.4, 71.4, "per cent"),
        ("Turnout was 60 per cent.", 60, 60, "per cent"),
        ("Gusts of 141 km/h were measured.", 141, 141, "km/h"),
        ("Gusts of 141km/h were measured.", 141, 141, "km/h"),
        ("It was 17C at noon.", 17, 17, "degrees"),
        ("It wrote to 12 MPs.", 12, 12, "mps"),
        ("It burned 12,400 acres.", 12400, 12400, "acres"),
        ("Twenty-five firefighters came.", 25, 25, "firefighters"),
        ("Two hundred and fifty homes burned.", 250, 250, "homes"),
        ("Half a million homes are dark.", 5e5, 5e5, "homes"),
        ("A dozen schools shut.", 12, 12, "schools"),
        ("Around 40 police officers came.", 36, 44, "police officers"),
        ("At least 14 people have been injured.", 14, 14.9, "people injured"),
        ("The blast left 12 dead.", 12, 12, "people killed"),
        ("The storm killed 30 sailors.", 30, 30, "sailors killed"),
        ("The death toll has risen to seven.", 7, 7, "people killed"),
        ("The number of infections stands at 63.", 63, 63, "infections"),
        ("Seven of the nine students got out.", 7, 7, "students"),
        ("It sent 400 passengres and 12 solddiers.", 400, 400, "passengres"),
        ("Some 8,000 firefightrs were called.", 7200, 8800, "firefighters"),
    ],
)
def test_values_and_units(text: str, low: float, high: float, unit: str) -> None:
    figure = told(text)[0]
    assert figure.low == pytest.approx(low)
    assert figure.high == pytest.approx(high)
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("text", "from_", "to"),
    [
        ("1,200 guards will move from Lublin to Rzeszow.", "Lublin", "Rzeszow"),
        ("1,200 guards will move from Fort Hale, North Carolina, to Poland.", "Fort Hale, North Carolina", "Poland"),
        ("1,200 guards from Fort Hale in North Carolina flew to Poland.", "Fort Hale, North Carolina", "Poland"),
        ("Some 900 guards based in Vilnius, Lithuania, will be sent to Norway.", "Vilnius, Lithuania", "Norway"),
        ("About 900 Norway-based guards left for home.", "Norway", None),
        ("Some 12,000 people marched in Nantes.", None, "Nantes"),
        ("In Nantes, some 12,000 people marched.", None, "Nantes"),
        ("Thousands of people in northern Sudan are hungry.", None, "northern Sudan"),
        ("The mayor read 40 letters to Angela Weber.", None, None),
        ("There were 40 trains in January.", None, None),
        ("According to Weber, 40 trains stood.", None, None),
    ],
)
def test_from_where_to_where(text: str, from_: str | None, to: str | None) -> None:
    figure = told(text)[0]
    assert (figure.from_, figure.to) == (from_, to)


def test_another_number_counts_what_the_one_before_counted() -> None:
    first, second = told("Some 2,100 French troops left Brest for Mali and another 450 left from Lyon to Chad.")
    assert (second.low, second.unit, second.actor, second.to) == (450, "troops", "France", "Chad")
    assert second.additive
    assert not first.additive
    assert first.group == second.group


def test_the_base_is_the_place_that_the_figure_before_left() -> None:
    _, second = told("2,100 US troops will fly from Fort Hale to Denmark and another 450 from the base to Spain.")
    assert (second.from_, second.to, second.actor) == ("Fort Hale", "Spain", "United States")


def test_forces_belong_to_the_country_that_sends_them() -> None:
    assert only("France's recent decision to send several hundred troops to Chad was cheered.").actor == "France"
    assert only("The nearly 5,000 American troops left.").actor == "United States"


@pytest.mark.parametrize(
    ("text", "source", "status"),
    [
        ("A source close to the talks said 400 troops would leave.", "A source close to the talks", "unnamed"),
        ("The defence ministry said 400 troops would leave.", "The defence ministry", "official"),
        ("Rebels claimed 400 troops fled.", "Rebels", "claimed"),
        ("According to police, 400 marchers came.", "police", "official"),
        ("400 marchers came, said Ada Berg.", "Ada Berg", "attributed"),
        ("400 marchers came.", None, None),
        ("The harbour master, Ada Berg, said 400 marchers came.", "The harbour master Ada Berg", "official"),
        ("Ada Berg, the mayor, said 400 marchers came.", "Ada Berg the mayor", "official"),
        ("The 400 marchers told to leave came back.", None, None),
        ("Mr. Berg said 400 marchers came.", "Mr. Berg", "attributed"),
    ],
)
def test_on_whose_word(text: str, source: str | None, status: str | None) -> None:
    figure = only(text)
    assert (figure.source, figure.status) == (source, status)


def test_a_sentence_without_a_source_goes_on_with_the_one_before_but_not_past_the_paragraph() -> None:
    _, second, third = told("The ministry said 400 men left. A further 90 men stayed.", "Some 70 men came back.")
    assert second.source == "The ministry"
    assert third.source is None


def test_a_source_is_not_believed_to_speak_for_ever() -> None:
    row = "The ministry said 400 men left. Then 90 boats came. Some 70 cars stood. In all 60 tents burned."
    assert [figure.source for figure in told(row)] == ["The ministry", "The ministry", "The ministry", None]


def test_the_first_of_two_counts_what_the_second_does() -> None:
    _, before, after = told("All four gates were open and the flow was cut from 740 to 620 cubic metres a second.")
    assert (before.low, before.unit, after.unit) == (740, "cubic metres", "cubic metres")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Two missing skiers were found.", "skiers missing"),
        ("The dead are two Germans and a guide.", "germans"),
        ("They have 22 patients upstairs.", "patients"),
    ],
)
def test_the_noun_is_the_one_that_is_counted(text: str, unit: str) -> None:
    assert only(text).unit == unit


def test_initials_are_a_place_only_where_they_are_a_countrys() -> None:
    assert only("They sent 400 letters to NATO.").to is None
    assert only("They sent 400 troops to the UK.").to == "UK"


@pytest.mark.parametrize(
    "text",
    [
        "The disease strikes 1 in 10 Irish women.",
        "The 14th Lancers left.",
        "Channel 9's editor has more.",
        "They met on April 9 in Oslo.",
        "It was signed in 2015.",
        "The train leaves at 14:05.",
        "It opens at 5 p.m. today.",
        "The 5 p.m. trains stood.",
        "The 12 May flights were full.",
        "Flight 370 vanished over page 12.",
        "A 34-year-old man left.",
        "Leeds won 2-1 at home.",
        "The Boeing 737 landed.",
        "About one in 10 dies.",
        "The first and the second went.",
        "Call 020 7946 now.",
        "It happened three days ago.",
        "One of the boats sank.",
        "A man of 76 has died.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert told(text) == ()


def test_a_figure_said_to_be_beside_others_is_marked_so() -> None:
    assert only("They come in addition to the 4,200 troops at sea.").additive
    assert told("It has 42 seats, up from 40.")[1].additive


def test_words_for_the_same_thing_are_one_subject() -> None:
    assert subject("service members") == subject("soldiers") == subject("troops")
    assert subject("fatalities") == subject("people killed")
    assert subject("homes") != subject("people")


def test_other_languages_abstain() -> None:
    assert told("Es kamen 400 Soldaten nach Berlin.", language="de") == ()


_WORDS = (
    "12 1,700 $3bn two several hundred thousands of people troops killed from to in the Paris another % - , . May up"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=30).map(" ".join))
def test_any_order_of_words_gives_spans_that_are_its_words(text: str) -> None:
    found = extract(PostText("p", "", None, (Line(text, 7),)), Names())
    assert all(text[figure.start - 7 : figure.end - 7] == figure.text for figure in found)
    assert all(0 <= figure.low <= figure.high for figure in found)
    assert found == extract(PostText("p", "", None, (Line(text, 7),)), Names())
