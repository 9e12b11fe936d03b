"""The deeds: what they change, what they answer, and that a retry does nothing twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.desk.conftest import Newsroom, Program, Reply


def post_of(newsroom: Newsroom, post: str | None = None) -> Any:
    return newsroom.editor.get(f"/blogs/fire/posts/{post or newsroom.post['id']}").json


def address(newsroom: Newsroom, rest: str = "") -> str:
    return f"/blogs/fire/posts/{newsroom.post['id']}{rest}"


def seq(reply: Reply) -> int:
    return int(reply.json["cursor"].partition(".")[2])


def test_a_new_blog_says_where_it_is(newsroom: Newsroom) -> None:
    reply = newsroom.editor.post(
        "/blogs", {"slug": "flood", "title": "Flood", "zone": "Europe/Paris", "language": "fr"}
    )
    assert reply.status == 201
    assert reply.headers["Location"] == "/api/v1/blogs/flood"
    assert reply.json["place"] == "Paris" and reply.json["state"] == "live" and reply.json["url"].endswith("/flood")
    again = newsroom.editor.post("/blogs", {"slug": "flood", "title": "Flood"})
    assert again.status == 409 and again.is_problem


def test_a_new_post_says_where_it_is_and_which_revision(newsroom: Newsroom) -> None:
    sent = {
        "headline": "Roof falls",
        "body": {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "At noon."}]}]},
        "byline": "A. Reporter",
        "at": "2026-05-04T21:30:00+02:00",
        "happened_at": "2026-05-04T21:10:00+02:00",
        "key": True,
        "pinned": True,
        "standing": "unverified",
        "sources": ["Harbour police", {"name": "Port", "url": "https://port.example/"}],
    }
    reply = newsroom.editor.post("/blogs/fire/posts", sent)
    assert reply.status == 201, reply.json
    post = reply.json
    assert reply.headers["Location"] == f"/api/v1/blogs/fire/posts/{post['id']}"
    assert reply.headers["ETag"] == '"1"'
    assert post["at"] == "2026-05-04T19:30:00.000Z" and post["happened_at"] == "2026-05-04T19:10:00.000Z"
    assert post["sources"] == [{"name": "Harbour police", "url": ""}, {"name": "Port", "url": "https://port.example/"}]
    assert {k: post[k] for k in ("headline", "body", "byline", "key", "pinned", "standing")} == {
        k: sent[k] for k in ("headline", "body", "byline", "key", "pinned", "standing")
    }
    read = newsroom.anybody.get(reply.headers["Location"].removeprefix("/api/v1"))
    assert read.json == post and read.headers["ETag"] == '"1"'


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ("Three **engines** came.", None),
        ("Three **engines** came.", "markdown"),
        ("<p>Three <b>engines</b> came.</p>", "html"),
    ],
)
def test_a_body_may_be_markdown_or_html(newsroom: Newsroom, body: str, form: str | None) -> None:
    sent = {"body": body} if form is None else {"body": body, "format": form}
    words = newsroom.editor.post("/blogs/fire/posts", sent).json["body"]["content"][0]["content"]
    assert [w["text"] for w in words] == ["Three ", "engines", " came."]
    assert words[1]["marks"] == [{"type": "strong"}]


def test_a_body_may_be_plain_text(newsroom: Newsroom) -> None:
    post = newsroom.editor.post(
        "/blogs/fire/posts", {"body": "**Not** bold.\n\n<b>Nor</b> this.", "format": "text"}
    ).json
    assert [p["content"][0]["text"] for p in post["body"]["content"]] == ["**Not** bold.", "<b>Nor</b> this."]


def test_an_edit_changes_what_is_sent_and_nothing_else(newsroom: Newsroom) -> None:
    reply = newsroom.editor.put(address(newsroom), {"byline": "B. Reporter"}, if_match='"1"')
    assert reply.status == 200 and reply.headers["ETag"] == '"2"'
    assert reply.json["byline"] == "B. Reporter"
    assert (reply.json["headline"], reply.json["body"]) == (newsroom.post["headline"], newsroom.post["body"])


def test_an_edit_that_changes_nothing_leaves_the_revision(newsroom: Newsroom) -> None:
    reply = newsroom.editor.put(address(newsroom), {"headline": "Crews arrive"}, if_match='"1"')
    assert reply.status == 200 and reply.headers["ETag"] == '"1"'
    assert reply.json == post_of(newsroom)


def test_null_takes_the_time_of_the_event_away(newsroom: Newsroom) -> None:
    put = newsroom.editor.put
    assert put(address(newsroom), {"happened_at": "2026-05-04T21:10:00Z"}, if_match='"1"').json["happened_at"]
    assert put(address(newsroom), {"happened_at": None}, if_match='"2"').json["happened_at"] is None


def test_a_correction_carries_its_note(newsroom: Newsroom) -> None:
    sent = {"note": "Four, not three.", "body": "Four engines."}
    reply = newsroom.editor.post(address(newsroom, "/corrections"), sent, if_match='"1"')
    assert reply.status == 200
    assert [(c["note"], c["revision"]) for c in reply.json["corrections"]] == [("Four, not three.", 2)]


def test_a_post_is_filed_under_tags(newsroom: Newsroom) -> None:
    sent = {"headline": "News", "tags": [" Human  rights", "DAM", "dam"]}
    post = newsroom.editor.post("/blogs/fire/posts", sent).json
    assert post["tags"] == ["Human rights", "DAM"]
    path = f"/blogs/fire/posts/{post['id']}"
    kept = newsroom.editor.put(path, {"headline": "New"}, if_match='"1"').json
    assert kept["tags"] == ["Human rights", "DAM"]
    filed = newsroom.editor.put(path, {"tags": ["Quay"]}, if_match='"2"').json
    assert (filed["tags"], filed["updated_at"]) == (["Quay"], kept["updated_at"])
    assert newsroom.editor.put(path, {"tags": []}, if_match='"3"').json["tags"] == []
    assert newsroom.editor.put(path, {"tags": ["x" * 41]}, if_match='"4"').json["field"] == "tags[0]"
    assert newsroom.editor.put(path, {"tags": "dam"}, if_match='"4"').json["field"] == "tags"


def test_coverage_is_paused_and_resumed(newsroom: Newsroom) -> None:
    patch = newsroom.editor.patch
    assert newsroom.anybody.get("/blogs/fire").json["paused"] is None
    assert patch("/blogs/fire", {"paused": "Back at 7:00"}).json["paused"] == "Back at 7:00"
    assert patch("/blogs/fire", {"title": "Fires"}).json["paused"] == "Back at 7:00"
    assert newsroom.editor.post("/blogs/fire/posts", {"headline": "Meanwhile"}).status == 201
    assert patch("/blogs/fire", {"paused": ""}).json["paused"] == ""
    assert patch("/blogs/fire", {"paused": None}).json["paused"] is None
    assert patch("/blogs/fire", {"paused": "x" * 201}).status == 413
    assert patch("/blogs/fire", {"paused": False}).status == 422
    assert patch("/blogs/quay", {"paused": ""}).status == 409  # a draft


def test_flags_change_alone(newsroom: Newsroom) -> None:
    reply = newsroom.editor.put(address(newsroom, "/flags"), {"pinned": True}, if_match='"1"')
    assert (reply.json["pinned"], reply.json["key"], reply.json["revision"]) == (True, False, 2)


def test_a_summary_cites_posts(newsroom: Newsroom) -> None:
    sentences = [{"text": "Engines are there.", "posts": [newsroom.post["id"]]}]
    reply = newsroom.editor.put("/blogs/fire/summary", {"sentences": sentences})
    assert reply.status == 200 and reply.json["sentences"] == sentences
    assert newsroom.anybody.get("/blogs/fire").json["summary"] == sentences
    same = newsroom.editor.put("/blogs/fire/summary", {"sentences": sentences})
    assert same.status == 200 and same.json["sentences"] == sentences


def test_a_blog_is_described_closed_and_reopened(newsroom: Newsroom) -> None:
    patch = newsroom.editor.patch
    assert patch("/blogs/fire", {"title": "Fire is out", "standfirst": "One.\n\nTwo."}).json["title"] == "Fire is out"
    closed = patch("/blogs/fire", {"state": "closed"})
    assert closed.json["state"] == "closed" and closed.json["closed_at"]
    assert newsroom.editor.post("/blogs/fire/posts", {"headline": "Late"}).status == 409
    assert patch("/blogs/fire", {"state": "closed"}).status == 409
    assert patch("/blogs/fire", {"state": "live"}).json["state"] == "live"
    assert patch("/blogs/fire", {"state": "closed", "title": "Out"}).json["field"] == "state"
    assert patch("/blogs/quay", {"state": "live"}).json["state"] == "live"
    assert newsroom.anybody.get("/blogs/quay").status == 200


CHANGES = [
    ("PUT", "", {"headline": "New"}),
    ("POST", "/corrections", {"note": "Wrong.", "headline": "New"}),
    ("POST", "/retraction", {"reason": "A drill."}),
    ("PUT", "/flags", {"key": True}),
]
EVERY_CHANGE = pytest.mark.parametrize(("method", "rest", "sent"), CHANGES)


@EVERY_CHANGE
def test_a_change_must_say_which_revision(newsroom: Newsroom, method: str, rest: str, sent: Any) -> None:
    reply = newsroom.editor.ask(method, address(newsroom, rest), sent)
    assert reply.status == 428 and reply.is_problem and "If-Match" in reply.json["detail"]


@EVERY_CHANGE
def test_a_change_of_a_stale_revision_shows_both(newsroom: Newsroom, method: str, rest: str, sent: Any) -> None:
    newsroom.editor.put(address(newsroom), {"headline": "Somebody else's"}, if_match='"1"')
    reply = newsroom.editor.ask(method, address(newsroom, rest), sent, if_match='"1"')
    assert reply.status == 409
    assert reply.json["type"] == "urn:dateline:problem:stale-revision"
    assert reply.json["revision"] == 2 and reply.json["current"]["headline"] == "Somebody else's"
    if "headline" in sent:
        assert reply.json["yours"]["headline"] == "New"
    assert post_of(newsroom)["revision"] == 2


NO_NUMBER = [
    "",
    '""',
    "1",
    "abc",
    '"abc"',
    "*",
    'W/"1"',
    "111",
    "'1'",
    '"-1"',
    '"1", "2"',
    '"١"',
    f'"{"9" * 5000}"',
    "\xe9",
]


@pytest.mark.parametrize("tag", NO_NUMBER)
@EVERY_CHANGE
def test_what_names_no_revision_is_told_how_one_is_named(
    newsroom: Newsroom, method: str, rest: str, sent: Any, tag: str
) -> None:
    reply = newsroom.editor.ask(method, address(newsroom, rest), sent, if_match=tag)
    assert reply.status == 400 and reply.is_problem
    assert reply.json["type"] == "urn:dateline:problem:revision-unreadable" and reply.json["field"] == "If-Match"
    assert 'If-Match: "3"' in reply.json["detail"]
    assert post_of(newsroom)["revision"] == 1


@pytest.mark.parametrize("tag", ['"0"', '"7"'])
@EVERY_CHANGE
def test_a_revision_that_never_was_is_told_the_current_one(
    newsroom: Newsroom, method: str, rest: str, sent: Any, tag: str
) -> None:
    reply = newsroom.editor.ask(method, address(newsroom, rest), sent, if_match=tag)
    assert reply.status == 412 and reply.json["revision"] == 1
    assert post_of(newsroom)["revision"] == 1


def test_a_change_of_an_unknown_post_is_404(newsroom: Newsroom) -> None:
    for method, rest, sent in CHANGES:
        assert newsroom.editor.ask(method, f"/blogs/fire/posts/nosuch{rest}", sent, if_match='"1"').status == 404


def test_a_stale_text_that_utf8_cannot_say_is_quoted_all_the_same(newsroom: Newsroom) -> None:
    newsroom.editor.put(address(newsroom), {"headline": "Somebody else's"}, if_match='"1"')
    sent = {"body": {"type": "doc", "content": "\ud800"}}
    reply = newsroom.editor.put(address(newsroom), sent, if_match='"1"')
    assert reply.status == 409 and reply.json["yours"] == sent


RETRIES = [
    ("POST", "/blogs", {"slug": "flood", "title": "Flood"}, 201),
    ("PATCH", "/blogs/fire", {"title": "Fire is out"}, 200),
    ("PATCH", "/blogs/fire", {"state": "closed"}, 200),
    ("POST", "/blogs/fire/posts", {"headline": "Same", "body": "Text"}, 201),
    ("PUT", "{post}", {"headline": "Same"}, 200),
    ("PUT", "{post}", {"headline": "Crews arrive"}, 200),
    ("POST", "{post}/corrections", {"note": "Wrong.", "headline": "Same"}, 200),
    ("POST", "{post}/retraction", {"reason": "A drill."}, 200),
    ("PUT", "{post}/flags", {"key": True}, 200),
    ("PUT", "/blogs/fire/summary", {"sentences": []}, 200),
]


@pytest.mark.parametrize(("method", "path", "sent", "status"), RETRIES)
def test_a_retry_does_nothing_and_answers_the_same(
    newsroom: Newsroom, method: str, path: str, sent: Any, status: int
) -> None:
    def ask(sent: Any, program: Program = newsroom.editor) -> Reply:
        where = path.replace("{post}", address(newsroom))
        return program.ask(method, where, sent, if_match='"1"', idempotency_key="a-key")

    first, second = ask(sent), ask(sent)
    assert first.status == second.status == status, first.json
    assert first.raw.content == second.raw.content
    for name in ("ETag", "Location"):
        assert first.headers.get(name) == second.headers.get(name)
    assert "Idempotency-Replayed" not in first.headers and second.headers["Idempotency-Replayed"] == "true"
    other = {k: f"{v}!" if k in ("title", "headline", "reason") else v for k, v in sent.items()}
    if other != sent:
        refused = ask(other)
        assert refused.status == 409 and refused.json["type"] == "urn:dateline:problem:key-reused"
    mine = ask(sent, newsroom.manager)
    assert "Idempotency-Replayed" not in mine.headers, "keys are each actor's own"


def test_the_same_key_for_another_blog_or_post_is_refused(newsroom: Newsroom) -> None:
    ask = newsroom.editor.post
    assert ask("/blogs/fire/posts", {"headline": "One"}, idempotency_key="k").status == 201
    assert ask("/blogs/quay/posts", {"headline": "One"}, idempotency_key="k").status == 409
    assert newsroom.editor.put("/blogs/fire/summary", {"sentences": []}, idempotency_key="k").status == 409


def test_a_refused_write_leaves_its_key_free(newsroom: Newsroom) -> None:
    ask = newsroom.editor.post
    assert ask("/blogs/fire/posts", {"headline": ""}, idempotency_key="k").status == 422
    assert ask("/blogs/fire/posts", {"headline": "Better"}, idempotency_key="k").status == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "a\tb", "\xe9"])
def test_a_key_that_is_none_is_refused(newsroom: Newsroom, key: str) -> None:
    reply = newsroom.editor.post("/blogs/fire/posts", {"headline": "One"}, idempotency_key=key)
    assert reply.status == 422 and reply.json["field"] == "Idempotency-Key"
    assert len(newsroom.editor.get("/blogs/fire/posts").json["posts"]) == 1


def test_writes_without_a_key_are_each_their_own(newsroom: Newsroom) -> None:
    one, two = (newsroom.editor.post("/blogs/fire/posts", {"headline": "One"}) for _ in range(2))
    assert one.json["id"] != two.json["id"] and seq(two) == seq(one) + 1


def test_a_key_sent_twenty_times_at_once_makes_one_post(newsroom: Newsroom) -> None:
    def publish(_: int) -> tuple[int, bytes]:
        from django.db import connection

        program = Program(newsroom.editor.secret)
        try:
            reply = program.post("/blogs/fire/posts", {"headline": "Once"}, idempotency_key="once")
            return reply.status, reply.raw.content
        finally:
            connection.close()  # this thread's own

    with ThreadPoolExecutor(20) as pool:
        replies = set(pool.map(publish, range(20)))
    assert len(replies) == 1 and replies.pop()[0] == 201
    headlines = [p["headline"] for p in newsroom.anybody.get("/blogs/fire/posts").json["posts"]]
    assert headlines == ["Once", "Crews arrive"]


def test_a_retry_after_a_takedown_does_not_bring_the_text_back(newsroom: Newsroom) -> None:
    sent = {"headline": "A name that must go"}
    post = newsroom.editor.post("/blogs/fire/posts", sent, idempotency_key="k").json
    down = {"reason": "A court order.", "takedown": True}
    assert newsroom.editor.post(f"/blogs/fire/posts/{post['id']}/retraction", down, if_match='"1"').status == 200
    retry = newsroom.editor.post("/blogs/fire/posts", sent, idempotency_key="k")
    assert retry.status == 201 and retry.json["retraction"]["takedown"] and retry.json["headline"] == ""
