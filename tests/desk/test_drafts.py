"""Drafts at the desk: kept whatever they say, never overwritten silently, seen by nobody whom they do not concern."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dateline.desk import tokens
from dateline.desk.drafts.rules import LIMIT
from dateline.desk.people import joining
from tests.desk.conftest import Newsroom, Program, Reply

DRAFT = "/blogs/fire/drafts/d1"
BODY = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Roof"}]}]}


def content(headline: str = "Roof falls", **members: Any) -> Any:
    return {"headline": headline, "body": BODY, **members}


def keep(program: Program, seen: int, sent: Any = None, path: str = DRAFT, **members: Any) -> Reply:
    text = {"kind": "new", "content": content() if sent is None else sent, **members}
    return program.put(path, text, if_match=f'"{seen}"')


def publish(program: Program, headline: str) -> Reply:
    return program.post(f"{DRAFT}/publication", {"kind": "new", "headline": headline}, if_match='"0"')


def drafts(program: Program, slug: str = "fire") -> list[Any]:
    return list(program.get(f"/blogs/{slug}/drafts").json["drafts"])


def test_a_draft_is_kept_and_kept_again(newsroom: Newsroom) -> None:
    first = keep(newsroom.reporter, 0)
    assert first.status == 200, first.json
    assert first.json["version"] == 1 and first.headers["ETag"] == '"1"'
    assert first.json["state"] == "draft" and first.json["published"] is None
    assert keep(newsroom.reporter, 1, content("Roof has fallen")).json["version"] == 2
    (there,) = drafts(newsroom.reporter)
    assert there["content"] == content("Roof has fallen") and there["slug"] == "fire" and there["kind"] == "new"


def test_the_newest_comes_first(newsroom: Newsroom) -> None:
    for name in ("a", "b", "c"):
        keep(newsroom.editor, 0, path=f"/blogs/fire/drafts/{name}")
    keep(newsroom.editor, 1, content("Again"), path="/blogs/fire/drafts/a")
    assert [d["id"] for d in drafts(newsroom.editor)] == ["a", "c", "b"]


def test_a_lost_reply_is_no_conflict(newsroom: Newsroom) -> None:
    assert keep(newsroom.reporter, 0).json["version"] == 1
    assert keep(newsroom.reporter, 0).json["version"] == 1, "the same text sent again, the reply to it being lost"
    keep(newsroom.reporter, 1, content("Two"))
    again = keep(newsroom.reporter, 1, content("Two"))
    assert (again.status, again.json["version"]) == (200, 2)


def test_a_hand_goes_on_from_its_own_text_though_it_never_heard_that_it_had_arrived(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0, content("A roof"), hand="phone", stroke=1)
    longer = keep(newsroom.reporter, 0, content("A roof has fallen"), hand="phone", stroke=2)
    assert (longer.status, longer.json["version"], longer.json["hand"]) == (200, 2, "phone")
    late = keep(newsroom.reporter, 0, content("A roof h"), hand="phone", stroke=1)
    assert late.status == 200 and late.json["content"] == content("A roof has fallen"), "overtaken on its way"
    assert keep(newsroom.reporter, 0, content("Two roofs"), hand="laptop", stroke=3).status == 412
    assert keep(newsroom.reporter, 2, content("Two roofs"), hand="laptop", stroke=3).status == 200
    assert keep(newsroom.reporter, 2, content("A roof, a wall"), hand="phone", stroke=4).status == 412
    assert keep(newsroom.reporter, 1, content("No name")).status == 412


def test_two_windows_never_overwrite_each_other(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0)
    assert keep(newsroom.reporter, 1, content("From the desk")).status == 200
    late = keep(newsroom.reporter, 1, content("From the phone"))
    assert late.status == 412 and late.is_problem
    assert late.json["current"]["content"]["headline"] == "From the desk" and late.json["current"]["version"] == 2
    assert late.json["yours"]["headline"] == "From the phone"
    assert keep(newsroom.reporter, 0, content("From nowhere")).status == 412
    assert drafts(newsroom.reporter)[0]["content"]["headline"] == "From the desk"


def test_of_many_windows_at_once_one_is_kept(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0)
    with ThreadPoolExecutor(8) as pool:
        secret = newsroom.reporter.secret
        replies = list(pool.map(lambda n: keep(Program(secret), 1, content(f"Window {n}")).status, range(8)))
    assert sorted(replies) == [200] + [412] * 7


@pytest.mark.parametrize(
    "unfinished",
    [
        {},
        {"headline": "", "body": None},
        {"headline": "x" * 5_000},
        {"body": {"type": "doc", "content": [{"type": "quote", "content": []}]}},
        {"sources": [{"name": "", "url": "htt"}], "at": "half past", "tags": [""]},
        {"headline": "half a character \ud83d", "body": "nul \u0000 and bidi \u202e"},
        {"anything": [1, None, {"else": True}]},
    ],
)
def test_nobodys_words_are_refused(newsroom: Newsroom, unfinished: Any) -> None:
    assert keep(newsroom.reporter, 0, unfinished).status == 200
    assert drafts(newsroom.reporter)[0]["content"] == unfinished


def test_a_draft_has_room_for_any_post_and_an_end(newsroom: Newsroom) -> None:
    words = [{"type": "text", "text": "w" * 120, "marks": [{"type": "strong"}]} for _ in range(540)]
    full = {"type": "doc", "content": [{"type": "paragraph", "content": words}]}
    assert keep(newsroom.editor, 0, {"body": full}).status == 200
    assert newsroom.editor.post("/blogs/fire/posts", {"body": full}).status == 201, "as long as a post may be"
    over = keep(newsroom.editor, 1, {"body": "x" * LIMIT})
    assert over.status == 413 and over.is_problem and over.json["field"] == "content"
    assert drafts(newsroom.editor)[0]["version"] == 1


@pytest.mark.parametrize("id", ["a b", "x" * 65, "%C3%A9", "a.b"])
def test_an_odd_id_is_refused(newsroom: Newsroom, id: str) -> None:
    assert keep(newsroom.reporter, 0, path=f"/blogs/fire/drafts/{id}").status == 422


def test_which_version_must_be_said(newsroom: Newsroom) -> None:
    reply = newsroom.reporter.put(DRAFT, {"kind": "new", "content": {}})
    assert reply.status == 428 and reply.is_problem
    assert newsroom.reporter.ask("DELETE", DRAFT).status == 428


@pytest.mark.parametrize("tag", ["abc", '"abc"', "0", "*", 'W/"0"'])
def test_what_names_no_version_makes_no_draft(newsroom: Newsroom, tag: str) -> None:
    replies = [
        newsroom.reporter.put(DRAFT, {"kind": "new", "content": {}}, if_match=tag),
        newsroom.reporter.post(f"{DRAFT}/publication", {"kind": "new", "headline": "Roof"}, if_match=tag),
        newsroom.reporter.ask("DELETE", DRAFT, if_match=tag),
    ]
    assert [reply.json["type"] for reply in replies] == ["urn:dateline:problem:revision-unreadable"] * 3
    assert newsroom.reporter.get("/blogs/fire/drafts").json["drafts"] == []


def test_a_reporters_draft_is_hers_until_she_submits_it(newsroom: Newsroom) -> None:
    other = Program(tokens.add("reporter", "another")[1])
    keep(newsroom.reporter, 0)
    for program in (newsroom.editor, newsroom.manager, other):
        assert drafts(program) == []
        assert keep(program, 1, content("Mine")).status == 404
        assert program.ask("DELETE", DRAFT, if_match='"1"').status == 404
    keep(newsroom.reporter, 1, state="submitted")
    assert [d["id"] for d in drafts(newsroom.editor)] == ["d1"]
    assert drafts(other) == [] and keep(other, 2, content("Mine")).status == 404
    assert newsroom.anybody.get("/blogs/fire/drafts").status == 401


def test_an_editor_takes_what_was_submitted_and_both_texts_survive(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0, content(byline="A. Reporter"), state="submitted")
    taken = keep(newsroom.editor, 1, content("Roof falls in", byline="A. Reporter"), state="submitted")
    assert taken.status == 200 and taken.json["version"] == 2
    assert taken.json["taken"]["id"].startswith("token:") and taken.json["taken"] != taken.json["author"]
    second = keep(newsroom.manager, 1, content("Roof collapses"), state="submitted")
    assert second.status == 412 and second.json["current"]["taken"] == taken.json["taken"]
    late = keep(newsroom.reporter, 1, content("Roof falls, two hurt"))
    assert late.status == 412, "she did not see that it was taken"
    assert newsroom.editor.ask("DELETE", DRAFT, if_match='"2"').status == 403, "an editor throws nobody's text away"


def test_taking_without_a_change_is_taking(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0, state="submitted")
    taken = keep(newsroom.editor, 1, state="submitted")
    assert taken.json["version"] == 2 and taken.json["taken"]
    back = keep(newsroom.editor, 2, state="draft")
    assert back.status == 200 and drafts(newsroom.editor) == []
    (hers,) = drafts(newsroom.reporter)
    assert hers["state"] == "draft" and hers["version"] == 3


def test_names_are_told(newsroom: Newsroom) -> None:
    person = joining.add("ann@news.test", "Ann Able", "reporter", "correct horse battery")
    ann = Program()
    ann.client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert keep(ann, 0, state="submitted").json["author"] == {"id": f"person:{person.id}", "name": "Ann Able"}


def test_a_page_acts_only_for_whom_it_was_opened(newsroom: Newsroom) -> None:
    person = joining.add("ann@news.test", "Ann Able", "editor", "correct horse battery")
    ann = Program()
    ann.client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    sent, text = {"kind": "new", "content": content()}, {"kind": "new", "headline": "Whose?"}
    assert ann.put(f"{DRAFT}?person=somebody", sent, if_match='"0"').status == 401
    assert ann.post(f"{DRAFT}/publication?person=somebody", text, if_match='"0"').status == 401
    assert ann.get("/blogs/fire/drafts?person=somebody").status == 401
    assert ann.put(f"{DRAFT}?person={person.id}", sent, if_match='"0"').status == 200


def test_of_a_blog_that_is_not_hers_there_is_nothing(newsroom: Newsroom) -> None:
    scoped = Program(tokens.add("editor", "fire only", blogs=["fire"])[1])
    keep(newsroom.reporter, 0, path="/blogs/quay/drafts/d2", state="submitted")
    assert keep(scoped, 0, path="/blogs/quay/drafts/d3").status == 404
    assert scoped.get("/blogs/quay/drafts").status == 404
    open_blog = Program(tokens.add("reporter", "quay only", blogs=["quay"])[1])
    assert keep(open_blog, 0).status == 403, "a public blog is there for her, and is not hers to write for"
    assert drafts(open_blog) == []
    assert keep(newsroom.editor, 0, path="/blogs/nosuch/drafts/d1").status == 404


def test_a_draft_of_one_blog_is_nowhere_in_another(newsroom: Newsroom) -> None:
    keep(newsroom.editor, 0)
    assert keep(newsroom.editor, 1, content("Moved"), path="/blogs/quay/drafts/d1").status == 404
    assert newsroom.editor.ask("DELETE", "/blogs/quay/drafts/d1", if_match='"1"').status == 404
    assert drafts(newsroom.editor)[0]["content"]["headline"] == "Roof falls"


def test_thrown_away_is_gone_and_its_name_used_up(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0)
    keep(newsroom.reporter, 1, content("Newer"))
    assert newsroom.reporter.ask("DELETE", DRAFT, if_match='"1"').status == 412, "there is a newer text than was seen"
    gone = newsroom.reporter.ask("DELETE", DRAFT, if_match='"2"')
    assert gone.status == 200 and gone.json["content"]["headline"] == "Newer"
    assert drafts(newsroom.reporter) == []
    assert newsroom.reporter.ask("DELETE", DRAFT, if_match='"2"').status == 404
    for seen in (2, 0):
        late = keep(newsroom.reporter, seen, content("Newer still"))
        assert late.status == 404 and late.json["type"].endswith(":draft-gone")
    assert drafts(newsroom.reporter) == []


def test_what_was_held_up_on_its_way_brings_nothing_back(newsroom: Newsroom) -> None:
    assert newsroom.editor.ask("DELETE", DRAFT, if_match='"0"').status == 404, "thrown away before it was ever kept"
    assert keep(newsroom.editor, 0, hand="phone", stroke=1).json["type"].endswith(":draft-gone")
    assert publish(newsroom.editor, "Roof falls").json["type"].endswith(":draft-gone")
    edit = {"kind": "edit", "post": newsroom.post["id"], "headline": "Crews leave"}
    assert newsroom.editor.post(f"{DRAFT}/publication", edit, if_match='"1"').status == 404
    assert drafts(newsroom.editor) == []
    assert newsroom.editor.get("/blogs/fire/posts").json["posts"][0]["headline"] == "Crews arrive"


def test_a_publication_sent_again_after_its_draft_was_taken_out_is_answered_as_before(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0, state="submitted")
    first = publish(newsroom.editor, "Roof falls")
    assert newsroom.editor.ask("DELETE", DRAFT, if_match='"1"').status == 200
    assert publish(newsroom.editor, "Roof falls").json == first.json
    for late in (publish(newsroom.manager, "Roof falls"), publish(newsroom.editor, "Roof fell")):
        assert late.status == 409 and late.json["post"] == first.json["id"]
    assert keep(newsroom.reporter, 1, content("Roof falls, two hurt")).json["type"].endswith(":draft-gone")


def test_what_is_new_is_asked_for_cheaply(newsroom: Newsroom) -> None:
    mark = newsroom.editor.get("/blogs/fire/drafts").json["mark"]
    assert newsroom.editor.get(f"/blogs/fire/drafts?known={mark}").json == {"mark": mark, "drafts": None}
    keep(newsroom.reporter, 0, state="submitted")
    told = newsroom.editor.get(f"/blogs/fire/drafts?known={mark}").json
    assert [d["id"] for d in told["drafts"]] == ["d1"] and told["mark"] != mark


def test_a_draft_becomes_one_post_whoever_publishes_it(newsroom: Newsroom) -> None:
    keep(newsroom.reporter, 0, state="submitted")
    first = publish(newsroom.editor, "Roof falls")
    assert first.status == 200 and publish(newsroom.editor, "Roof falls").json == first.json
    for late in (publish(newsroom.manager, "Roof falls"), publish(newsroom.editor, "Roof fell")):
        assert late.status == 409 and late.json["post"] == first.json["id"]
    assert publish(newsroom.reporter, "Roof falls").status == 403
    assert drafts(newsroom.editor)[0]["published"] == first.json["id"]
    assert newsroom.editor.ask("DELETE", DRAFT, if_match='"1"').status == 200, "an editor takes out what is published"


def test_a_correction_takes_its_draft_out(newsroom: Newsroom) -> None:
    post = newsroom.post["id"]
    keep(newsroom.reporter, 0, kind="correct", post=post, revision=1, state="submitted")
    assert newsroom.editor.ask("DELETE", DRAFT, if_match='"1"').status == 403
    sent = {"headline": "Two crews arrive", "note": "There were two."}
    reply = newsroom.editor.post(f"/blogs/fire/posts/{post}/corrections", sent, if_match='"1"')
    assert reply.status == 200
    assert newsroom.editor.ask("DELETE", DRAFT, if_match='"1"').status == 200


def test_drafts_are_in_no_log(newsroom: Newsroom) -> None:
    before = newsroom.editor.get("/blogs/fire").json["cursor"]
    keep(newsroom.reporter, 0, state="submitted")
    assert newsroom.editor.get("/blogs/fire").json["cursor"] == before
    assert b"Roof" not in newsroom.editor.get("/blogs/fire/changes").raw.content
