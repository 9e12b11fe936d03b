"""Which posts support a sentence."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from dateline.copydesk.model import PostText
from dateline.copydesk.support import Support, terms
from tests.copydesk.telling import post

BLOG = (
    post("1800", "Bridge reopens to cars", "The bridge at Holm was opened again at six, the roads agency said."),
    post("1700", "Two hurt in crash", "Two people were injured when a van hit a wall near the bridge, police said."),
    post("1600", "Mayor visits Holm", "The mayor, Ada Lindqvist, has come to see the damage."),
    post("1500", "A third person dies", "A woman of 81 has died in hospital. She is the storm's third victim."),
    post("1400", "Bridge closed", "Holm bridge has been shut because of high water."),
)


def test_the_post_with_the_sentence_s_rare_words_comes_first() -> None:
    assert Support(BLOG).rank("Mayor Ada Lindqvist went to Holm.")[0] == "1600"


def test_a_summary_s_words_for_the_same_thing_are_met() -> None:
    """Reports tell that people die and are hurt one by one; a summary counts deaths and the injured."""
    index = Support(BLOG)
    assert index.rank("The storm has killed three.")[0] == "1500"
    assert index.rank("Injuries: 2.")[0] == "1700"


def test_a_post_that_shares_no_word_is_no_support() -> None:
    assert Support(BLOG).rank("Nobody here speaks of elections.") == []
    assert Support(BLOG).rank("") == []
    assert Support(()).rank("The bridge is open.") == []


def test_of_equals_the_first_given_comes_first() -> None:
    twins = [post(name, "Rain", "It rains in Holm.") for name in ("b", "a")]
    assert Support(twins).rank("Rain in Holm") == ["b", "a"]


def test_a_post_that_sums_others_up_is_second_hand() -> None:
    said = "The mayor, Ada Lindqvist, has come to see the damage in Holm."
    as_recap, as_news = (post("1900", headline, said) for headline in ("Summary", "Evening"))
    assert Support([as_news, *BLOG]).rank(said)[:2] == ["1900", "1600"]
    assert Support([as_recap, *BLOG]).rank(said)[:2] == ["1600", "1900"]


def test_countries_and_their_people_are_one() -> None:
    assert terms("French troops") == terms("France's soldiers")


@given(st.lists(st.text(max_size=80), max_size=6), st.text(max_size=200))
def test_any_text_is_ranked_and_the_same_way_twice(texts: list[str], asked: str) -> None:
    posts = [PostText(f"p{n}", "", None, post("x", "", text).paragraphs) for n, text in enumerate(texts)]
    ranked = Support(posts).rank(asked)
    assert ranked == Support(posts).rank(asked)
    assert len(ranked) == len(set(ranked)) and set(ranked) <= {one.id for one in posts}


def test_a_sentence_finds_its_post_among_a_thousand_without_reading_them_all() -> None:
    many = [
        post(f"n{n}", f"Item {n} of the day", f"Parcel {n} reached town {n % 40} on the river.") for n in range(1000)
    ]
    index = Support([*many, *BLOG])
    began = time.process_time()
    assert index.rank("Mayor Ada Lindqvist went to Holm.")[0] == "1600"
    assert time.process_time() - began < 0.5
