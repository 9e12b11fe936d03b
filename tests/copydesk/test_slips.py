"""Slips of the hand: words doubled, misspelt, lost; and all that only looks like one."""

from __future__ import annotations

import pytest

from tests.copydesk.blogs import blog, findings, texts


@pytest.mark.parametrize(
    "text, slip, fix",
    [
        ("Crews evacauted the village before dawn.", "evacauted", "evacuated"),
        ("The bridge was closed accroding to police.", "accroding", "according"),
        ("Goverment buildings were shut.", "Goverment", "Government"),
        ("Nobody beleived the forecast.", "beleived", "believed"),
        ("It was passsed by a narrow vote.", "passsed", "passed"),
        ("She asked teh crowd to wait.", "teh", "the"),
        ("They will seperate the two groups.", "seperate", "separate"),
        ("The managing and manageing directors left.", "manageing", "managing"),
        ("Crews said the the dam was pooorly built.", "pooorly", "poorly"),
        ("Thier boats are moored at the quay.", "Thier", "Their"),
    ],
)
def test_a_misspelt_word(text: str, slip: str, fix: str) -> None:
    (found,) = findings(blog(text), "typo")
    assert (found.text, found.fix, found.tier) == (slip, fix, "error")


@pytest.mark.parametrize(
    "text",
    [
        "The colour of the harbor, organised and organized, was grey and gray.",
        "Flights were rerouted and rebookings took hours; the coparent of a onetime champion waited.",
        "The gilets jaunes met near the oblast border.",
        "Write to desk@exmaple.org or see www.exmaple.org, said @theofical on #brekaing.",
        "The favela, said residents. The favela is flooded.",
        "Okonjo and Treveylan met in Lisbno.",
        "The co-ordintor of pre-seasn talks spoke.",
        "It weighed 40kgs and ran at 30kph, a half-tonne lorry.",
        "The deepfake was livestreamed by a chatbot in a selfie.",
        "The fans were singin and cookin' burgers, cryin\u2019 and laughin.",
        "She worked pro bono, ordered frites and wore a petite scandale of a hat.",
        "Dr. Skadden left. Devos stayed. Mattei sang, and Diggs and Sayles were late.",
        "Le ministre spoke of an avant garde blesse and a membre of the house.",
        "Children snuggly in stagey pyjamas met kibbitzers and bohos.",
    ],
)
def test_what_is_no_misspelt_word(text: str) -> None:
    assert not texts(blog(text), "typo")


def test_a_slip_that_may_be_none_is_asked_about() -> None:
    (found,) = findings(blog("It was a ubiquituous sight."), "typo")
    assert (found.fix, found.tier) == ("ubiquitous", "ask")


def test_a_letter_lost_in_front_is_told_by_the_blog() -> None:
    assert not texts(blog("The roops left."), "typo")
    (found,) = findings(blog("More troops are on their way.", "The roops left."), "typo")
    assert (found.fix, found.tier) == ("troops", "error")


def test_the_blog_is_evidence_for_a_word() -> None:
    posts = blog("Crosswinds kept crews away.", "The crossiwnds have eased.")
    (found,) = findings(posts, "typo")
    assert found.fix == "crosswinds"
    (shown,) = findings(blog("The harbour is open.", "The habrour is shut."), "typo")
    assert [e.text for e in shown.evidence] == ["harbour"] and shown.evidence[0].post == "p0"


@pytest.mark.parametrize(
    "text, found",
    [
        ("Trains run from from Monday.", "from from"),
        ("It it is a start.", "It it"),
        ("He says says the club.", "says says"),
        ("The the end.", "The the"),
    ],
)
def test_a_doubled_word(text: str, found: str) -> None:
    assert texts(blog(text), "doubled-word") == [found]


@pytest.mark.parametrize(
    "text",
    [
        "He knew that that was it, and he had had enough.",
        "She gave her her phone, a very very old one.",
        "Duran Duran played in Baden Baden.",
        "The boda boda drivers and the tuk tuk drivers met.",
        "What it was, was clear. Again and again.",
        "It's its own fault; that's that.",
        "There were 12 12 times.",
        "They went in. In the end they left.",
        "Santa said ho ho ho. Bling bling is out.",
    ],
)
def test_what_is_no_doubled_word(text: str) -> None:
    assert not texts(blog(text), "doubled-word")


def test_doubled_words_of_other_languages() -> None:
    assert texts(blog("Sie kamen und und blieben.", language="de"), "doubled-word") == ["und und"]
    assert not texts(blog("Die, die die Wahl haben, sehen das das erste Mal.", language="de"), "doubled-word")
    assert texts(blog("Elle est dans dans la gare.", language="fr"), "doubled-word") == ["dans dans"]
    assert not texts(blog("Nous nous voyons si vous vous levez.", language="fr"), "doubled-word")
    assert not texts(blog("Han er er her.", language="da"), "doubled-word")


TOLD = (
    "Mayor Lena Brandvold spoke at noon. Brandvold asked people to stay away.",
    "Brandvold said that the shelter at Listowel was full.",
    "A second shelter will open in Listowel, Brandvold said. Listowel has 4,000 people.",
)


@pytest.mark.parametrize(
    "text, slip, fix",
    [
        ("Brandvlod will speak again.", "Brandvlod", "Brandvold"),
        ("Lena Brandvolt will speak again.", "Brandvolt", "Brandvold"),
        ("The shelter in Listowell is full.", "Listowell", "Listowel"),
    ],
)
def test_a_name_spelt_otherwise(text: str, slip: str, fix: str) -> None:
    (found,) = findings(blog(*TOLD, text), "name-variant")
    assert (found.text, found.fix, found.tier) == (slip, fix, "error")
    assert found.evidence and found.evidence[0].text == fix


def test_one_use_against_one_is_asked_about_at_the_later_post() -> None:
    (found,) = findings(blog(*TOLD, "Lenna Brandvold will speak again."), "name-variant")
    assert (found.text, found.fix, found.tier) == ("Lenna", "Lena", "ask")


def test_the_first_post_is_held_against_the_later_ones() -> None:
    (found,) = findings(blog("Brandvlod will speak.", *TOLD), "name-variant")
    assert (found.post, found.text) == ("p0", "Brandvlod")


@pytest.mark.parametrize(
    "text",
    [
        "Piet Brandvolt, a plumber, was there.",
        "The Brandvolds left.",
        "Anna Listowela sang.",
        "LISTOWELL",
        "The Irish and the Polish came from Sweden, Swedes and all.",
    ],
)
def test_another_name(text: str) -> None:
    assert not texts(blog(*TOLD, text), "name-variant")


def test_names_twice_in_two_ways_are_two_names() -> None:
    assert not texts(blog(*TOLD, "Brandvolt said no.", "Brandvolt said yes.", "Brandvolt left."), "name-variant")


def test_a_lost_word() -> None:
    told = ("They spoke of a trip to Sweden.", "The trip to Sweden is on.", "He raised the idea of a trip Sweden.")
    (found,) = findings(blog(*told), "missing-word")
    assert (found.text, found.fix, found.tier) == ("trip Sweden", "trip to Sweden", "info")
    assert texts(blog("The airport closed one its runways."), "missing-word") == ["one its"]
    fine = ("All the doors and both the windows are shut.", "Instead, the crews left. One, its owner said, sank.")
    assert not texts(blog(*fine), "missing-word")
