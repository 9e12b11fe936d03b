"""The contract of every server that readers meet, through real sockets."""

from __future__ import annotations

import gzip
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import brotli
import httpx
import pytest

from dateline.blog.changes import ReopenBlog
from tests.support.asking import get
from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk, open_blog
from tests.support.reader import Stream, connect
from tests.support.serving import Server, serve

pytestmark = pytest.mark.usefixtures("announced")
SERVERS = ("fast", "portable")
FAR = 500  # changes, after which a reader fetches the page instead


@pytest.fixture(scope="module", params=SERVERS)
def server(data: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve(data, beat="1", server=request.param) as running:
        yield running


def page(server: Server, desk: Desk, path: str = "") -> str:
    """The page as it is once the server has caught up with everything done at this desk."""
    caught_up(server, desk)
    return get(server, f"/{desk.slug}{path}").text


def follow(server: Server, desk: Desk, cursor: str | None = None, **headers: str) -> Stream:
    path = f"/{desk.slug}/stream" + (f"?after={cursor}" if cursor else "")
    return connect(server.url, path, headers={name.replace("_", "-"): value for name, value in headers.items()})


# Pages


def test_a_page_is_the_same_in_every_encoding_and_is_not_sent_twice(server: Server, desk: Desk) -> None:
    desk.publish("The tide is in", "It came in at six. " * 30)
    plain = page(server, desk).encode()
    for encoding, decode in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        with httpx.stream("GET", f"{server.url}/{desk.slug}", headers={"accept-encoding": encoding}) as reply:
            assert reply.headers["content-encoding"] == encoding
            assert reply.headers["vary"] == "accept-encoding"
            assert decode(b"".join(reply.iter_raw())) == plain
            tag = reply.headers["etag"]
        assert not tag.startswith("W/")
        again = get(server, f"/{desk.slug}", accept_encoding=encoding, if_none_match=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"].startswith(f'"{desk.cursor}.')
    desk.publish("The tide is out")
    page(server, desk)
    assert get(server, f"/{desk.slug}", if_none_match=tag).status_code == 200


def test_an_encoding_refused_with_q_0_is_not_used(server: Server, desk: Desk) -> None:
    page(server, desk)
    assert "content-encoding" not in get(server, f"/{desk.slug}", accept_encoding="br;q=0, gzip; q=0.0").headers
    assert get(server, f"/{desk.slug}", accept_encoding="br;q=0, gzip;q=0.5").headers["content-encoding"] == "gzip"


def test_head_is_get_without_the_body(server: Server, desk: Desk) -> None:
    page(server, desk)
    full = get(server, f"/{desk.slug}")
    head = httpx.head(f"{server.url}/{desk.slug}", headers={"accept-encoding": "identity"})
    assert head.content == b""
    ignored = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in ignored} == {
        k: v for k, v in full.headers.items() if k not in ignored
    }
    assert httpx.head(f"{server.url}/{desk.slug}/stream").status_code == 200


def test_caches_may_keep_a_page_for_two_seconds_and_streams_never(server: Server, desk: Desk) -> None:
    page(server, desk)
    for path in (f"/{desk.slug}", f"/{desk.slug}/since/{desk.cursor}.json"):
        headers = get(server, path).headers
        assert headers["cache-control"] == "public, max-age=0, must-revalidate"
        assert headers["cdn-cache-control"] == "max-age=2"
        assert headers["surrogate-key"] == f"b-{desk.slug}"
    with follow(server, desk) as stream:
        assert stream.headers["cache-control"] == "no-store, no-transform"
        assert stream.headers["x-accel-buffering"] == "no"
        assert stream.headers["content-type"].startswith("text/event-stream")


def test_every_page_forbids_foreign_and_inline_script(server: Server, desk: Desk) -> None:
    post = desk.publish("Under the policy")
    page(server, desk)
    for path in ("/", f"/{desk.slug}", f"/{desk.slug}/p/{post}", f"/{desk.slug}/p/{post}/history", "/nothing-here"):
        headers = get(server, path).headers
        assert "script-src 'self';" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
        assert "set-cookie" not in headers, path


@pytest.mark.parametrize(
    "path", ["/nothing", "/{slug}/p/nothing", "/{slug}/nothing", "/{slug}/page/99", "/{slug}/page/0"]
)
def test_what_is_not_there_is_404(server: Server, desk: Desk, path: str) -> None:
    page(server, desk)
    assert get(server, path.format(slug=desk.slug)).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_readers_only_read(server: Server, desk: Desk, method: str) -> None:
    reply = httpx.request(method, f"{server.url}/{desk.slug}")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET, HEAD")


def test_older_pages_keep_their_address_and_no_post_is_between_two_pages(server: Server, desk: Desk) -> None:
    ids = [desk.publish(f"Post {i}") for i in range(75)]
    live = page(server, desk)
    shown = [live, *(get(server, f"/{desk.slug}/page/{number}").text for number in (2, 1))]
    for post in ids:
        assert sum(f'id="p-{post}"' in text for text in shown) == 1, post
    assert get(server, f"/{desk.slug}/page/3").headers["location"] == f"/{desk.slug}"


# The public gate


def test_a_draft_does_not_exist_for_readers(server: Server) -> None:
    desk = open_blog("Not yet", state="draft")
    post = desk.publish("Embargoed words")
    time.sleep(1.2)
    slug = desk.slug
    cursor = desk.cursor
    paths = ("", "/stream", f"/since/{cursor}.json", f"/p/{post}", f"/p/{post}/history", "/feed.atom", "/feed.rss")
    for path in (*paths, "/feed.json", "/page/1"):
        reply = get(server, f"/{slug}{path}")
        assert reply.status_code == 404, path
        assert "Embargoed" not in reply.text
    assert get(server, f"/oembed?url={server.url}/{slug}").status_code == 404
    for path in ("/", "/news-sitemap.xml"):
        assert slug not in get(server, path).text
    desk.do(ReopenBlog())
    assert "Embargoed words" in page(server, desk)
    assert slug in get(server, "/").text
    assert get(server, f"/{slug}/since/{cursor}.json").json()["reset"] is True


def test_a_retracted_text_is_nowhere_a_reader_can_look(server: Server, desk: Desk) -> None:
    start = desk.cursor
    words = f"w{secrets.token_hex(8)}"
    post = desk.publish(f"Headline {words}", f"Text {words}", key=True, pinned=True)
    desk.correct(post, f"We wrote {words}", headline=f"Other {words}")
    desk.summarise((f"Summary {words}", [post]))
    kept = desk.publish("Another matter")
    assert words in page(server, desk)
    desk.summarise(("Nothing is known", [kept]))
    desk.retract(post, "It was not so.")
    page(server, desk)
    paths = ["", f"/p/{post}", f"/since/{start}.json", "/feed.atom", "/feed.rss", "/feed.json"]
    epoch = start.partition(".")[0]
    paths += [f"/since/{epoch}.{seq}.json" for seq in range(int(desk.cursor.partition(".")[2]))]
    for path in paths:
        assert words not in get(server, f"/{desk.slug}{path}").text, path
    with follow(server, desk, start) as stream:
        assert words not in json.dumps([e.data for e in stream.deltas_to(desk.cursor)])
    assert "It was not so." in get(server, f"/{desk.slug}").text
    assert words not in get(server, "/").text + get(server, "/news-sitemap.xml").text


def test_a_taken_down_text_is_gone_from_the_history_too(server: Server, desk: Desk) -> None:
    words = f"w{secrets.token_hex(8)}"
    post = desk.publish(f"Headline {words}")
    desk.edit(post, headline=f"Again {words}")
    page(server, desk)
    assert words in get(server, f"/{desk.slug}/p/{post}/history").text
    desk.retract(post, "By order of a court.", takedown=True)
    page(server, desk)
    history = get(server, f"/{desk.slug}/p/{post}/history").text
    assert words not in history
    assert "By order of a court." in history


# The stream


def test_a_published_post_reaches_an_open_stream_at_once(server: Server, desk: Desk) -> None:
    page(server, desk)
    with follow(server, desk, desk.cursor) as stream:
        stream.until("beat")
        waits = []
        for i in range(10):
            before = time.monotonic()
            post = desk.publish(f"News {i}")
            (event,) = stream.deltas_to(desk.cursor)
            waits.append(time.monotonic() - before)
            put = event.data["ops"][0]
            assert (put["op"], put["id"]) == ("put", post)
            assert event.data["cursor"] == event.id == desk.cursor
    assert sorted(waits)[5] < 0.5  # a bus that lost its hints would need a second


def test_a_lost_hint_costs_a_second_and_no_post(server: Server, desk: Desk) -> None:
    from dateline.log import append

    page(server, desk)
    with follow(server, desk, desk.cursor) as stream:
        stream.until("beat")
        hooks = append.committed[:]
        append.committed.clear()
        desk.publish("Nobody was told")
        append.committed.extend(hooks)
        stream.deltas_to(desk.cursor, timeout=3)


def test_a_stream_resumes_after_its_cursor_with_the_bytes_that_polling_gives(server: Server, desk: Desk) -> None:
    cursors = [desk.cursor]
    for i in range(5):
        desk.publish(f"Post {i}")
        cursors.append(desk.cursor)
    page(server, desk)
    for i, cursor in enumerate(cursors):
        polled = get(server, f"/{desk.slug}/since/{cursor}.json").json()
        assert [d["cursor"] for d in polled["deltas"]] == cursors[i + 1 :]
        if i < 5:
            with follow(server, desk, last_event_id=cursor) as stream:
                assert [e.data for e in stream.deltas_to(desk.cursor)] == polled["deltas"]


def test_the_last_event_id_wins_over_the_address(server: Server, desk: Desk) -> None:
    first = desk.cursor
    desk.publish("One")
    second = desk.cursor
    desk.publish("Two")
    page(server, desk)
    with follow(server, desk, first, last_event_id=second) as stream:
        assert [e.id for e in stream.deltas_to(desk.cursor)] == [desk.cursor]


@pytest.mark.parametrize(
    "cursor", ["{epoch}.99999", "ffffffff.1", "x", "{epoch}.-1", "{epoch}.01", "%00.1", "1" * 400, "."]
)
def test_a_cursor_that_leads_nowhere_is_a_reset_and_never_an_error(server: Server, desk: Desk, cursor: str) -> None:
    page(server, desk)
    text = cursor.format(epoch=desk.cursor.partition(".")[0])
    with follow(server, desk, text) as stream:
        assert stream.next().name == "reset"
        assert stream.next().data["cursor"] == desk.cursor
    polled = get(server, f"/{desk.slug}/since/{text}.json")
    assert polled.status_code == 200
    assert (polled.json()["reset"], polled.json()["cursor"]) == (True, desk.cursor)


def test_more_than_five_hundred_changes_behind_is_a_reset(server: Server, desk: Desk) -> None:
    post = desk.publish("Counted")
    epoch = desk.cursor.partition(".")[0]
    for i in range(FAR):
        desk.flag(post, key=i % 2 == 0)
    page(server, desk)
    head = int(desk.cursor.partition(".")[2])
    assert len(get(server, f"/{desk.slug}/since/{epoch}.{head - FAR}.json").json()["deltas"]) == FAR
    assert get(server, f"/{desk.slug}/since/{epoch}.{head - FAR - 1}.json").json()["reset"] is True


def test_a_quiet_stream_gives_signs_of_life_with_the_head(server: Server, desk: Desk) -> None:
    page(server, desk)
    with follow(server, desk, desk.cursor) as stream:
        beats = [stream.until("beat", 3).data for _ in range(3)]
    assert {b["cursor"] for b in beats} == {desk.cursor}
    assert beats[-1]["readers"] == 1


def test_another_zone_makes_every_time_read_differently_so_pages_are_fetched_anew(server: Server, desk: Desk) -> None:
    desk.publish("At some hour")
    page(server, desk)
    with follow(server, desk, desk.cursor) as stream:
        stream.until("beat")
        desk.describe(zone="Asia/Tokyo", place="Tokyo")
        assert stream.until("reset").name == "reset"
    assert "Tokyo time (GMT+9)" in page(server, desk)


def test_a_closed_blog_tells_its_readers_and_then_stops(server: Server, desk: Desk) -> None:
    desk.publish("The last word")
    before = desk.cursor
    page(server, desk)
    with follow(server, desk, before) as stream:
        stream.until("beat")
        desk.close()
        (event,) = stream.deltas_to(desk.cursor)
        assert 'id="state"' in event.data["ops"][0]["html"]
        with pytest.raises(EOFError):
            while True:
                stream.next()
        assert stream.retry
    with follow(server, desk, desk.cursor) as refused:
        assert refused.status == 204
    with follow(server, desk, before) as late:
        assert late.deltas_to(desk.cursor)[0].data == event.data


def test_every_reader_gets_every_change_once_and_in_order(server: Server, desk: Desk) -> None:
    start = desk.cursor
    page(server, desk)
    got: list[list[str]] = []

    def read() -> None:
        with follow(server, desk, start) as stream:
            got.append([])
            mine = got[-1]
            while not mine or not mine[-1].endswith(".101"):
                event = stream.until("delta")
                mine.append(event.id)

    threads = [threading.Thread(target=read) for _ in range(60)]
    for i, thread in enumerate(threads):
        if i % 2:
            thread.start()
    for i in range(100):
        if i < 60 and i % 2 == 0:
            threads[i].start()  # half of them join while it goes on
        desk.publish(f"Post {i}")
    for thread in threads:
        thread.join(20)
    epoch = start.partition(".")[0]
    assert len(got) == 60
    assert all(mine == [f"{epoch}.{seq}" for seq in range(2, 102)] for mine in got)


# Servers of their own


def test_a_stop_ends_streams_with_a_time_to_come_back_and_exits_0(data: Path, desk: Desk) -> None:
    with serve(data, grace="2") as own, ExitStack() as held:
        page(own, desk)
        streams = [held.enter_context(follow(own, desk, desk.cursor)) for _ in range(20)]
        for stream in streams:
            stream.until("beat")
        assert own.stop() == 0
        for stream in streams:
            with pytest.raises(EOFError):
                while True:
                    stream.next()
        retries = {stream.retry for stream in streams}
        assert None not in retries and len(retries) > 10
        assert all(1_000 <= (r or 0) <= 15_000 for r in retries)


def test_after_a_kill_a_new_server_gives_the_same_page_and_the_same_deltas(data: Path, desk: Desk) -> None:
    start = desk.cursor
    post = desk.publish("Before", "Some words", key=True)
    desk.correct(post, "It was later.", headline="Before, corrected")
    gone = desk.publish("A rumour")
    desk.retract(gone, "Untrue.")
    with serve(data) as first:
        text, deltas = page(first, desk), get(first, f"/{desk.slug}/since/{start}.json").content
        first.kill()
        with serve(data, port=first.port) as second:
            assert page(second, desk) == text
            assert get(second, f"/{desk.slug}/since/{start}.json").content == deltas


def test_readers_over_the_limit_are_told_to_come_back_with_a_200(data: Path, desk: Desk) -> None:
    with serve(data, readers="2") as own, ExitStack() as held:
        page(own, desk)
        for _ in range(2):
            held.enter_context(follow(own, desk)).until("beat")
        with follow(own, desk) as third:
            assert third.status == 200
            with pytest.raises(EOFError):
                third.next()
            assert 10_000 <= (third.retry or 0) <= 30_000
        assert "dateline_shed_total 1" in get(own, "/metrics").text


def test_a_reader_who_does_not_read_is_cut_and_the_others_are_not_held_up(data: Path, desk: Desk) -> None:
    with serve(data) as own:
        page(own, desk)
        stalled = follow(own, desk, desk.cursor)
        with follow(own, desk, desk.cursor) as reading:
            for i in range(120):
                desk.publish(f"Long post {i}", "So many words, so little said. " * 2000)
                reading.deltas_to(desk.cursor)
                if "dateline_cut_total 1" in get(own, "/metrics").text:
                    break
            else:
                pytest.fail("the stalled reader was never cut")
        with follow(own, desk, desk.cursor) as fresh:
            fresh.until("beat")
        stalled.__exit__()


def test_an_old_stream_is_ended_to_be_resumed(data: Path, desk: Desk) -> None:
    with serve(data, beat="1", stream_age="10") as own:
        page(own, desk)
        with follow(own, desk, desk.cursor) as stream, pytest.raises(EOFError):
            deadline = time.monotonic() + 15
            while time.monotonic() < deadline:
                stream.next()
        assert stream.retry


def test_only_addresses_of_this_house_are_described_to_others(server: Server, desk: Desk) -> None:
    page(server, desk)
    own = get(server, f"/oembed?url={server.url}/{desk.slug}")
    assert own.json()["title"] == "A test of the tide"
    for other in (f"https://elsewhere.example/{desk.slug}", "http://[", "", "&a=1" * 30):
        assert get(server, f"/oembed?url={other}").status_code == 404, other


def test_health_and_metrics_say_what_goes_on(server: Server, desk: Desk) -> None:
    page(server, desk)
    with follow(server, desk) as stream:
        stream.until("beat")
        health = get(server, "/health").json()
        assert health["status"] == "ok" and health["readers"] >= 1
        metrics = get(server, "/metrics").text
        assert f'dateline_readers{{blog="{desk.slug}"}} 1' in metrics
        assert 'dateline_publish_seconds_bucket{le="+Inf"}' in metrics
