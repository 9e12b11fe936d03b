"""What is taken back is gone: a withdrawn post from every address of readers, a text taken down from every file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from dateline.blog.changes import Actor, PublishPost
from dateline.log.append import append
from tests.browser.newsroom import Newsroom as Served
from tests.browser.newsroom import Story, new_token
from tests.desk.conftest import Newsroom
from tests.support.serving import serve

SECRET = "Nightingale"
GRAVE = re.compile(r'class=\\?"[^"]*tombstone|deleted-entry ref')
BODY = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": f"{SECRET} was there."}]}],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gone")


@pytest.fixture(scope="module")
def served(place: Path) -> Iterator[Served]:
    token = new_token(place)
    with serve(place, beat="1", poll="1") as server:
        yield Served(server.url, token)


def ask(story: Story, method: str, below: str, sent: Any = None, **headers: str) -> httpx.Response:
    told = {"Authorization": f"Bearer {story.newsroom.token}", **{n.replace("_", "-"): v for n, v in headers.items()}}
    address = f"{story.newsroom.url}/api/v1/blogs/{story.slug}{below}"
    return story.newsroom.client.request(method, address, json=sent, headers=told)


def addresses(story: Story, post: str) -> list[str]:
    """Wherever a reader, or a program of hers, might come upon a post of this blog."""
    epoch = story.cursor.split(".")[0]
    now = (datetime.now(UTC) + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    own = (
        *("", "/oldest", "/only/key", "/only/pinned", f"/by/{SECRET.lower()}", f"/tag/{SECRET.lower()}"),
        *("/search?q=seen", f"/p/{post}", f"/p/{post}/history", "/print", "/corrections", "/corrections.atom"),
        *("/embed", "/embed.json", f"/at/{now}", "/replay", "/replay.json", "/archive.html", "/record", "/log.jsonl"),
        *("/feed.atom", "/feed.rss", "/feed.json", f"/since/{epoch}.1.json", f"/since/{epoch}.2.json"),
    )
    root, program = story.newsroom.url, f"{story.newsroom.url}/api/v1/blogs/{story.slug}"
    of_site = ("/", "/news-sitemap.xml", "/corrections", "/corrections.atom", f"/oembed?url={story.url}/p/{post}")
    of_programs = ("/posts", f"/posts/{post}", "/changes")
    return [
        *(story.url + path for path in own),
        *(root + path for path in of_site),
        *(program + path for path in of_programs),
    ]


def streamed(story: Story, after: str) -> str:
    """What an open page that had come so far is sent at once."""
    with httpx.stream("GET", f"{story.url}/stream?after={after}", timeout=20) as reply:
        lines = []
        for line in reply.iter_lines():
            lines.append(line)
            if line.startswith("event: beat"):
                return "\n".join(lines)
    raise AssertionError("the stream has ended")


def test_a_withdrawn_post_is_at_no_address_of_readers_and_on_record(served: Served, place: Path) -> None:
    story = served.open_blog()
    story.publish("Ferries sail", "As always.")
    members = {"byline": SECRET, "tags": [SECRET], "key": True, "pinned": True}
    post = story.publish(f"{SECRET} has come", f"{SECRET} was seen.", **members)
    story.served()
    told = [address for address in addresses(story, post) if SECRET in httpx.get(address, timeout=20).text]
    assert len(told) > 20, "these addresses do tell of a post"
    before = story.cursor
    withdrawn = ask(story, "POST", f"/posts/{post}/withdrawal", If_Match='"1"')
    assert withdrawn.status_code == 200, withdrawn.text
    story.cursor = withdrawn.json()["cursor"]
    story.served()
    for address in addresses(story, post):
        reply = httpx.get(address, timeout=20)
        assert SECRET not in reply.text, address
        assert f"p-{post}" not in reply.text and not GRAVE.search(reply.text), address
    epoch = before.split(".")[0]
    for cursor in (f"{epoch}.1", f"{epoch}.2", before):
        sent = streamed(story, cursor)
        assert SECRET not in sent
        assert "tombstone" not in sent
    assert f'"op":"drop","id":"{post}"' in streamed(story, before).replace(" ", "")
    history = ask(story, "GET", f"/posts/{post}/history").json()["changes"]
    assert SECRET in json.dumps(history), "an editor reads it in its history"
    assert [one["name"] for one in history] == ["browser", "browser"]
    verify = [sys.executable, "-m", "dateline.cli.main", "verify", story.slug, "--data", str(place)]
    assert subprocess.run(verify, capture_output=True, check=False).returncode == 0


def test_after_twenty_seconds_a_withdrawal_is_refused(newsroom: Newsroom) -> None:
    """The seconds count from the publication on record; the time that a post shows has no part in it."""
    now = datetime.now(UTC)
    for name, ago, shown in (("late", 20.5, now), ("soon", 10.0, now - timedelta(days=1))):
        command = PublishPost(name, name, at=shown.isoformat())
        append("fire", command, actor=Actor("token:1", "editor"), now=now - timedelta(seconds=ago))
    late = newsroom.editor.post("/blogs/fire/posts/late/withdrawal", None, if_match='"1"')
    assert (late.status, late.json["type"].split(":")[-1]) == (409, "too-late")
    assert "Retract it" in late.json["detail"]
    told = newsroom.editor.get("/blogs/fire/timeline/posts?ids=late,soon").json["posts"]
    assert [0 < one["withdraw_for"] <= 20 for one in told] == [False, True]
    assert newsroom.editor.get("/blogs/fire/posts/late").json["retraction"] is None
    assert newsroom.editor.post("/blogs/fire/posts/soon/withdrawal", None, if_match='"1"').status == 200


def test_a_takedown_erases_the_text_from_every_file_drafts_included(served: Served, place: Path) -> None:
    story = served.open_blog()
    text = f"{SECRET} is the name that a court forbids"
    post = story.publish("Name of the suspect", f"{text}.")
    story.edit(post, body=f"{text}, and no other.")
    draft = {"kind": "edit", "post": post, "revision": 2, "content": {"headline": "", "body": BODY}}
    assert ask(story, "PUT", "/drafts/about-it", draft, If_Match='"0"').status_code == 200
    assert holding(place, text) and holding(place, f"{SECRET} was there")
    sent = {"reason": "By order of a court.", "takedown": True}
    taken = ask(story, "POST", f"/posts/{post}/retraction", sent, If_Match='"2"')
    assert taken.status_code == 200, taken.text
    story.cursor = taken.json()["cursor"]
    story.served()
    for address in addresses(story, post):
        assert text not in httpx.get(address, timeout=20).text, address
    assert SECRET not in ask(story, "GET", f"/posts/{post}/history").text
    assert SECRET not in ask(story, "GET", "/changes").text
    deadline = time.monotonic() + 20
    while left := [*holding(place, text), *holding(place, f"{SECRET} was there")]:
        assert time.monotonic() < deadline, left
        # The write-ahead log is cut when no reader holds it open any more: at the next change, if not at once.
        story.publish("Something else")
        time.sleep(0.2)


def holding(place: Path, text: str) -> list[str]:
    """The files of a newsroom's directory in whose bytes this stands."""
    found = (path for path in place.rglob("*") if path.is_file())
    return [path.name for path in found if text.encode() in path.read_bytes()]


def test_what_people_were_writing_about_it_goes_with_it_and_cannot_come_back(newsroom: Newsroom) -> None:
    post = newsroom.post["id"]
    about = {"kind": "correct", "post": post, "revision": 1, "content": {"headline": SECRET, "body": BODY}}
    other = {"kind": "new", "content": {"headline": "Of something else", "body": BODY}}
    for name, draft in (("mine", about), ("other", other)):
        assert newsroom.editor.put(f"/blogs/fire/drafts/{name}", draft, if_match='"0"').status == 200
    published = newsroom.editor.post(
        "/blogs/fire/drafts/first/publication", {"kind": "new", "headline": SECRET}, if_match='"0"'
    )
    for id, revision in ((post, 1), (published.json["id"], 1)):
        sent = {"reason": "By order of a court.", "takedown": True}
        reply = newsroom.manager.post(f"/blogs/fire/posts/{id}/retraction", sent, if_match=f'"{revision}"')
        assert reply.status == 200, reply.json
    assert [one["id"] for one in newsroom.editor.get("/blogs/fire/drafts").json["drafts"]] == ["other"]
    kept = [
        newsroom.editor.put(f"/blogs/fire/drafts/{name}", draft, if_match='"1"')
        for name, draft in (("mine", about), ("first", other))
    ]
    sent = {"kind": "correct", "post": post, "headline": SECRET, "note": "So it was."}
    kept.append(newsroom.editor.post("/blogs/fire/drafts/mine/publication", sent, if_match='"1"'))
    for reply in kept:
        assert (reply.status, reply.json["type"].split(":")[-1]) == (410, "taken-down"), reply.json
    assert newsroom.editor.put("/blogs/fire/drafts/other", other, if_match='"1"').status == 200
