"""Marks, labels, styles: what is typed between and around the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.copydesk.settings import HouseWord, Settings
from tests.copydesk.blogs import blog, findings, texts


@pytest.mark.parametrize(
    "text, quoted, fix",
    [
        ('It “came down", she said.', '“came down"', "“came down”"),
        ('"We are safe,” she said.', '"We are safe,”', "“We are safe,”"),
        ("It was ‘a certainty” by then.", "‘a certainty”", "‘a certainty’"),
        ('"It is the rain, Zach said.', '"It is the rain, Zach said.', None),
        ("He wrote: “I will not come. No more.", "“I will not come. No more.", None),
        ("We are safe,” she said.", "”", None),
        ("‘Brighter days are ahead, he said.", "‘Brighter days are ahead, he said.", None),
        ('Sie sagte: „Ja", und ging.', '„Ja"', "„Ja“"),
    ],
)
def test_marks_that_do_not_match(text: str, quoted: str, fix: str | None) -> None:
    (found,) = findings(blog(text), "mismatched-quotes")
    assert (found.text, found.fix, found.tier) == (quoted, fix, "error")


@pytest.mark.parametrize(
    "text",
    [
        'He said "no" and then “yes”, “quite ‘sure’,” he said, and (“so”).',
        "The miners’ strike of the ’90s wasn't the workers' fault, and 'twas rock ’n’ roll.",
        "Er sagte: „Ja“, und »Nein«. Elle a dit : « Oui », puis «\u00a0non\u00a0».",
        'A 5" pipe and the 6\'2" striker.',
        "“I was there.\n“I saw it all.”",
        "The statement: “We regret this.\nWe will pay for it.\nNobody was hurt.”",
        "‘I don’t know,’ she said. ‘We’ll see.’",
    ],
)
def test_marks_that_match(text: str) -> None:
    assert not texts(blog(text), "mismatched-quotes")


def test_a_headline_has_marks_too() -> None:
    assert texts(blog("She spoke.", headlines=["Mayor: 'We are ready"]), "mismatched-quotes") == ["'We are ready"]
    assert not texts(blog("She spoke.", headlines=["Mayor: 'We are ready'"]), "mismatched-quotes")


def test_an_announcement_of_nothing() -> None:
    assert texts(blog("It burns. Our correspondent has more:"), "dangling") == ["Our correspondent has more:"]
    (post,) = blog("It burns. Our correspondent has more:")
    assert not findings([replace(post, embeds=1)], "dangling")
    assert not texts(blog("She said:\n“Go.”", "At 10:30 it ended."), "dangling")
    (asked,) = findings(blog("It burns.\nSee the map below."), "dangling")
    assert asked.tier == "ask"
    assert not texts(blog("See the map below.", labels=["10:00 GMT"]), "dangling"), "a transcript has lost its maps"


HOUSE = [f"{hour:02d}:05 Paris time (GMT+1)" for hour in range(8, 18)]


@pytest.mark.parametrize(
    "odd, fix",
    [
        ("18:05 Paris (GMT+1)", "18:05 Paris time (GMT+1)"),
        ("18.05 Paris time (GMT+1)", "18:05 Paris time (GMT+1)"),
        ("18:05 Paris time (GMT +1)", "18:05 Paris time (GMT+1)"),
        ("18:05", "18:05 Paris time (GMT+1)"),
        ("6:05 p.m. Paris time (GMT+1)", None),
        ("7:05 Paris time (GMT+1)", "07:05 Paris time (GMT+1)"),
    ],
)
def test_a_label_unlike_the_others(odd: str, fix: str | None) -> None:
    labels = [*HOUSE, odd]
    (found,) = findings(blog(*["It burns."] * len(labels), labels=labels), "label")
    assert (found.text, found.fix, found.tier) == (odd, fix, "error")
    assert found.evidence[0].text in HOUSE


@pytest.mark.parametrize(
    "labels",
    [
        HOUSE,
        [*HOUSE[:2], "18:05"],
        [*HOUSE, *(f"{hour}:05 CET" for hour in range(18, 24))],
        [*HOUSE, "Tuesday 5 May, 00:05 Paris time (GMT+1)"],
        [f"{hour}:05 am ET" for hour in range(1, 12)],
        [f"{hour}.05 GMT" for hour in range(9, 18)] + ["18.05 BST"],
        [*(f"{hour}:05" for hour in range(1, 9)), "10:05", "11:05"],
    ],
)
def test_labels_that_are_alike(labels: list[str]) -> None:
    assert not texts(blog(*["It burns."] * len(labels), labels=labels), "label")


def test_two_styles_in_one_post() -> None:
    (found,) = findings(blog("The US left. The US came back. The U.S. envoy stayed."), "mixed-style")
    assert (found.text, found.fix, found.tier) == ("U.S.", "US", "ask")
    assert not texts(blog("The U.S. left.", "The US came back. He told us. USS Moor sailed."), "mixed-style")


def test_one_curly_apostrophe_among_straight_ones() -> None:
    straight = "It's the town's harbour and the crew's ship, isn't it? " * 3
    (found,) = findings(blog(straight, "It’s the port. It's the town."), "mixed-style")
    assert (found.text, found.fix, found.tier) == ("’", "'", "info")
    assert not texts(blog(straight, "It’s the port’s own. It's the town."), "mixed-style")


def test_the_houses_own_words() -> None:
    words = Settings(house=(HouseWord("El Pais", "El País"), HouseWord("Kiev", "Kyiv", "By the style book.")))
    posts = blog("El Pais wrote from Kiev.", "Kievan art in the El Paisano.")
    found = findings(posts, "house-list", words)
    assert [(f.text, f.fix, f.why) for f in found] == [
        ("El Pais", "El País", "The house writes “El País”."),
        ("Kiev", "Kyiv", "By the style book."),
    ]


def test_a_near_duplicate_is_told_at_the_later_post() -> None:
    first = "The ministry has sent four pumps to Sankt Veit, where they will be lowered into the shaft this evening."
    again = first.replace("this evening", "tonight")
    (found,) = findings(blog(first, "Rain goes on in the valley.", again), "near-duplicate")
    assert (found.post, found.tier, found.evidence[0].post) == ("p2", "ask", "p0")
    other = "The ministry has sent four pumps to Sankt Veit, its spokesman said, and the rain has begun to ease there."
    assert not findings(blog(first, other), "near-duplicate")
