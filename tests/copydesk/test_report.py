"""The report: one draft or a whole blog, the same bytes for the same input, and settings that are obeyed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Line, PostText
from dateline.copydesk.report import check_draft, report, to_json
from dateline.copydesk.rules import BY_ID
from dateline.copydesk.settings import HouseWord, Settings, from_json
from dateline.errors import Invalid
from tests.copydesk.blogs import blog

TOLD = (
    "Mayor Lena Brandvold said 40 people were taken from Dunmore to Tralee on Tuesday.",
    "Brandvold said “the quay is safe and it will stay so tonight”. The quay at Dunmore is shut.",
    "“The quay is safe and will stay safe,” Brandvold said. She may visit Dunmore on Friday.",
)
SLIPS = "Brandvlod said the the quay at Dunmroe was evacauted:"


FIGURE = {
    *("post", "text", "start", "end", "low", "high", "unit", "qualifier"),
    *("actor", "from", "to", "source", "status"),
}


def dump(posts: list[PostText]) -> str:
    return json.dumps(to_json(report(posts)), ensure_ascii=False, allow_nan=False)


def ledger_of(posts: list[PostText]) -> Ledger:
    ledger = Ledger()
    ledger.learn(posts)
    for post in posts:
        ledger.add(post)
    return ledger


def test_its_json_has_the_members_that_programs_rely_on() -> None:
    found = to_json(report(blog(*TOLD, SLIPS)))
    assert list(found) == ["posts", "facts", "relations", "findings", "summary"]
    assert list(found["posts"][0]) == ["id", "label", "at", "headline", "start", "end"]
    assert list(found["facts"]) == ["quotes", "figures", "times", "agenda", "names"]
    members = {
        "quotes": {"post", "kind", "text", "start", "end", "speaker", "role", "cue", "channel"},
        "figures": FIGURE,
        "times": {"post", "text", "start", "end", "value", "kind"},
        "agenda": {"when", "what", "status", "posts"},
        "names": {"name", "kind", "variants", "posts"},
    }
    for kind, expected in members.items():
        assert found["facts"][kind] and set(found["facts"][kind][0]) == expected
    (finding, *_) = found["findings"]
    assert set(finding) == {"rule", "tier", "post", "start", "end", "text", "why", "fix", "evidence"}
    assert {f["rule"] for f in found["findings"]} >= {"name-variant", "doubled-word", "typo", "dangling"}


def test_whole_numbers_are_written_whole() -> None:
    found = to_json(report(blog("Nearly 3,000 troops left for Tralee at a cost of $1.5 million.")))["facts"]["figures"]
    assert [type(figure["high"]) for figure in found] == [int, int]
    assert json.dumps(found[0]["high"]) == "3000"


def test_every_span_is_the_text_that_it_says() -> None:
    texts = [*TOLD, SLIPS]
    whole = "\n".join(texts) + "\n"
    found = to_json(report(blog(*texts)))
    spans = [item for kind in ("quotes", "figures", "times") for item in found["facts"][kind]]
    spans += [*found["findings"], *(e for f in found["findings"] for e in f["evidence"])]
    spans += [item for relation in found["relations"] for item in relation["items"]]
    assert len(spans) > 10
    for span in spans:
        assert whole[span["start"] : span["end"]] == span["text"]


PIECES = st.sampled_from([*TOLD, SLIPS, "", "“", '"', "Brandvold:", "1,700 troops and 300 more", "U.S. US", "é’'‘"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6))
def test_the_same_input_gives_the_same_bytes(texts: list[str]) -> None:
    assert dump(blog(*texts)) == dump(blog(*texts))


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4), st.lists(PIECES, min_size=1, max_size=3))
def test_a_draft_leaves_no_trace(told: list[str], drafts: list[str]) -> None:
    posts = blog(*told)
    ledger = ledger_of(posts)
    tries = [replace(post, id=f"d{n}") for n, post in enumerate(blog(*drafts))]
    tries += [replace(post, id=posts[0].id) for post in blog(*drafts)]  # a new text of a post that is there
    first = [to_json(check_draft(draft, ledger)) for draft in tries]
    assert first == [to_json(check_draft(draft, ledger)) for draft in tries]
    assert first == [to_json(check_draft(draft, ledger_of(posts))) for draft in tries]


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=2, max_size=5), st.data())
def test_a_post_that_is_removed_was_never_there(told: list[str], data: st.DataObject) -> None:
    posts = blog(*told)
    gone = data.draw(st.sampled_from(posts))
    left = [post for post in posts if post is not gone]
    ledger = Ledger()
    ledger.learn(posts)
    for post in posts:
        ledger.add(post)
    ledger.remove(gone.id)
    for post in left:
        ledger.add(post)
    (draft,) = blog(SLIPS)
    draft = replace(draft, id="draft")
    assert to_json(check_draft(draft, ledger)) == to_json(check_draft(draft, ledger_of(left)))


def test_a_post_without_a_word_is_read_too() -> None:
    empty, standfirst = PostText("a", "", None, ()), PostText("LEDE", "", None, ())
    blank = PostText("b", "2026-05-04T00:00:00.000Z", Line("", 0), (Line("", 0),))
    for posts in ([], [empty], [standfirst], [blank], [standfirst, empty, blank]):
        found = to_json(report(posts))
        assert [post["id"] for post in found["posts"]] == [post.id for post in posts]
        assert not found["findings"] and not found["summary"]
    assert not check_draft(empty, ledger_of(blog(*TOLD))).findings


def test_three_questions_a_draft_and_no_more() -> None:
    wrong = "\n".join(f"The US {n} and the U.S. {n}. The UK {n} and the U.K. {n}." for n in ("left", "came"))
    wrong += "\nThe UN left and the U.N. came. The EU left and the E.U. came."
    tiers = [finding.tier for finding in report(blog(wrong)).findings if finding.rule == "mixed-style"]
    assert sorted(tiers) == ["ask", "ask", "ask", "info"]


def test_rules_that_are_off_and_tiers_that_are_lower() -> None:
    posts = blog(*TOLD, SLIPS)
    plain = {f.rule: f.tier for f in report(posts).findings}
    assert plain["typo"] == plain["doubled-word"] == "error"
    asked = Settings(frozenset(("typo",)), {"doubled-word": "info", "dangling": "error"})
    found = {f.rule: f.tier for f in report(posts, asked).findings}
    assert "typo" not in found and found["doubled-word"] == "info" and found["dangling"] == "error"
    louder = {f.rule: f.tier for f in report(posts, Settings(tiers={"vague-time": "error"})).findings}
    assert "error" not in {louder.get("vague-time", "info")}, "settings make a rule quieter, never louder"


def test_a_blogs_settings_go_on_top_of_its_newsrooms() -> None:
    newsroom = Settings(frozenset(("typo",)), {"label": "ask"}, (HouseWord("Kiev", "Kyiv"), HouseWord("a", "b")))
    own = Settings(frozenset(("label",)), {"label": "info"}, (HouseWord("Kiev", "Kiew"),))
    both = own.over(newsroom)
    assert both.off == {"typo", "label"} and both.tiers == {"label": "info"}
    assert both.house == (HouseWord("Kiev", "Kiew"), HouseWord("a", "b"))


@pytest.mark.parametrize(
    "sent, field",
    [
        ([], "copydesk"),
        ({"on": []}, "copydesk"),
        ({"off": ["no-such-rule"]}, "copydesk.off"),
        ({"off": "typo"}, "copydesk.off"),
        ({"tiers": {"typo": "loud"}}, "copydesk.tiers"),
        ({"tiers": {"no-such-rule": "ask"}}, "copydesk.tiers"),
        ({"tiers": {"typo": []}}, "copydesk.tiers"),
        ({"house": [{"avoid": "x", "write": "x"}]}, "copydesk.house[0]"),
        ({"house": [{"avoid": "x", "write": "y"}, {"write": 3}]}, "copydesk.house[1]"),
        ({"house": {}}, "copydesk.house"),
    ],
)
def test_settings_that_cannot_be_used(sent: object, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        from_json(sent, frozenset(BY_ID))
    assert refused.value.members["field"] == field


def test_settings_as_they_are_sent() -> None:
    sent = {"off": ["typo"], "tiers": {"label": "ask"}, "house": [{"avoid": " Kiev ", "write": "Kyiv"}]}
    read = from_json(sent, frozenset(BY_ID))
    assert read == Settings(frozenset(("typo",)), {"label": "ask"}, (HouseWord("Kiev", "Kyiv"),))
    assert from_json({}, frozenset(BY_ID)) == Settings()
