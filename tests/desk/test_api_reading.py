"""What the API shows, and to whom."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.blog.changes import Change
from dateline.log.chain import START, link
from tests.desk.conftest import Newsroom

SECRET = "a name that should not be here"


def seqs(reply: Any) -> list[int]:
    return [c["seq"] for c in reply["changes"]]


def retract(newsroom: Newsroom, takedown: bool = False) -> str:
    """A post that is edited, corrected and then retracted, with SECRET in every text that it had; its id."""
    sent = {"headline": SECRET, "body": SECRET, "byline": SECRET, "sources": [SECRET]}
    post: str = newsroom.editor.post("/blogs/fire/posts", sent).json["id"]
    path = f"/blogs/fire/posts/{post}"
    assert newsroom.editor.put(path, {"body": SECRET * 2}, if_match='"1"').status == 200
    assert newsroom.editor.post(f"{path}/corrections", {"note": SECRET}, if_match='"2"').status == 200
    sent_reason = {"reason": "It was a drill.", "takedown": takedown}
    assert newsroom.editor.post(f"{path}/retraction", sent_reason, if_match='"3"').status == 200
    return post


def addresses(post: str) -> tuple[str, ...]:
    return (f"/blogs/fire/posts/{post}", "/blogs/fire/posts", "/blogs/fire/changes")


def test_a_retracted_text_is_for_editors_alone(newsroom: Newsroom) -> None:
    for path in addresses(retract(newsroom)):
        for who in (newsroom.anybody, newsroom.reporter):
            reply = who.get(path)
            assert reply.status == 200 and SECRET.encode() not in reply.raw.content
            assert b"It was a drill." in reply.raw.content
        for who in (newsroom.editor, newsroom.manager):
            assert SECRET.encode() in who.get(path).raw.content


def test_a_text_that_was_taken_down_is_for_nobody(newsroom: Newsroom) -> None:
    assert newsroom.editor.get("/blogs/fire/posts").status == 200, "the fold must have held the text before"
    for path in addresses(retract(newsroom, takedown=True)):
        for who in (newsroom.anybody, newsroom.editor, newsroom.manager):
            reply = who.get(path)
            assert reply.status == 200 and SECRET.encode() not in reply.raw.content


def test_readers_see_what_is_public_and_tokens_see_drafts(newsroom: Newsroom) -> None:
    assert [b["slug"] for b in newsroom.anybody.get("/blogs").json["blogs"]] == ["fire"]
    assert [b["slug"] for b in newsroom.reporter.get("/blogs").json["blogs"]] == ["fire", "quay"]
    assert newsroom.reporter.get("/blogs/quay").json["state"] == "draft"


@pytest.mark.parametrize(
    "path",
    [
        "/blogs/nosuch",
        "/blogs/fire/posts/nosuch",
        "/blogs/%00",
        "/blogs/%ff%fe",
        "/blogs/fire/posts/%00",
        "/blogs/FIRE",
        "/blogs/" + "x" * 5000,
        "/blogs/fire/posts/blog",
        "/blogs/fire/posts/summary",
        "/blogs/fire/nosuch",
        "/nosuch",
        "/",
        "",
        "/blogs/",
        "/blogs/fire/",
    ],
)
def test_what_is_not_there_is_a_problem(newsroom: Newsroom, path: str) -> None:
    for who in (newsroom.anybody, newsroom.manager):
        reply = who.get(path)
        assert reply.status == 404 and reply.is_problem and reply.json["status"] == 404


def test_posts_come_a_page_at_a_time(newsroom: Newsroom) -> None:
    ids = [newsroom.post["id"]]
    for i in range(6):
        sent = {"headline": f"Post {i}", "at": f"2026-05-04T1{5 - i}:00:00Z"}
        ids.append(newsroom.editor.post("/blogs/fire/posts", sent).json["id"])
    found, path = [], "/blogs/fire/posts?limit=3"
    while path:
        page = newsroom.anybody.get(path).json
        assert len(page["posts"]) <= 3
        found += [p["id"] for p in page["posts"]]
        path = (page["next"] or "").removeprefix("/api/v1")
        newsroom.editor.post("/blogs/fire/posts", {"headline": "A newer one shifts no page"})
    assert found == ids  # newest first: the first is of today, the others run back in time
    assert newsroom.anybody.get("/blogs/fire/posts?limit=100").json["next"] is None


def test_blogs_come_a_page_at_a_time_and_drafts_take_no_place(newsroom: Newsroom) -> None:
    for number in range(4):
        state = "draft" if number == 1 else "live"
        assert newsroom.editor.post("/blogs", {"slug": f"b{number}", "title": "B", "state": state}).status == 201
    for who, expected in ((newsroom.anybody, ["fire", "b0", "b2", "b3"]),
                          (newsroom.editor, ["fire", "quay", "b0", "b1", "b2", "b3"])):  # fmt: skip
        found, path, pages = [], "/blogs?limit=2", 0
        while path:
            page = who.get(path).json
            pages += 1
            found += [blog["slug"] for blog in page["blogs"]]
            path = (page["next"] or "").removeprefix("/api/v1")
        assert found == expected and pages == len(expected) / 2, "and no empty page at the end"


def test_twenty_blogs_are_a_page_where_nothing_is_said(newsroom: Newsroom) -> None:
    for number in range(20):
        newsroom.editor.post("/blogs", {"slug": f"b{number}", "title": "B"})
    page = newsroom.anybody.get("/blogs").json
    assert len(page["blogs"]) == 20 and page["next"] == "/api/v1/blogs?after=b18&limit=20"


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=101", "limit=x", "after=nosuch", "after=%00", "after=quay", "after="]
)
def test_a_page_of_blogs_that_cannot_be_is_refused_by_name(newsroom: Newsroom, asked: str) -> None:
    """A draft too, in the same words: whether there is one is not told."""
    reply = newsroom.anybody.get(f"/blogs?{asked}")
    assert reply.status == 422 and reply.json["field"] == asked.partition("=")[0]
    if asked == "after=quay":
        unknown = newsroom.anybody.get("/blogs?after=quai").json["detail"]
        assert reply.json["detail"] == unknown.replace("quai", "quay")


def test_the_pages_follow_every_change(newsroom: Newsroom) -> None:
    path = f"/blogs/fire/posts/{newsroom.post['id']}"
    assert newsroom.anybody.get("/blogs/fire/posts").json["posts"][0]["revision"] == 1
    newsroom.editor.put(path, {"headline": "Edited"}, if_match='"1"')
    page = newsroom.anybody.get("/blogs/fire/posts").json
    assert [p["headline"] for p in page["posts"]] == ["Edited"]
    assert page["cursor"] == newsroom.anybody.get("/blogs/fire").json["cursor"]


@pytest.mark.parametrize("asked", ["limit=0", "limit=101", "limit=x", "limit=", "before=nosuch", "before=%00"])
def test_a_page_that_cannot_be_is_refused_by_name(newsroom: Newsroom, asked: str) -> None:
    reply = newsroom.anybody.get(f"/blogs/fire/posts?{asked}")
    assert reply.status == 422 and reply.json["field"] == asked.partition("=")[0]


def test_changes_follow_from_a_cursor(newsroom: Newsroom) -> None:
    for i in range(5):
        newsroom.editor.post("/blogs/fire/posts", {"headline": f"Post {i}"})
    first = newsroom.anybody.get("/blogs/fire/changes?limit=3").json
    assert seqs(first) == [1, 2, 3] and not first["reset"]
    second = newsroom.anybody.get(f"/blogs/fire/changes?after={first['cursor']}").json
    assert seqs(second) == [4, 5, 6, 7] and second["cursor"] == second["head"]
    assert seqs(newsroom.anybody.get("/blogs/fire/changes?after=5").json) == [6, 7]
    end = newsroom.anybody.get(f"/blogs/fire/changes?after={second['cursor']}").json
    assert end == {"changes": [], "cursor": second["cursor"], "head": second["cursor"], "reset": False}


@pytest.mark.parametrize(
    "after", ["", ".", "x", "0badc0de.1", "-1", "1.5", "%00", "٣", "{epoch}.", "{epoch}.99", "99", "9" * 5000]
)
def test_a_cursor_that_is_none_begins_anew(newsroom: Newsroom, after: str) -> None:
    epoch = newsroom.post["cursor"].partition(".")[0]
    reply = newsroom.anybody.get("/blogs/fire/changes?after=" + after.replace("{epoch}", epoch))
    assert reply.status == 200 and reply.json["reset"] is True
    assert seqs(reply.json) == [1, 2] and reply.json["cursor"] == f"{epoch}.2"


def test_who_asked_for_a_change_is_for_tokens_alone(newsroom: Newsroom) -> None:
    assert {c["actor"] for c in newsroom.anybody.get("/blogs/fire/changes").json["changes"]} == {None}
    actors = {c["actor"] for c in newsroom.reporter.get("/blogs/fire/changes").json["changes"]}
    assert len(actors) == 1 and actors.pop().startswith("token:")


def test_changes_read_with_a_token_verify(newsroom: Newsroom) -> None:
    retract(newsroom)
    read = newsroom.editor.get("/blogs/fire/changes").json["changes"]
    digest = START
    for change in read:
        digest = link(digest, Change(**change | {"body_hash": "", "digest": ""})).digest
        assert digest == change["digest"]


def test_head_is_answered_like_get(newsroom: Newsroom) -> None:
    head = newsroom.anybody.ask("HEAD", f"/blogs/fire/posts/{newsroom.post['id']}")
    assert (head.status, head.headers["ETag"]) == (200, '"1"')


@pytest.mark.parametrize("method", ["DELETE", "PUT", "OPTIONS", "TRACE", "BREW"])
def test_a_method_that_is_none_here_is_405(newsroom: Newsroom, method: str) -> None:
    reply = newsroom.editor.ask(method, "/blogs")
    assert reply.status == 405 and reply.is_problem
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_no_reply_is_stored_or_sniffed(newsroom: Newsroom) -> None:
    for path in ("/blogs", "/nosuch", "/blogs/fire/posts?limit=0", "/openapi.json"):
        headers = newsroom.anybody.get(path).headers
        assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in headers
