"""What a takedown leaves: the same words in other posts, the summary, the blog's description and drafts."""

from __future__ import annotations

from typing import Any

from tests.desk.conftest import Newsroom

SAID = "The man whom police hold is Ivo Brandt of the harbour office, two officers said."
BLOG = "/blogs/fire"


def body(*texts: str) -> Any:
    """A paragraph, each second piece of it strong."""
    pieces: list[Any] = [{"type": "text", "text": text} for text in texts]
    for piece in pieces[1::2]:
        piece["marks"] = [{"type": "strong"}]
    return {"type": "doc", "content": [{"type": "paragraph", "content": pieces}]}


def publish(newsroom: Newsroom, headline: str, *texts: str) -> Any:
    reply = newsroom.editor.post(f"{BLOG}/posts", {"headline": headline, "body": body(*texts)})
    assert reply.status == 201, reply.json
    return reply.json


def copies(newsroom: Newsroom, post: str) -> list[Any]:
    reply = newsroom.editor.get(f"{BLOG}/posts/{post}/copies")
    assert reply.status == 200, reply.json
    return list(reply.json["copies"])


def test_the_same_words_are_found_wherever_they_are(newsroom: Newsroom) -> None:
    post = publish(newsroom, "Suspect named", SAID)["id"]
    assert copies(newsroom, post) == []
    other = publish(
        newsroom, "The day so far", "A long day. The man whom police hold is ", "Ivo Brandt", " of the docks."
    )
    summary = newsroom.editor.put(f"{BLOG}/summary", {"sentences": [{"text": SAID, "posts": [post]}]})
    assert summary.status == 200, summary.json
    said = newsroom.editor.patch(BLOG, {"standfirst": f"What we know.\n\n{SAID}"})
    assert said.status == 200, said.json
    draft = {
        "kind": "new",
        "content": {"headline": "", "body": body("He is ", "Ivo Brandt", " of the harbour office, two officers said")},
    }
    assert newsroom.reporter.put(f"{BLOG}/drafts/d1", draft, if_match='"0"').status == 200
    found = [(one["where"], one["post"], one["words"], one["now"]) for one in copies(newsroom, post)]
    assert sorted(found) == [
        ("about", None, 15, True),
        ("draft", None, 10, True),
        ("post", other["id"], 10, True),
        ("summary", None, 15, True),
    ]
    assert [one["headline"] for one in copies(newsroom, post) if one["post"]] == ["The day so far"]
    (drafted,) = [one for one in copies(newsroom, post) if one["where"] == "draft"]
    assert drafted["name"] == "reporter" and "Brandt" not in str(drafted), "whose it is, and not what it says"


def test_words_that_another_post_had_are_in_its_history_still(newsroom: Newsroom) -> None:
    post = publish(newsroom, "Suspect named", SAID)["id"]
    other = publish(newsroom, "Earlier", SAID)
    changed = {"headline": "Earlier", "body": body("Nothing.")}
    assert newsroom.editor.put(f"{BLOG}/posts/{other['id']}", changed, if_match='"1"').status == 200
    (found,) = copies(newsroom, post)
    assert (found["post"], found["now"], found["words"]) == (other["id"], False, 15)
    down = {"reason": "A court's order.", "takedown": True}
    reply = newsroom.editor.post(f"{BLOG}/posts/{other['id']}/retraction", down, if_match='"2"')
    assert reply.status == 200, reply.json
    assert copies(newsroom, post) == []


def test_words_that_the_post_itself_no_longer_has_are_looked_for_too(newsroom: Newsroom) -> None:
    """A takedown erases every version: what an earlier one said is what somebody may have copied."""
    post = publish(newsroom, "Suspect named", SAID)["id"]
    changed = {"headline": "Suspect held", "body": body("Police hold a man.")}
    assert newsroom.editor.put(f"{BLOG}/posts/{post}", changed, if_match='"1"').status == 200
    other = publish(newsroom, "Earlier", SAID)["id"]
    assert [one["post"] for one in copies(newsroom, post)] == [other]


def test_what_the_takedown_erases_itself_is_no_copy(newsroom: Newsroom) -> None:
    post = publish(newsroom, "Suspect named", SAID)["id"]
    content = {"headline": "Suspect named", "body": body(SAID)}
    edit = {"kind": "edit", "post": post, "revision": 1, "content": content}
    assert newsroom.editor.put(f"{BLOG}/drafts/d2", edit, if_match='"0"').status == 200
    assert copies(newsroom, post) == []


def test_of_no_post_there_are_none(newsroom: Newsroom) -> None:
    assert newsroom.editor.get(f"{BLOG}/posts/none/copies").status == 404
    assert newsroom.reporter.get(f"{BLOG}/posts/none/copies").status == 404
