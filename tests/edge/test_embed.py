"""The addresses that other sites ask for, on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dateline.typeset import embed
from tests.support.newsroom import Desk, open_blog
from tests.support.reader import connect
from tests.support.serving import Server, serve

STRANGER = {"origin": "https://partner.example"}
HOSTILE = [
    *("posts=50&posts=7", "posts=-1", "posts=99999999999999", "posts=%F0%9F%90%9F", "posts=٣", "posts="),
    *("order=sideways", "theme=<script>", "x=1", "&&&&", "=" * 3000),
]


@pytest.fixture(scope="module")
def desk(data: Path) -> Desk:
    desk = open_blog()
    for n in range(60):
        desk.publish(f"Report {n}", "The tide is in.")
    return desk


@pytest.fixture(scope="module")
def draft(data: Path) -> str:
    """The slug of a blog that is not public."""
    return open_blog(state="draft").slug


@pytest.fixture(scope="module", params=["fast", "portable"])
def server(data: Path, desk: Desk, draft: str, request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve(data, server=request.param) as running:
        yield running


def get(server: Server, path: str, **headers: str) -> httpx.Response:
    return httpx.get(server.url + path, headers={**STRANGER, **headers}, trust_env=False, timeout=30)


def test_scripts_of_any_site_may_read_what_an_embed_needs(server: Server, desk: Desk) -> None:
    for path in (
        "/embed.js",
        embed.sheet().path,
        f"/{desk.slug}/embed.json",
        f"/{desk.slug}/since/{desk.cursor}.json",
        f"/{desk.slug}/since/nothing.json",
    ):
        reply = get(server, path)
        assert reply.status_code == 200, path
        assert reply.headers["access-control-allow-origin"] == "*", path
        assert "access-control-allow-credentials" not in reply.headers
        assert "set-cookie" not in reply.headers
    with connect(server.url, f"/{desk.slug}/stream", headers=STRANGER) as stream:
        assert stream.headers["access-control-allow-origin"] == "*"


def test_pages_are_for_readers_and_not_for_scripts_of_other_sites(server: Server, desk: Desk) -> None:
    for path in (f"/{desk.slug}", f"/{desk.slug}/embed", "/", "/metrics", "/health"):
        assert "access-control-allow-origin" not in get(server, path).headers, path


def test_only_the_page_made_for_it_may_be_framed_anywhere(server: Server, desk: Desk, draft: str) -> None:
    framed = get(server, f"/{desk.slug}/embed").headers["content-security-policy"]
    assert framed.endswith("frame-ancestors *")
    for path in (f"/{desk.slug}", "/", f"/{draft}/embed"):
        policy = get(server, path).headers["content-security-policy"]
        assert policy.endswith("frame-ancestors 'self'"), path
        assert framed.replace("ancestors *", "ancestors 'self'") == policy, "nothing else differs"


def test_a_script_can_tell_no_such_blog_from_a_dead_line(server: Server, draft: str) -> None:
    for slug in ("nothing", draft):
        reply = get(server, f"/{slug}/embed.json")
        assert reply.status_code == 404
        assert reply.headers["access-control-allow-origin"] == "*"
        assert get(server, f"/{slug}/embed").status_code == 404


def test_the_script_stays_at_its_address_and_is_soon_a_new_one(server: Server) -> None:
    reply = get(server, "/embed.js")
    assert reply.headers["content-type"] == "text/javascript; charset=utf-8"
    assert reply.headers["cache-control"] == "public, max-age=300"
    again = get(server, "/embed.js", **{"if-none-match": reply.headers["etag"]})
    assert (again.status_code, again.headers["access-control-allow-origin"]) == (304, "*")


def test_as_many_posts_as_asked_for_within_reason(server: Server, desk: Desk) -> None:
    for asked, shown in (("", 10), ("posts=5", 5), ("posts=50", 50), ("posts=1", 5), ("posts=9999", 50)):
        for path in ("embed.json", "embed"):
            assert get(server, f"/{desk.slug}/{path}?{asked}").text.count("<article") == shown, (path, asked)


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_gets_anything_but_one_of_a_few_answers(server: Server, desk: Desk, query: str) -> None:
    known = {get(server, f"/{desk.slug}/embed.json?posts={n}").text for n in (5, 7, 10, 50)}
    reply = get(server, f"/{desk.slug}/embed.json?{query}")
    assert reply.status_code == 200
    assert reply.text in known
    assert get(server, f"/{desk.slug}/embed?{query}").status_code == 200


def test_there_is_nothing_below_an_embed(server: Server, desk: Desk) -> None:
    for path in ("embed/", "embed/x", "embed.json/x"):
        assert get(server, f"/{desk.slug}/{path}").status_code == (200 if path == "embed/" else 404)


def test_oembed_gives_the_frame(server: Server, desk: Desk) -> None:
    answer = get(server, f"/oembed?url={server.url}/{desk.slug}").json()
    assert f'src="{server.url}/{desk.slug}/embed"' in answer["html"]
