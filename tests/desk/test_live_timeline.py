"""The timeline's API: every post as readers see it, and who did what, for the newsroom and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.desk import tokens
from tests.desk.conftest import Newsroom, Program

Json = dict[str, Any]


def publish(newsroom: Newsroom, headline: str, **members: Any) -> Json:
    return dict(
        newsroom.editor.post("/blogs/fire/posts", {"headline": headline, "body": f"{headline} it is.", **members}).json
    )


def listed(program: Program, **query: str) -> Json:
    told = "&".join(f"{name}={value}" for name, value in query.items())
    reply = program.get(f"/blogs/fire/timeline?{told}")
    assert reply.status == 200, reply.raw.content
    return dict(reply.json)


def change(program: Program, post: Json, below: str, sent: Any, method: str = "POST") -> Json:
    reply = program.ask(method, f"/blogs/fire/posts/{post['id']}{below}", sent, if_match=f'"{post["revision"]}"')
    assert reply.status == 200, reply.raw.content
    return dict(reply.json)


def test_it_holds_the_article_of_the_readers_page_and_who_published_it(newsroom: Newsroom) -> None:
    post = publish(newsroom, "Roof falls in", byline="Liv Aune")
    told = listed(newsroom.editor)
    assert told["ids"] == [post["id"], newsroom.post["id"]]
    assert told["authors"] == [{"key": "liv-aune", "name": "Liv Aune"}]
    newest = told["posts"][0]
    assert newest["html"].startswith(f'<article id="p-{post["id"]}" class="post')
    assert (newest["first"]["kind"], newest["first"]["name"]) == ("post.published", "editor")
    assert newest["before"] == newsroom.post["id"]


def test_each_filter_finds_what_it_says(newsroom: Newsroom) -> None:
    key = publish(newsroom, "Key", key=True)
    pinned = publish(newsroom, "Pinned", pinned=True)
    corrected = publish(newsroom, "Corrected")
    change(newsroom.editor, corrected, "/corrections", {"note": "It was two.", "body": "Two."})
    retracted = publish(newsroom, "Retracted", byline="Per Holt")
    change(newsroom.editor, retracted, "/retraction", {"reason": "It was not so."})
    by = publish(newsroom, "By Per", byline="Per Holt")
    mine = newsroom.manager.post("/blogs/fire/posts", {"headline": "A manager's"}).json

    def find(**query: str) -> list[str]:
        return list(listed(newsroom.editor, **query)["ids"])

    assert find(only="key") == [key["id"]]
    assert find(only="pinned") == [pinned["id"]]
    assert find(only="corrected") == [corrected["id"]]
    assert find(only="retracted") == [retracted["id"]]
    assert find(by="per-holt") == [by["id"]]
    assert find(q="pinn") == [pinned["id"]]
    assert find(q="pinn", only="key") == []
    assert listed(newsroom.manager, only="mine")["ids"] == [mine["id"]]
    assert newsroom.editor.get("/blogs/fire/timeline?only=everything").status == 422


def test_what_changed_after_a_cursor_is_told_once_with_who_did_it(newsroom: Newsroom) -> None:
    cursor = listed(newsroom.editor)["cursor"]
    post = change(newsroom.manager, newsroom.post, "/flags", {"key": True}, "PUT")
    told = newsroom.editor.get(f"/blogs/fire/timeline/posts?after={cursor}").json
    assert [(one["id"], one["key"], one["last"]["name"]) for one in told["posts"]] == [(post["id"], True, "manager")]
    assert newsroom.editor.get(f"/blogs/fire/timeline/posts?after={told['cursor']}").json["posts"] == []
    for foreign in ("deadbeef.1", f"{cursor.split('.')[0]}.99", "x"):
        assert newsroom.editor.get(f"/blogs/fire/timeline/posts?after={foreign}").json["reset"] is True


def test_a_draft_blog_has_a_timeline_and_nobody_else_sees_it(newsroom: Newsroom) -> None:
    assert newsroom.editor.get("/blogs/quay/timeline").json["posts"][0]["headline"] == "Not yet told"
    elsewhere = Program(tokens.add("editor", "elsewhere", blogs=["other"])[1])
    for slug in ("quay", "fire"):
        for below in ("timeline", "timeline/posts", f"posts/{newsroom.post['id']}/history"):
            assert elsewhere.get(f"/blogs/{slug}/{below}").status == 404
            assert newsroom.anybody.get(f"/blogs/{slug}/{below}").status == 401


def test_a_withdrawn_post_is_the_editors_to_see_and_nobody_elses(newsroom: Newsroom) -> None:
    post = publish(newsroom, "Too soon")
    assert 0 < listed(newsroom.editor)["posts"][0]["withdraw_for"] <= 20
    change(newsroom.editor, post, "/withdrawal", None)
    told = listed(newsroom.editor)
    assert (told["posts"][0]["state"], told["posts"][0]["html"]) == ("withdrawn", "")
    assert post["id"] not in listed(newsroom.reporter)["ids"]
    assert newsroom.editor.get(f"/blogs/fire/posts/{post['id']}").status == 200
    for program in (newsroom.reporter, newsroom.anybody):
        assert program.get(f"/blogs/fire/posts/{post['id']}").status == 404
        assert "Too soon" not in program.get("/blogs/fire/changes").raw.content.decode()
        assert "Too soon" not in program.get("/blogs/fire/posts").raw.content.decode()


def test_history_tells_who_did_what_word_by_word(newsroom: Newsroom) -> None:
    post = change(
        newsroom.manager, newsroom.post, "/corrections", {"note": "Four.", "body": "Four engines are on the scene."}
    )
    told = newsroom.editor.get(f"/blogs/fire/posts/{post['id']}/history").json["changes"]
    assert [(one["name"], one["note"]) for one in told] == [("manager", "Four."), ("editor", "")]
    difference = told[0]["parts"][0]["html"]
    assert "<del>" in difference and "Three" in difference and "<ins>" in difference and "Four" in difference


def test_the_text_of_a_retracted_post_is_in_an_editors_history_until_it_is_taken_down(newsroom: Newsroom) -> None:
    address = f"/blogs/fire/posts/{newsroom.post['id']}/history"
    post = change(newsroom.editor, newsroom.post, "/retraction", {"reason": "It was a drill."})
    assert "Three engines" in newsroom.editor.get(address).raw.content.decode()
    assert "Three engines" not in newsroom.reporter.get(address).raw.content.decode()
    timelines = [listed(program)["posts"][0] for program in (newsroom.editor, newsroom.reporter)]
    assert [(one["state"], one["headline"]) for one in timelines] == [("retracted", "Crews arrive"), ("retracted", "")]
    change(newsroom.editor, post, "/retraction", {"reason": "By order of a court.", "takedown": True})
    for program in (newsroom.editor, newsroom.reporter):
        told = program.get(address)
        assert told.status == 200
        assert "Three engines" not in told.raw.content.decode()


MINE = {"headline": "Crews arrive", "body": "Four engines are on the scene."}


@pytest.mark.parametrize(
    ("theirs", "mine", "merged", "clashes"),
    [
        ({"headline": "Crews are there"}, MINE, ("Crews are there", ["Four engines are on the scene."]), []),
        (
            {"body": "Three engines are on the scene.\n\nMore will come."},
            {"body": "From the harbour master.\n\nThree engines are on the scene."},
            ("Crews arrive", ["From the harbour master.", "Three engines are on the scene.", "More will come."]),
            [],
        ),
        (
            {"body": "Five engines are on the scene."},
            MINE,
            ("Crews arrive", ["Five engines are on the scene.", "Four engines are on the scene."]),
            ["body"],
        ),
        (
            {"headline": "Crews at work"},
            {"headline": "Crews come"},
            ("Crews at work / Crews come", ["Three engines are on the scene."]),
            ["headline"],
        ),
    ],
)  # fmt: skip
def test_two_texts_become_one_in_which_neither_is_lost(
    newsroom: Newsroom, theirs: Json, mine: Json, merged: tuple[str, list[str]], clashes: list[str]
) -> None:
    change(newsroom.manager, newsroom.post, "", theirs, "PUT")
    address = f"/blogs/fire/posts/{newsroom.post['id']}/comparison"
    told = newsroom.editor.post(address, {**mine, "revision": 1})
    assert told.status == 200, told.raw.content
    blocks = [block["content"][0]["text"] for block in told.json["merged"]["body"]["content"]]
    assert (told.json["merged"]["headline"], blocks) == merged
    assert (told.json["clashes"], told.json["by"]) == (clashes, "manager")
    assert told.json["parts"] and "<ins>" in "".join(part["html"] for part in told.json["parts"])
    cursor = newsroom.editor.get("/blogs/fire").json["cursor"]
    assert cursor.endswith(".3"), "a comparison stores nothing"
