"""Headlines against their posts, and quotes against earlier ones."""

from __future__ import annotations

import pytest

from dateline.copydesk.checks import headline_claim, headline_quote
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import PostText
from dateline.copydesk.relations import same_quote
from tests.copydesk.reading import post

BACKGROUND = post(
    "Russian President Pavel Orlov spoke to German Chancellor Olaf Brandt. The Coast Union, led by Ana Ruiz, objected.",
    post_id="0",
)


def ledger_of(*posts: PostText) -> Ledger:
    ledger = Ledger()
    for each in posts:
        ledger.add(each)
    return ledger


def claims(headline: str, body: str) -> list[str]:
    draft = post(body, headline)
    ledger = ledger_of(BACKGROUND, draft)
    return [found.text for found in headline_claim.check(draft, ledger.read(draft), ledger)]


def unquoted(headline: str, body: str) -> list[str]:
    draft = post(body, headline)
    ledger = ledger_of(BACKGROUND, draft)
    return [found.text for found in headline_quote.check(draft, ledger.read(draft), ledger)]


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Brandt to meet Orlov in Moscow", "Olaf Brandt will travel to Moscow for talks.", ["Orlov"]),
        ("Brandt calls Orlov", "Olaf Brandt has spoken to the Russian president on the phone.", []),
        ("Brandt calls Orlov", "Brandt has spoken to the Russian leader.", []),
        ("Orlov speaks", "He spoke for an hour.", []),
        ("Orlov speaks", "Pavel Orlvo spoke for an hour.", []),
        ("Coast Union walks out", "Two hundred dockers left at noon, Olaf Brandt said.", ["Coast Union"]),
        ("Coast Union walks out", "The union called two hundred dockers out.", []),
        ("Fire in Paris", "The Gare du Nord has been closed.", []),
        ("Move off after Kearney row", "Olaf Brandt’s move has collapsed.", ["Kearney"]),
        ("Strong wind closes bridge", "Gusts closed it at noon.", []),
    ],
)
def test_a_headline_names_whom_the_post_names(headline: str, body: str, expected: list[str]) -> None:
    assert claims(headline, body) == expected


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Brandt: rivals ‘a disgrace’", "“They are a disgrace,” Olaf Brandt said.", []),
        ("Brandt: rivals ‘as a disgrace’", "“They are just a disgrace,” Olaf Brandt said.", ["as a disgrace"]),
        ("‘Too little, too late’", "“Too little, and they came too late,” Olaf Brandt said.", []),
        ("Brandt: ‘we will rebuild’", "Olaf Brandt walked through the ruins.", ["we will rebuild"]),
        ("What is ‘The Yellow Girl’ worth?", "The painting is insured for a million.", []),
        ("‘Cobra’ meets", "The Cobra committee met at noon.", []),
        ("‘Bring them home’", "", ["Bring them home"]),
    ],
)
def test_a_headlines_quote_stands_in_the_post(headline: str, body: str, expected: list[str]) -> None:
    assert unquoted(headline, body) == expected


EARLIER = post(
    "“I was asked to sign a paper I had not read,” Guido Marsh said.", post_id="1", at="2022-01-01T10:00:00.000Z"
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "“I was asked to sign a paper I had not seen,” Guido Marsh said.",
            "Guido Marsh is quoted with other words there.",
        ),
        (
            "“I was asked to sign a paper I had not read,” Jo Lamb said.",
            "The same words are given to Jo Lamb here and to Guido Marsh there.",
        ),
        ("“I was asked to sign a paper ... I had not read,” Guido Marsh said.", None),
        ("“I was asked to sign a paper,” Guido Marsh said.", None),
        ("“I will never sign a paper like this one,” Guido Marsh said.", None),
    ],
)
def test_the_same_quote_with_other_words_or_in_another_mouth(text: str, why: str | None) -> None:
    ledger = ledger_of(EARLIER)
    draft = post(text, post_id="2", at="2022-01-01T11:00:00.000Z")
    found = list(same_quote.relate(draft, ledger.read(draft), ledger))
    assert [relation.why for relation in found] == ([why] if why else [])
