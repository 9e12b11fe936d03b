"""The agenda: what is planned, possible or conditional, and when; not what is over."""

from __future__ import annotations

import pytest

from dateline.copydesk.agenda import extract, merge
from dateline.copydesk.model import Plan
from dateline.copydesk.times import extract as times
from tests.copydesk.telling import post


def told(*paragraphs: str, headline: str = "", language: str = "en") -> tuple[Plan, ...]:
    one = post("1430", headline, *paragraphs, language=language)
    return extract(one, times(one))


@pytest.mark.parametrize(
    ("text", "when", "status"),
    [
        ("The minister will travel to Oslo on Thursday.", "2024-03-07", "planned"),
        ("The captain is due to appear before a judge tomorrow.", "2024-03-06", "planned"),
        ("The visit has been scheduled for March 21.", "2024-03-21", "planned"),
        ("The new assembly meets on April 9.", "2024-04-09", "planned"),
        ("The mayor may visit the town.", None, "possible"),
        ("The ministry is not ruling out further flights.", None, "possible"),
        ("They will be deployed if the river rises.", None, "conditional"),
        ("The senator has asked Lena Haskett to testify on Thursday.", "2024-03-07", "possible"),
        ("The bridge is scheduled to carry trams again.", None, "planned"),
        ("He spoke of upcoming talks with the unions.", None, "planned"),
    ],
)
def test_plans_have_a_time_and_a_status(text: str, when: str | None, status: str) -> None:
    (plan,) = told(text)
    assert (plan.when, plan.status, plan.posts) == (when, status, ("1430",))


@pytest.mark.parametrize(
    "text",
    [
        "The minister travelled to Oslo on Thursday.",
        "Justice will always matter.",
        "The talks had been due to open on Monday.",
        "May is a cold month.",
        "The mayor asked people to stay calm.",
        "It was closed due to the storm.",
    ],
)
def test_what_is_over_or_no_event_is_no_plan(text: str) -> None:
    assert told(text) == ()


def test_what_happens_when_something_is_due_has_its_time() -> None:
    first, second = told("The inquiry resumes tomorrow, when the director is due to give evidence.")
    assert (first.when, second.when) == ("2024-03-06", "2024-03-06")


def test_the_clause_is_cut_out_and_a_pronoun_keeps_its_sentence() -> None:
    assert told("Police said the bridge will reopen on Friday, but gave no hour.")[0].what == (
        "the bridge will reopen on Friday"
    )
    assert told("Ada Berg said she will resign and leave on Friday.")[0].what.startswith("Ada Berg")


def test_a_headline_may_leave_out_the_verb() -> None:
    assert [plan.what for plan in told("Nothing else.", headline="Berg to publish results")] == [
        "Berg to publish results"
    ]


def test_the_same_plan_told_twice_is_one_with_both_posts() -> None:
    first = Plan(None, "The minister will travel to Oslo", "planned", ("1",))
    again = Plan("2024-03-07", "The minister will travel to Oslo on Thursday", "planned", ("2",))
    other = Plan("2024-03-09", "The minister will travel to Oslo on Saturday", "planned", ("3",))
    assert merge([first, again, other]) == (
        Plan("2024-03-07", "The minister will travel to Oslo", "planned", ("1", "2")),
        other,
    )


def test_other_languages_abstain() -> None:
    assert told("Er will am Montag reisen.", language="de") == ()
