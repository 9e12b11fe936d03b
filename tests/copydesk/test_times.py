"""Times: the right day, week or year, on the side that the verb says; and what is no time at all."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.copydesk.model import Line, PostText, Time
from dateline.copydesk.times import extract

TUESDAY = "2024-03-05T14:30:00.000Z"


def told(text: str, at: str = TUESDAY, zone: str = "UTC", language: str = "en") -> tuple[Time, ...]:
    return extract(PostText("p", at, None, (Line(text, 0),), zone=zone, language=language))


def values(text: str, at: str = TUESDAY, zone: str = "UTC") -> list[str | None]:
    return [time.value for time in told(text, at, zone)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ferry sank on Monday.", "2024-03-04"),
        ("The ferry sank on Friday.", "2024-03-01"),
        ("The inquiry will open on Friday.", "2024-03-08"),
        ("The minister on Sunday rejected the claim.", "2024-03-03"),
        ("On Thursday, the council is to vote on the plan.", "2024-03-07"),
        ("Talks scheduled for Saturday were called off.", "2024-03-09"),
        ("Polls open at dawn on Thursday.", "2024-03-07"),
        ("The trial begins Monday in Leeds.", "2024-03-11"),
        ("The bank failed to open on Thursday.", "2024-02-29"),
        ("Members agreed to meet again on Wednesday.", "2024-03-06"),
        ("A spokesman declined to comment Wednesday.", "2024-02-28"),
        ("The vote is Sunday.", "2024-03-10"),
        ("The museum will stay closed on Friday.", "2024-03-08"),
        ("The talks had been due to end on Monday.", "2024-03-04"),
        ("The mayor could not be reached on Saturday.", "2024-03-02"),
        ("It could be announced as early as Monday.", "2024-03-11"),
        ("The strike will last until Friday.", "2024-03-08"),
        ("Schools were shut until Friday.", "2024-03-08"),
        ("The court said Friday's hearing would go ahead.", "2024-03-08"),
        ("After Sunday's attack, the army withdrew.", "2024-03-03"),
        ("Friday marks the anniversary of the fire.", "2024-03-08"),
        ("She told the court on Tuesday.", "2024-03-05"),
        ("Last Tuesday's meeting was short.", "2024-02-27"),
        ("He spoke of next Thursday and left.", "2024-03-14"),
        ("Monday, March 11, will be a holiday.", "2024-03-11"),
    ],
)
def test_a_weekday_lies_on_the_side_that_its_verb_says(text: str, value: str) -> None:
    assert values(text) == [value]


def test_each_weekday_goes_with_its_own_verb() -> None:
    assert values("The firm said Monday that it will meet creditors on Thursday.") == ["2024-03-04", "2024-03-07"]
    assert values("The fire began Friday, they said, and may burn until Sunday.") == ["2024-03-01", "2024-03-10"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The contract expires Dec. 31.", "2024-12-31"),
        ("Profit for the quarter ended Dec. 31 rose.", "2023-12-31"),
        ("The next meeting is planned for 21 March.", "2024-03-21"),
        ("He was born on 7 May 1945.", "1945-05-07"),
        ("The fair runs from April 5-9.", "2024-04-05/2024-04-09"),
        ("A first attempt failed in September last year.", "2023-09"),
        ("The dam was built in March 1938.", "1938-03"),
        ("It opened in 2015.", "2015"),
        ("They have fought since 2014.", "2014/.."),
        ("They have been out since Friday.", "2024-03-01/.."),
        ("Sales grew from 2011 to 2020.", "2011/2020"),
        ("The 2019 election was close.", "2019"),
        ("It was filed on 2023-11-02.", "2023-11-02"),
        ("It was filed on 12/25/2023.", "2023-12-25"),
        ("He left yesterday evening.", "2024-03-04"),
        ("It opens the day after tomorrow.", "2024-03-07"),
        ("They met last week.", "2024-W09"),
        ("They meet next month.", "2024-04"),
        ("The army moved earlier in the week.", "2024-03-04/2024-03-04"),
        ("The report comes later this week.", "2024-03-06/2024-03-10"),
        ("It rained at the weekend.", "2024-03-02/2024-03-03"),
        ("The ferry sank three days ago.", "2024-03-02"),
        ("He will call in the coming hours.", "2024-03-05T14:30+00:00/PT24H"),
        ("Troops will arrive in the coming days.", "2024-03-05/.."),
        ("It rained for the past 24 hours.", "PT24H/2024-03-05T14:30+00:00"),
        ("The law takes effect within 48 hours.", "2024-03-05T14:30+00:00/PT48H"),
        ("The call comes a day after she flew to Oslo.", "2024-03-04"),
        ("The visit comes two days before the summit.", "2024-03-07"),
    ],
)
def test_dates_weeks_and_stretches(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Voting ends at 20:00 GMT.", "2024-03-05T20:00+00:00"),
        ("Voting ends at 3 p.m. ET.", "2024-03-05T15:00-05:00"),
        ("The curfew began at 9.15am.", "2024-03-05T09:15+00:00"),
        ("Residents must leave by 6 a.m., police said.", "2024-03-06T06:00+00:00"),
    ],
)
def test_clock_times_stand_on_a_day_and_in_a_zone(text: str, value: str) -> None:
    assert values(text) == [value]


def test_a_clock_time_takes_the_day_beside_it() -> None:
    assert values("Polls open at 7 a.m. on Thursday.") == ["2024-03-07T07:00+00:00", "2024-03-07"]
    assert "2024-03-02T15:00+00:00" in values("The match was stopped on Saturday at 15:00.")


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell on Black Monday.",
        "The Sunday Times reported it.",
        "They may march.",
        "About 2014 people came.",
        "The score was 2-1.",
        "He spoke to USA Today.",
        "Prices rose as now expected by 12/11/10 percent.",
        "The ship Monday-Moon sailed.",
    ],
)
def test_what_only_looks_like_a_time_has_no_value(text: str) -> None:
    assert [value for value in values(text) if value] == []


def test_vague_words_are_kept_without_a_value() -> None:
    assert [(time.text, time.value, time.kind) for time in told("It has recently rained.")] == [
        ("recently", None, "vague")
    ]


def test_in_may_people_died_is_no_date() -> None:
    assert values("In May 12 people died.") == ["2023-05"]


def test_the_day_is_the_day_at_the_blogs_place() -> None:
    assert values("He spoke today.", at="2024-03-05T23:30:00.000Z", zone="Asia/Tokyo") == ["2024-03-06"]


def test_a_post_without_a_time_gives_what_needs_none() -> None:
    assert values("He spoke on Monday, and on 7 May 2021, and since 2014.", at="") == [None, "2021-05-07", "2014/.."]


def test_other_languages_abstain() -> None:
    assert told("Er sprach am Monday im May.", language="de") == ()


@given(st.text(alphabet=st.sampled_from(list("MondayFebruary 7192-–/:.,'s thelastnextinsince\"(")), max_size=200))
def test_any_text_is_read_and_every_span_is_its_words(text: str) -> None:
    found = told(text)
    assert found == told(text)
    assert all(text[time.start : time.end] == time.text for time in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


_WORDS = (
    "on since last next this Monday Sunday March May 7 31 9999 0 2022 , - to weeks ago days in the coming past week"
)


@given(
    st.lists(st.sampled_from(_WORDS.split()), max_size=25).map(" ".join),
    st.dates(),
    st.sampled_from(["UTC", "Asia/Tokyo"]),
)
def test_no_order_of_words_at_any_date_breaks_the_calendar(text: str, day: date, zone: str) -> None:
    for time in told(text, at=f"{day.isoformat()}T12:00:00.000Z", zone=zone):
        if time.kind == "day" and time.value:
            date.fromisoformat(time.value)
