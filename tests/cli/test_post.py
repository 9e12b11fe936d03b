from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Dateline

BODIES = {
    "a.md": ("Smoke **over** the dock.", None),
    "a.html": ("<p>Smoke <b>over</b> the dock.</p>", None),
    "a.txt": ("Smoke over the dock.", None),
    "a.out": ("Smoke **over** the dock.", "markdown"),
    "a.json": (
        json.dumps(
            {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Smoke."}]}]}
        ),
        None,
    ),
}


@pytest.fixture(scope="module")
def blog(dateline: Dateline) -> str:
    dateline.json("blog", "open", "fire", "--title", "Fire", "--zone", "Europe/Paris")
    return "fire"


def test_a_post_from_publishing_to_retraction(dateline: Dateline, blog: str, tmp_path: Path) -> None:
    (tmp_path / "first.md").write_text("Smoke **over** dock four.\n\n> Run!\n>\n> — Ada, docker\n")
    first = dateline.json(
        "post", "publish", blog, "--headline", "Smoke", "--body", str(tmp_path / "first.md"), "--key", "--pin",
        "--at", "2026-05-04T21:30+02:00", "--happened-at", "2026-05-04T19:10Z", "--byline", "Jo",
        "--standing", "unverified", "--source", "Police", "--source", "Harbour master",
        "--tag", "Harbour", "--tag", "Fires",
    )  # fmt: skip
    assert first["url"] == f"http://127.0.0.1:8000/fire/p/{first['id']}"
    assert (first["at"], first["happened_at"]) == ("2026-05-04T19:30:00.000Z", "2026-05-04T19:10:00.000Z")
    assert (first["revision"], first["key"], first["pinned"], first["standing"]) == (1, True, True, "unverified")
    assert [s["name"] for s in first["sources"]] == ["Police", "Harbour master"]
    assert [block["type"] for block in first["body"]["content"]] == ["paragraph", "quote"]
    post = first["id"]

    assert first["tags"] == ["Harbour", "Fires"]
    edited = dateline.json("post", "edit", blog, post, "--headline", "Smoke over dock four", "--revision", "1")
    assert (edited["revision"], edited["byline"], edited["body"]) == (2, "Jo", first["body"])
    corrected = dateline.json(
        "post", "correct", blog, post, "--note", "It is dock five.", "--body", "-", stdin=b"Dock five."
    )
    assert corrected["corrections"][0]["note"] == "It is dock five."
    flagged = dateline.json("post", "flag", blog, post, "--no-key", "--no-pin")
    assert (flagged["revision"], flagged["key"], flagged["pinned"]) == (4, False, False)
    assert dateline("post", "flag", blog, post, "--no-key").out.startswith("Nothing to change")

    shown = dateline("post", "show", blog, post).out
    assert "Smoke over dock four" in shown and "Dock five." in shown and "It is dock five." in shown
    assert dateline.json("post", "show", blog, post)["body"] == corrected["body"]

    stale = dateline("post", "edit", blog, post, "--headline", "Old", "--revision", "1", "--json").problem
    assert (stale["status"], stale["current"]["revision"], stale["yours"]) == (409, 4, {"headline": "Old"})

    retracted = dateline.json("post", "retract", blog, post, "--reason", "A drill.")
    assert retracted["retraction"]["reason"] == "A drill." and not retracted["retraction"]["takedown"]
    taken_down = dateline.json("post", "retract", blog, post, "--reason", "Court order.", "--takedown")
    assert (taken_down["headline"], taken_down["body"]["content"]) == ("", [])
    listed = dateline("post", "list", blog).out
    assert post in listed and "retracted" in listed


def test_a_takedown_names_what_holds_the_same_words(dateline: Dateline, blog: str) -> None:
    said = b"The man whom police hold is Ivo Brandt of the harbour office."
    post, other = (
        dateline.json("post", "publish", blog, "--headline", name, "--body", "-", stdin=said)["id"]
        for name in ("Suspect named", "The day so far")
    )
    done = dateline("post", "retract", blog, post, "--reason", "Court order.", "--takedown")
    assert done.code == 0 and done.out.startswith("Took down")
    assert f"  post {other} 'The day so far': 12 words" in done.err.splitlines()
    again = dateline("post", "retract", blog, other, "--reason", "Court order.", "--takedown")
    assert (again.code, again.err) == (0, "")


def test_a_post_is_filed_under_tags_and_under_none(dateline: Dateline, blog: str) -> None:
    post = dateline.json("post", "publish", blog, "--headline", "Filed", "--tag", "Quay")["id"]
    assert "tag: Quay" in dateline("post", "show", blog, post).out
    assert dateline.json("post", "edit", blog, post, "--headline", "Filed anew")["tags"] == ["Quay"]
    assert dateline.json("post", "edit", blog, post, "--tag", "Fires", "--tag", "fires")["tags"] == ["Fires"]
    assert dateline.json("post", "correct", blog, post, "--note", "Not there.", "--tag", "")["tags"] == []
    assert dateline("post", "edit", blog, post, "--tag", "…", "--json").problem["field"] == "tags[0]"


def test_the_answer_for_people_names_id_revision_cursor_and_address(dateline: Dateline, blog: str) -> None:
    done = dateline("post", "publish", blog, "--headline", "One line")
    post = dateline.json("post", "list", blog)[0]
    assert done.out.splitlines()[0] == f"Published post {post['id']}, revision 1"
    assert f"/fire/p/{post['id']}" in done.out and "cursor" in done.out


@pytest.mark.parametrize("name", BODIES)
def test_the_format_goes_by_the_name_or_is_said(dateline: Dateline, blog: str, tmp_path: Path, name: str) -> None:
    text, said = BODIES[name]
    (tmp_path / name).write_text(text)
    words = ["post", "publish", blog, "--body", str(tmp_path / name)]
    if said:
        assert dateline(*words, "--json").problem["field"] == "body"
        words += ["--format", said]
    post: Any = dateline.json(*words)
    marks = [inline.get("marks") for inline in post["body"]["content"][0]["content"]]
    assert (marks[1:2] == [[{"type": "strong"}]]) == (name in ("a.md", "a.html", "a.out"))


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\xff\xfe\x00\x01", "binary.md", "UTF-8"),
        (b"first\nsecond \xe9\n", "latin.md", "line 2"),
        (b"a\0b", "nul.md", "U+0000"),
        (b"x" * 300_000, "long.md", "256 KiB"),
        (b"{", "half.json", "JSON"),
        (b"[" * 100_000, "deep.json", "deep"),
        (b'{"type": "doc", "content": [{"type": "script"}]}', "unknown.json", "content[0]"),
        (b"<script>alert(1)</script>", "script.html", "script"),
    ],
)
def test_a_body_that_cannot_be_is_told_before_anything_is_touched(
    tmp_path: Path, content: bytes, name: str, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = Dateline(tmp_path / "data")("post", "publish", "fire", "--body", str(tmp_path / name))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: body") and told in done.err and done.err.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_a_file_that_cannot_be_read_is_named(dateline: Dateline, blog: str, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.md", tmp_path):
        done = dateline("post", "publish", blog, "--format", "text", "--body", str(path))
        assert done.code == 1 and str(path) in done.err and done.err.count("\n") == 1


def test_nothing_to_say_and_nobody_to_say_it_to(dateline: Dateline, blog: str) -> None:
    assert dateline("post", "publish", blog, "--json").problem["field"] == "body"
    assert dateline("post", "publish", "nowhere", "--headline", "x", "--json").problem["status"] == 404
    assert dateline("post", "edit", blog, "summary", "--headline", "x", "--json").problem["status"] == 404
    assert (
        dateline("post", "publish", blog, "--headline", "x", "--at", "half past nine", "--json").problem["field"]
        == "at"
    )
    assert dateline("post", "flag", blog, "nobody").code == 2


def test_a_summary_from_lines_and_from_json(dateline: Dateline, blog: str) -> None:
    post = dateline.json("post", "publish", blog, "--headline", "It is out")["id"]
    lines = f"The fire is out. [{post}]\n\nNobody was hurt [so far]. [{post}, {post}]\n".encode()
    said = dateline.json("summary", "set", blog, stdin=lines)["sentences"]
    assert said == [
        {"text": "The fire is out.", "posts": [post]},
        {"text": "Nobody was hurt [so far].", "posts": [post, post]},
    ]
    assert dateline("summary", "set", blog, stdin=json.dumps(said).encode()).out.startswith("Nothing to change")
    assert f"- The fire is out. [{post}]" in dateline("blog", "show", blog).out
    assert "line 2" in dateline("summary", "set", blog, stdin=b"A. [x]\nNo posts.").err
    assert dateline("summary", "set", blog, "--json", stdin=b"A. [nobody]").problem["field"] == "sentences[0].posts[0]"
    assert dateline.json("summary", "set", blog)["sentences"] == []
