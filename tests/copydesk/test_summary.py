"""Proposals for a summary: chosen, never written; withdrawn when what they cite changes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.changes import Change
from dateline.copydesk.model import PostText, Sentence, Span
from dateline.copydesk.summary import propose, standing, stands_alone, touched
from tests.copydesk.telling import post

DEAD_FIVE = "Five people have been killed in the flood, the governor of Holm said."
DEAD_SEVEN = "Seven people have been killed in the flood, the governor of Holm said."
BRIDGE = "The bridge at Holm has been closed because of the flood, police said."
BLOG = (
    post(
        "1700", "Seven dead in flood", DEAD_SEVEN, '"We are counting boots," said Ada Lindqvist, who runs the shelter.'
    ),
    post("1600", "Bridge closed", BRIDGE, "He did not say when it would be opened to cars and lorries again."),
    post("1500", "Five dead in flood", DEAD_FIVE, "We will have more on the flood in Holm as soon as we get it."),
    post("1400", "What happened?", "Why has the flood reached the centre of Holm within one single hour?"),
)


def texts(sentences: tuple[Sentence, ...]) -> list[str]:
    return [sentence.text for sentence in sentences]


def test_every_sentence_stands_word_for_word_in_the_first_post_that_it_cites() -> None:
    said = {one.id: " ".join(line.text for line in one.paragraphs) for one in BLOG}
    proposals = propose(BLOG)
    assert proposals
    assert all(sentence.text in said[sentence.posts[0]] for sentence in proposals)


def test_what_a_newer_post_tells_with_other_numbers_is_not_proposed() -> None:
    assert DEAD_SEVEN in texts(propose(BLOG))
    assert DEAD_FIVE not in texts(propose(BLOG))
    assert DEAD_FIVE in texts(propose(BLOG[1:]))  # as long as nothing newer is there, it is news


def test_the_same_thing_counted_anew_in_other_words_overtakes_the_old_count() -> None:
    old = post("1500", "Fire", "Cal Fire puts the size of the fire in Mercer County at 5,100 acres by noon.")
    new = post("1900", "Fire grows", "The fire has by evening burned 9,800 acres of forest, ranchers in Mercer said.")
    assert texts(propose([old])) == [old.paragraphs[0].text]
    assert texts(propose([new, old])) == [new.paragraphs[0].text]


def test_the_newest_comes_first_and_no_more_than_asked_for() -> None:
    assert texts(propose(BLOG)) == [DEAD_SEVEN, BRIDGE]
    assert len(propose(BLOG, most=1)) == 1


def test_a_sentence_with_a_slip_in_it_is_not_said_twice() -> None:
    slip = Span("1600", len("Bridge closed") + 5, len("Bridge closed") + 11, "bridge")
    assert texts(propose(BLOG, [slip])) == [DEAD_SEVEN]


def test_a_standfirst_keeps_its_sentences_and_gains_their_posts() -> None:
    standfirst = post("LEDE", "", "The flood in Holm has killed seven. Read below how the day unfolded.")
    first, *others = propose([standfirst, *BLOG])
    assert first.text == "The flood in Holm has killed seven."
    assert first.posts[0] == "1700"
    assert "LEDE" not in {cited for sentence in others for cited in sentence.posts}
    assert all("Read below" not in sentence.text for sentence in others)


@pytest.mark.parametrize(
    "text",
    [
        "He said that the bridge at Holm would stay closed until Friday.",
        "Will the bridge at Holm be open again before the weekend comes?",
        '"The bridge at Holm is closed," the mayor said to reporters there.',
        "Eight of them were taken to the hospital in Holm with broken bones.",
        "We have asked the police in Holm for a comment on the matter.",
        "Closed.",
        "word " * 60 + "end.",
    ],
)
def test_what_needs_its_neighbours_stands_not_alone(text: str) -> None:
    assert not stands_alone(text)


def test_in_a_language_without_rules_nothing_is_chosen_and_a_standfirst_is_still_sourced() -> None:
    told = post(
        "1700", "Flut", "Sieben Menschen sind in der Flut von Holm gestorben, sagte die Polizei.", language="de"
    )
    assert propose([told]) == ()
    standfirst = post("LEDE", "", "Die Flut in Holm hat Menschen getötet.", language="de")
    assert [sentence.posts for sentence in propose([standfirst, told])] == [("1700",)]


def test_the_us_is_a_country() -> None:
    assert stands_alone("The US has sent a ship with water and blankets to Holm.")


def test_a_sentence_is_withdrawn_with_any_post_that_it_cites() -> None:
    one, two = Sentence("One.", ("a", "b")), Sentence("Two.", ("c",))
    assert standing([one, two], {"b"}) == ([two], [one])
    assert standing([one, two], frozenset()) == ([one, two], [])


def test_touched_are_the_posts_corrected_or_retracted_since_the_last_summary() -> None:
    kinds = [
        ("post.corrected", "old"),
        ("summary.revised", "summary"),
        ("post.edited", "a"),
        ("post.corrected", "b"),
        ("post.retracted", "c"),
    ]
    changes = [Change(n, kind, subject, "", "", {}) for n, (kind, subject) in enumerate(kinds, 1)]
    assert touched(changes) == {"b", "c"}
    for cut in range(len(changes)):
        assert touched(changes[cut:], touched(changes[:cut])) == {"b", "c"}, "read in two goes it is the same"


@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_text_gives_the_same_proposals_twice(paragraphs: list[str]) -> None:
    posts = [post(f"{10 + n}00", "", text) for n, text in enumerate(paragraphs)]
    assert propose(posts) == propose(posts)


@pytest.mark.parametrize("hostile", ['"', "1", "(", "A. ", "x", "Of them 5 "])
def test_cost_is_linear_in_hostile_text(hostile: str) -> None:
    def cost(size: int) -> float:
        posts = [
            PostText(
                "1200", "2024-03-05T12:00:00.000Z", None, post("x", "", hostile * (size // len(hostile))).paragraphs
            )
        ]
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            propose(posts)
            best = min(best, time.process_time() - began)
        return best

    assert cost(32 * 1024) < 4 * cost(16 * 1024) + 0.2
