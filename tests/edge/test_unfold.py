"""The addresses that look back, on a real server."""

from __future__ import annotations

import io
import json
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from dateline.blog.changes import ReopenBlog
from dateline.wire import public_log
from tests.support.asking import get
from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk, open_blog
from tests.support.serving import Server, serve

pytestmark = pytest.mark.usefixtures("announced")
PAGES = ("replay", "replay.json", "archive.html", "record", "log.jsonl")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with serve(data, beat="1") as running:
        yield running


def record(server: Server, desk: Desk) -> public_log.PublicLog:
    return public_log.read(io.BytesIO(get(server, f"/{desk.slug}/log.jsonl").content))


def settled(server: Server, path: str) -> tuple[str, httpx.Response]:
    """The address that this one leads to, and what is there."""
    reply = get(server, path)
    while reply.status_code == 302:
        path = reply.headers["location"]
        reply = get(server, path)
    return path, reply


def test_any_time_leads_to_the_one_address_of_its_moment(server: Server, desk: Desk) -> None:
    desk.publish("The tide is in")
    time.sleep(0.01)
    desk.publish("The tide is out")
    caught_up(server, desk)
    first, second = (change.at for change in record(server, desk).changes[1:])
    assert settled(server, f"/{desk.slug}/at/2222-01-01T00:00")[0] == f"/{desk.slug}/at/{second}"
    path, reply = settled(server, f"/{desk.slug}/at/{first[:-1]}+00:00")
    assert path == f"/{desk.slug}/at/{first}"
    assert "The tide is in" in reply.text and "The tide is out" not in reply.text
    assert reply.headers["surrogate-key"] == f"b-{desk.slug}"
    again = get(server, path, if_none_match=reply.headers["etag"])
    assert again.status_code == 304


@pytest.mark.parametrize(
    "asked",
    ["2001-01-01T00:00", "", "now", "2222-13-01T00:00", "2222-01-01T00:00/pages"]
    + [f"2222-01-01T00:00/page/{page}" for page in ("", "0", "1", "x", "9" * 9)],
)
def test_before_the_opening_and_at_no_time_there_is_nothing(server: Server, desk: Desk, asked: str) -> None:
    caught_up(server, desk)
    assert settled(server, f"/{desk.slug}/at/{asked}")[1].status_code == 404


def test_a_draft_has_no_past_either(server: Server) -> None:
    desk = open_blog("Not yet", state="draft")
    desk.publish("Embargoed words")
    time.sleep(1.2)
    for page in (*PAGES, "at/2222-01-01T00:00"):
        assert get(server, f"/{desk.slug}/{page}").status_code == 404, page
    desk.do(ReopenBlog())
    caught_up(server, desk)
    for page in PAGES:
        assert get(server, f"/{desk.slug}/{page}").status_code == 200, page
    before = record(server, desk).changes[1].at
    assert settled(server, f"/{desk.slug}/at/{before}")[1].status_code == 404


@pytest.mark.parametrize("takedown", [False, True])
def test_a_retracted_text_is_nowhere_in_the_past(server: Server, desk: Desk, takedown: bool) -> None:
    words = f"w{secrets.token_hex(8)}"
    post = desk.publish(f"Headline {words}", f"Text {words}", key=True, pinned=True)
    desk.correct(post, f"We wrote {words}", headline=f"Other {words}")
    desk.summarise((f"Summary {words}", [post]))
    kept = desk.publish("Another matter")
    desk.summarise(("Nothing is known", [kept]))
    caught_up(server, desk)
    moments = [change.at for change in record(server, desk).changes]
    for page in PAGES:
        told = words in get(server, f"/{desk.slug}/{page}").text
        assert told == (page not in ("replay", "record")), page
    desk.retract(post, "It was not so.", takedown)
    caught_up(server, desk)
    for page in PAGES:
        assert words not in get(server, f"/{desk.slug}/{page}").text, page
    for moment in moments:
        reply = settled(server, f"/{desk.slug}/at/{moment}")[1]
        assert reply.status_code == 200 and words not in reply.text
    assert public_log.check(record(server, desk))[0] == []


def test_the_foot_of_the_page_shows_the_head_of_the_record(server: Server, desk: Desk) -> None:
    desk.publish("The tide is in")
    caught_up(server, desk)
    head = record(server, desk)
    page = get(server, f"/{desk.slug}").text
    assert f'data-cursor="{desk.cursor}" data-digest="{head.digest[:16]}"' in page
    assert (f"{head.epoch}.{head.seq}", len(head.digest)) == (desk.cursor, 64)


def test_the_saved_file_has_a_name(server: Server, desk: Desk) -> None:
    caught_up(server, desk)
    headers = get(server, f"/{desk.slug}/archive.html").headers
    assert headers["content-disposition"].startswith(f'attachment; filename="{desk.slug}-20')


def test_an_ended_blogs_page_may_be_kept_longer_by_those_who_can_be_told(server: Server, desk: Desk) -> None:
    caught_up(server, desk)
    assert get(server, f"/{desk.slug}").headers["cdn-cache-control"] == "max-age=2"
    desk.close()
    caught_up(server, desk)
    for page in ("", "/archive.html", "/feed.atom"):
        headers = get(server, f"/{desk.slug}{page}").headers
        assert headers["cdn-cache-control"] == "max-age=60, stale-if-error=86400", page
        assert headers["cache-control"] == "public, max-age=0, must-revalidate", page
        assert headers["surrogate-key"] == f"b-{desk.slug}", page
    assert get(server, f"/{desk.slug}/since/{desk.cursor}.json").headers["cdn-cache-control"] == "max-age=2"


def test_a_crowd_gets_one_making_and_whoever_is_too_many_is_told_to_come_back(server: Server, desk: Desk) -> None:
    for n in range(40):
        desk.publish(f"Post {n}")
        time.sleep(0.002)
    caught_up(server, desk)
    moments = sorted({change.at for change in record(server, desk).changes})
    paths = [f"/{desk.slug}/at/{moment}" for moment in moments]
    with ThreadPoolExecutor(40) as crowd:
        replies = list(crowd.map(lambda path: get(server, path), paths))
    assert {reply.status_code for reply in replies} <= {200, 503}
    assert all(reply.headers["retry-after"] for reply in replies if reply.status_code == 503)
    assert get(server, f"/{desk.slug}").status_code == 200


def test_a_large_file_reaches_a_slow_reader_whole(server: Server, desk: Desk) -> None:
    for n in range(12):
        desk.publish(f"Post {n}", "A long text about the tide. " * 2000)
    caught_up(server, desk)
    whole = get(server, f"/{desk.slug}/log.jsonl").content
    assert len(whole) > 600_000
    received = b""
    with httpx.stream("GET", f"{server.url}/{desk.slug}/log.jsonl", headers={"accept-encoding": "identity"}) as reply:
        for part in reply.iter_raw(65_536):
            received += part
            time.sleep(0.02)
    assert received == whole
    assert json.loads(received.splitlines()[0])["slug"] == desk.slug
    assert httpx.head(f"{server.url}/{desk.slug}/log.jsonl").content == b""
