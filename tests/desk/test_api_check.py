"""The copy desk behind the API: a draft against what its blog has published."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.conftest import Newsroom

TOLD = (
    "Harbour master Ines Vandenberg said 40 sailors were taken ashore at Dunmore.",
    "Vandenberg told reporters in Dunmore that the quay was safe.",
    "The quay at Dunmore stays closed until Friday, Vandenberg said.",
)


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    for body in TOLD:
        assert newsroom.editor.post("/blogs/fire/posts", {"body": body}).status == 201
    return newsroom


def check(newsroom: Newsroom, sent: Any) -> Any:
    reply = newsroom.reporter.post("/blogs/fire/check", sent)
    assert reply.status == 200, reply.raw.content
    return reply.json


def test_offsets_are_those_of_headline_and_text(told: Newsroom) -> None:
    headline, body = "The quay is is shut", "Sailors, Vandenbreg said, were taken to to a hotel.\n\nShe gave no date:"
    found = check(told, {"headline": headline, "body": body})
    plain = f"{headline}\n\n{body}"
    rules = {f["rule"]: f for f in found["findings"]}
    assert {"name-variant", "doubled-word", "dangling"} <= set(rules)
    for finding in found["findings"]:
        assert plain[finding["start"] : finding["end"]] == finding["text"]
    assert rules["name-variant"]["fix"] == "Vandenberg"
    evidence = rules["name-variant"]["evidence"][0]
    assert TOLD[0][evidence["start"] : evidence["end"]] == "Vandenberg" and evidence["post"] != "draft"
    assert found["posts"][0]["id"] == "draft" and found["summary"] == []


def test_a_draft_without_a_word_has_nothing_wrong(told: Newsroom) -> None:
    for sent in ({}, {"headline": ""}, {"body": ""}, {"body": {"type": "doc", "content": []}}):
        found = check(told, sent)
        assert found["findings"] == [] and found["posts"][0]["end"] == 0


def test_nothing_is_stored(told: Newsroom) -> None:
    before = told.editor.get("/blogs/fire").json["cursor"]
    check(told, {"headline": "A draft that nobody sees", "body": "Bellweather said so. Bellweather said more."})
    again = check(told, {"body": "Bellwether said so."})
    assert told.editor.get("/blogs/fire").json["cursor"] == before
    assert not again["findings"], "a draft must be no evidence against the next one"


def test_a_retracted_post_is_no_evidence_and_a_new_one_is(told: Newsroom) -> None:
    twin = {"body": "Fire crews from four towns went into the hold of the ship at noon and came out an hour later."}
    assert not check(told, twin)["findings"]
    post = told.editor.post("/blogs/fire/posts", twin).json
    assert [f["rule"] for f in check(told, twin)["findings"]] == ["near-duplicate"]
    assert not check(told, {**twin, "post": post["id"]})["findings"], "the text of a post is no double of itself"
    gone = told.editor.post(f"/blogs/fire/posts/{post['id']}/retraction", {"reason": "Wrong ship."}, if_match='"1"')
    assert gone.status == 200
    assert not check(told, twin)["findings"]


@pytest.mark.parametrize(
    "sent, field",
    [
        ({"headline": 3}, "headline"),
        ({"body": {"type": "doc", "content": [{"type": "marquee"}]}}, "body.content[0]"),
        ({"post": "no id"}, "id"),
        ({"at": "yesterday"}, "at"),
        ({"note": "x"}, "note"),
    ],
)
def test_bad_drafts_are_refused_by_their_field(newsroom: Newsroom, sent: Any, field: str) -> None:
    reply = newsroom.reporter.post("/blogs/fire/check", sent)
    assert reply.status == 422 and reply.is_problem and reply.json["field"].startswith(field)


def test_an_announced_picture_is_missed_only_where_there_is_none(newsroom: Newsroom) -> None:
    said = "Crews have made a map of the harbour, which can be seen below."
    assert [f["rule"] for f in check(newsroom, {"body": said})["findings"]] == ["dangling"]
    embed = {"type": "embed", "attrs": {"url": "https://video.example/map", "title": "Map"}}
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": said}]}
    assert not check(newsroom, {"body": {"type": "doc", "content": [paragraph, embed]}})["findings"]
