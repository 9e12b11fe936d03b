"""What programs ask for beside pages: pictures, feeds with their headers, robots.txt and trust.txt."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from dateline.typeset import assets
from tests.support.asking import get
from tests.support.catching_up import caught_up
from tests.support.newsroom import open_blog
from tests.support.serving import Server, serve

HUB = "http://127.0.0.1:9/hub"
TRUST = "belongto=https://union.example/, social=https://social.example/@courier\ncontact=desk@courier.example"


@pytest.fixture(scope="module", params=["fast", "portable"])
def server(data: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve(data, server=request.param, hubs=HUB, trust=TRUST) as running:
        yield running


def test_the_picture_is_a_png_and_drawn_anew_when_the_title_changes(server: Server) -> None:
    desk = open_blog("A test of the tide")
    caught_up(server, desk)
    first = get(server, f"/{desk.slug}/card.png")
    assert (first.status_code, first.headers["content-type"]) == (200, "image/png")
    assert Image.open(BytesIO(first.content)).size == (1200, 630)
    assert get(server, f"/{desk.slug}/card.png", if_none_match=first.headers["etag"]).status_code == 304
    desk.publish("A post changes no picture")
    caught_up(server, desk)
    assert get(server, f"/{desk.slug}/card.png?other").headers["etag"] == first.headers["etag"]
    desk.describe(title="The tide is out")
    caught_up(server, desk)
    again = get(server, f"/{desk.slug}/card.png")
    assert again.headers["etag"] != first.headers["etag"] and again.content != first.content
    assert get(server, f"/{desk.slug}/card.png/more").status_code == 404


def test_a_crowd_that_asks_for_a_picture_at_once_gets_the_same_one(server: Server) -> None:
    desk = open_blog("A crowd looks at the tide")
    caught_up(server, desk)
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda n: get(server, f"/{desk.slug}/card.png?{n}"), range(32)))
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1


def test_the_picture_of_a_draft_is_nobodys(server: Server) -> None:
    assert get(server, f"/{open_blog(state='draft').slug}/card.png").status_code == 404


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_a_feed_says_in_its_headers_where_it_stands_and_who_tells_of_it(server: Server, form: str) -> None:
    desk = open_blog()
    desk.publish("The tide is in")
    caught_up(server, desk)
    reply = get(server, f"/{desk.slug}/feed.{form}")
    links = [f'<{server.url}/{desk.slug}/feed.{form}>; rel="self"', f'<{HUB}>; rel="hub"']
    assert reply.headers.get_list("link") == links
    unchanged = get(server, f"/{desk.slug}/feed.{form}", if_none_match=reply.headers["etag"])
    assert unchanged.status_code == 304
    desk.publish("The tide is out")
    caught_up(server, desk)
    changed = get(server, f"/{desk.slug}/feed.{form}", if_none_match=reply.headers["etag"])
    assert changed.status_code == 200 and "The tide is out" in changed.text


def test_older_posts_are_had_from_archives_and_nothing_else_is_there(server: Server) -> None:
    desk = open_blog()
    for n in range(80):
        desk.publish(f"Update {n}")
    caught_up(server, desk)
    assert "Update 0" in get(server, f"/{desk.slug}/feed.atom/1").text
    for wrong in ("feed.atom/0", "feed.atom/01", "feed.atom/x", "feed.atom/9999999", "feed.atom/99", "feed.rss/1"):
        assert get(server, f"/{desk.slug}/{wrong}").status_code == 404, wrong


@pytest.mark.parametrize("path", ["/trust.txt", "/.well-known/trust.txt"])
def test_trust_txt_says_what_the_settings_say(server: Server, path: str) -> None:
    reply = get(server, path)
    assert reply.headers["content-type"].startswith("text/plain")
    assert reply.text.splitlines() == [
        "belongto=https://union.example/",
        "social=https://social.example/@courier",
        "contact=desk@courier.example",
    ]


def test_robots_are_told_what_is_no_page_and_where_the_news_is(server: Server) -> None:
    lines = get(server, "/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /desk/", "Disallow: /api/", "Disallow: /*/stream"} <= set(lines)
    assert lines[-1] == f"Sitemap: {server.url}/news-sitemap.xml"


def test_without_the_setting_there_is_no_trust_txt(clean_database: Path) -> None:
    with serve(clean_database) as bare:
        assert get(bare, "/trust.txt").status_code == 404
        desk = open_blog()
        assert [link for link in get(bare, f"/{desk.slug}/feed.atom").headers.get_list("link") if "hub" in link] == []


def test_a_page_from_before_an_upgrade_still_gets_what_it_loads_late(server: Server) -> None:
    today = get(server, assets.url("keys.js"))
    before = get(server, "/assets/keys.00000000.js")
    assert (before.status_code, before.content) == (200, today.content)
    assert "immutable" in today.headers["cache-control"]
    assert "immutable" not in before.headers["cache-control"]
    assert get(server, "/assets/none.00000000.js").status_code == 404
