"""Two texts, word by word; two bodies, paragraph by paragraph."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.body import from_markdown
from dateline.blog.changes import Json
from dateline.typeset import compare, leaves, marks
from dateline.typeset.compare import Block
from dateline.typeset.diff import Budget, Run, Token, matches, runs, tokens
from dateline.typeset.leaves import Leaf
from tests.blog.body_documents import CANONICAL, JSON

SIGNS = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
# Few different words, so that texts have something in common, in an order that a reader would not expect.
PROSE = st.text(alphabet=st.sampled_from([*"ab .,’\n", "渡", "é", "\u0301"]), max_size=40)


def difference(old: str, new: str) -> list[Run]:
    return runs(tokens(old), tokens(new), Budget())


def told(old: str, new: str) -> str:
    return "".join(SIGNS[run.state].format(_text(run.tokens)) for run in difference(old, new))


def _text(some: tuple[Token, ...]) -> str:
    return "".join(token.text for token in some)


def version(found: list[Run], without: str) -> str:
    return "".join(_text(run.tokens) for run in found if run.state != without)


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("They counted 4,100 people.", "They counted 3,900 people.", "They counted [-4,100-][+3,900+] people."),
        ("One. Two. Three.", "One. Three.", "One. [-Two. -]Three."),
        ("One.", "One. Two.", "One.[+ Two.+]"),
        ("a good day", "a very good day", "a [+very +]good day"),
        ("The old grey ship left", "The new white ship left", "The [-old grey-][+new white+] ship left"),
        ("The minister left.", "The minister, Ane Torvik, left.", "The minister[+, Ane Torvik,+] left."),
        ("Talks at 7:30 today", "Talks at 7:45 today", "Talks at [-7:30-][+7:45+] today"),
        ("dit « oui » hier soir", "dit « non » hier soir", "dit « [-oui-][+non+] » hier soir"),
        ("l’aube du mardi", "l’aube du jeudi", "l’aube du [-mardi-][+jeudi+]"),
        ("渡轮今天停运了", "渡轮明天停运了", "渡轮[-今-][+明+]天停运了"),
        ("हड़ताल खत्म हुई आज", "हड़ताल शुरू हुई आज", "हड़ताल [-खत्म-][+शुरू+] हुई आज"),
        ("", "Words", "[+Words+]"),
        ("Words", "", "[-Words-]"),
        ("the same", "the same", "the same"),
    ],
)
def test_a_difference_is_told_in_whole_words_where_a_writer_would_have_made_it(
    old: str, new: str, difference: str
) -> None:
    assert told(old, new) == difference


def test_texts_with_next_to_nothing_in_common_are_told_one_after_the_other() -> None:
    assert told("A driver told us so on the road", "All is quiet on board") == (
        "[-A driver told us so on the road-][+All is quiet on board+]"
    )


@given(PROSE, PROSE)
def test_both_texts_can_be_had_back_exactly(old: str, new: str) -> None:
    found = difference(old, new)
    assert (version(found, "new"), version(found, "gone")) == (old, new)


@given(PROSE, PROSE, st.integers(0, 60))
def test_so_can_they_when_the_search_is_cut_short(old: str, new: str, steps: int) -> None:
    found = runs(tokens(old), tokens(new), Budget(steps))
    assert (version(found, "new"), version(found, "gone")) == (old, new)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=30, max_size=60), st.integers(0, 29), st.sampled_from("XYZ"))
def test_one_word_exchanged_is_one_word_told(words: list[str], place: int, other: str) -> None:
    changed = [*words[:place], other, *words[place + 1 :]]
    moved = [run for run in difference(" ".join(words), " ".join(changed)) if run.state != "same"]
    assert [(run.state, _text(run.tokens)) for run in moved] == [("gone", words[place]), ("new", other)]


LETTERS = st.lists(st.sampled_from("abcd"), max_size=25)


@given(LETTERS, LETTERS)
def test_nothing_that_could_stay_is_told_as_changed(old: list[str], new: list[str]) -> None:
    found = matches(old, new, Budget())
    assert all(old[i : i + n] == new[j : j + n] for i, j, n in found)
    assert all(i + n <= k and j + n <= m for (i, j, n), (k, m, _) in itertools.pairwise(found))
    assert sum(n for _, _, n in found) == most_in_common(old, new)


def most_in_common(old: list[str], new: list[str]) -> int:
    """By the book: the length of the longest common subsequence, in a table of all beginnings of both."""
    row = [0] * (len(new) + 1)
    for one in old:
        before, row = row, [0]
        for j, other in enumerate(new):
            row.append(before[j] + 1 if one == other else max(before[j + 1], row[j]))
    return row[-1]


@given(CANONICAL, CANONICAL)
def test_both_bodies_can_be_had_back_leaf_by_leaf(old: Json, new: Json) -> None:
    before, after = leaves.of_body(old), leaves.of_body(new)
    found = compare.blocks(before, after, Budget())
    assert _leaves(found, "new") == [_merged(leaf) for leaf in before]
    assert _leaves(found, "gone") == [_merged(leaf) for leaf in after]


@given(JSON)
def test_whatever_is_on_the_record_can_be_compared_and_shown(doc: Json) -> None:
    for block in compare.blocks(leaves.of_body(doc), [], Budget()):
        for run in block.runs:
            assert "<script" not in marks.html(run.tokens)


def _leaves(found: list[Block], without: str) -> list[Leaf]:
    """The leaves of one side, each of its pieces from as many runs as have the same marks."""
    shown = [block for block in found if block.state != without]
    return [
        _merged(Leaf(b.kind, tuple(token for run in b.runs if run.state != without for token in run.tokens)))
        for b in shown
    ]


def _merged(leaf: Leaf) -> Leaf:
    pieces: list[Token] = []
    for piece in leaf.pieces:
        if pieces and pieces[-1].marks == piece.marks:
            piece = Token(pieces.pop().text + piece.text, piece.marks)  # noqa: PLW2901
        pieces.append(piece)
    return Leaf(leaf.kind, tuple(piece for piece in pieces if piece.text))


def body(old: str, new: str) -> list[tuple[str, str, str]]:
    before, after = (leaves.of_body(from_markdown(text, "body")) for text in (old, new))
    return [
        (block.kind, block.state, "".join(SIGNS[run.state].format(_text(run.tokens)) for run in block.runs))
        for block in compare.blocks(before, after, Budget())
    ]


def test_a_paragraph_that_nobody_touched_is_the_same_and_the_one_that_changed_shows_where() -> None:
    assert body("First one.\n\nSecond has ten words.", "First one.\n\nSecond has nine words.\n\nThird.") == [
        ("paragraph", "same", "First one."),
        ("paragraph", "changed", "Second has [-ten-][+nine+] words."),
        ("paragraph", "new", "[+Third.+]"),
    ]


def test_paragraphs_that_changed_together_are_each_compared_with_their_own_past() -> None:
    old = "The quay is closed to cars.\n\nTalks begin at noon in Skarvik."
    new = "New today.\n\nThe quay is closed to all cars.\n\nTalks begin at two in Skarvik."
    assert [state for _, state, _ in body(old, new)] == ["new", "changed", "changed"]


def test_lists_quotes_tables_and_pictures_are_compared_in_their_pieces() -> None:
    old = "- one ship\n- two ships\n\n> We wait for them\n> — Ane Torvik, minister\n\n"
    old += "| Port | Cars |\n|---|---|\n| North | 12 |"
    new = old.replace("two ships", "two boats").replace("minister", "former minister").replace("12", "13")
    changed = [(kind, text) for kind, state, text in body(old, new) if state == "changed"]
    assert changed == [
        ("bullet", "two [-ships-][+boats+]"),
        ("speaker", "Ane Torvik, [+former +]minister"),
        ("row", "North\t[-12-][+13+]"),
    ]


def test_a_link_that_leads_elsewhere_has_changed_although_its_words_have_not() -> None:
    assert body("Read [the letter](https://a.example/1) now", "Read [the letter](https://a.example/2) now") == [
        ("paragraph", "changed", "Read [-the letter-][+the letter+] now")
    ]


CHANCE = random.Random(1)
MANY = [f"w{i}" for i in range(9_500)]
HOSTILE = {
    "unlike": (" ".join(MANY), " ".join(f"v{i}" for i in range(9_500))),
    "shuffled": (" ".join(MANY), " ".join(CHANCE.sample(MANY, len(MANY)))),
    "few words": (" ".join(CHANCE.choices("abcde", k=32_000)), " ".join(CHANCE.choices("abcde", k=32_000))),
    "repeated": ("ab " * 21_000, "ba a " * 13_000),
    "punctuation": (".," * 32_000, ",;" * 32_000),
    "one word": ("x" * 65_000, "y" * 65_000),
    "digits": ("1" * 65_000, "1." * 32_000),
    "signs": ("渡" * 21_000, "轮" * 21_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_two_texts_of_the_greatest_length_cost_little(name: str) -> None:
    old, new = HOSTILE[name]
    taken = []
    for _ in range(3):
        start = time.process_time()
        found = difference(old, new)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.5
    assert (version(found, "new"), version(found, "gone")) == (old, new)


def test_ten_thousand_paragraphs_against_as_many_others_cost_little_more() -> None:
    old, new = ([Leaf("paragraph", (Token(f"{side} {n}"),)) for n in range(5_000)] for side in ("old", "new"))
    start = time.process_time()
    found = compare.blocks(old, new, Budget())
    assert time.process_time() - start < 1
    assert {block.state for block in found} == {"gone", "new"}
