"""A blog by order, filter, author and tag, and searched, as a reader's browser asks for it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from dateline.blog.body import from_markdown
from dateline.blog.changes import ImportPosts, PublishPost
from dateline.typeset.listings import ONLY
from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk, open_blog
from tests.support.serving import Server, serve

_ARTICLE = re.compile('<article id="p-([^"]+)"')
_HIT = re.compile('<h3[^>]*><a href="/[^/]+/p/([^"]+)"')


@pytest.fixture(scope="module", params=["fast", "portable"])
def server(data: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve(data, server=request.param) as running:
        yield running


@pytest.fixture(scope="module")
def long_blog(data: Path) -> Desk:
    """75 posts of two authors, every fifth a key event; `n7` corrected, `n9` retracted."""
    desk = open_blog("The tide at length")
    posts = [
        PublishPost(f"n{n}", f"Update {n}", byline="Liv Aune" if n % 2 else "Per Holt", key=n % 5 == 0, tags=["Quay"])
        for n in range(1, 76)
    ]
    desk.do(ImportPosts(posts))
    desk.correct("n7", "It was seven.")
    desk.retract("n9", "It was not.")
    return desk


def get(server: Server, desk: Desk, path: str) -> httpx.Response:
    """The reply once the server has caught up with this desk."""
    caught_up(server, desk)
    return httpx.get(f"{server.url}/{desk.slug}{path}", trust_env=False, timeout=30)


def articles(server: Server, desk: Desk, path: str) -> list[str]:
    reply = get(server, desk, path)
    assert reply.status_code == 200, path
    return _ARTICLE.findall(reply.text)


def ids(numbers: range) -> list[str]:
    return [f"n{n}" for n in numbers]


def test_every_listing_is_at_its_address(server: Server, long_blog: Desk) -> None:
    listed = {
        "": range(75, 40, -1),
        "/page/1": range(20, 0, -1),
        "/oldest": range(1, 21),
        "/oldest/3": range(41, 76),
        "/only/key": range(75, 0, -5),
        "/only/key/oldest": range(5, 76, 5),
        "/only/corrections": range(9, 5, -2),
        "/only/confirmed": range(0),
        "/by/per-holt": range(74, 0, -2),
        "/by/per-holt/oldest": range(2, 75, 2),
        "/tag/quay/oldest": [*range(1, 9), *range(10, 22)],
    }
    for path, numbers in listed.items():
        assert articles(server, long_blog, path) == [f"n{n}" for n in numbers], path


def test_a_page_that_is_not_numbered_yet_is_where_its_posts_are(server: Server, long_blog: Desk) -> None:
    slug = long_blog.slug
    moved = {"/page/3": "", "/page/4": "", "/oldest/1": "/oldest", "/oldest/4": "/oldest/3", "/only/key/1": "/only/key"}
    for path, target in moved.items():
        reply = get(server, long_blog, path)
        assert (reply.status_code, reply.headers.get("location")) == (302, f"/{slug}{target}"), path


@pytest.mark.parametrize(
    "path",
    [
        "/oldest/5", "/oldest/0", "/oldest/01", "/oldest/x", "/oldest/2/3", "/oldest/oldest", "/only", "/only/pinned",
        "/only/key/9", "/only/key/oldest/9", "/only/key/x", "/only/key/oldest/oldest", "/by", "/by/nobody",
        "/by/Liv-Aune", "/by/liv-aune/x", "/tag/none", "/tag/", "/tag/quay/99", "/page", "/page/",
        "/search/x", "/oldest/1000000",
    ],
)  # fmt: skip
def test_what_is_no_listing_is_404(server: Server, long_blog: Desk, path: str) -> None:
    assert get(server, long_blog, path).status_code == 404


def test_a_tag_in_any_script_has_an_address(server: Server) -> None:
    desk = open_blog()
    post = desk.publish("School is out", tags=["المدارس", "Schools & buses"])
    assert articles(server, desk, f"/tag/{quote('المدارس')}") == [post]
    assert articles(server, desk, "/tag/schools-buses") == [post]


def test_a_listing_changes_with_its_blog(server: Server) -> None:
    desk = open_blog()
    assert articles(server, desk, "/only/key") == []
    post = desk.publish("Now it counts")
    desk.flag(post, key=True)
    assert articles(server, desk, "/only/key") == [post]
    desk.retract(post, "It did not.")
    assert articles(server, desk, "/only/key") == []
    assert articles(server, desk, "/only/corrections") == [post]


def test_a_draft_has_no_listings_and_no_search(server: Server) -> None:
    desk = open_blog(state="draft")
    desk.publish("Embargoed", byline="Liv Aune", key=True, tags=["Quay"])
    time.sleep(1.2)
    for path in ("/oldest", *(f"/only/{key}" for key in ONLY), "/by/liv-aune", "/tag/quay", "/search", "/search?q=e"):
        assert httpx.get(f"{server.url}/{desk.slug}{path}", trust_env=False, timeout=30).status_code == 404, path


# Search


def test_words_are_found_in_the_whole_blog_newest_first(server: Server, long_blog: Desk) -> None:
    reply = get(server, long_blog, "/search?q=update")
    assert _HIT.findall(reply.text) == ids(range(75, 55, -1))
    assert "74 updates found" in reply.text  # the retracted one is not
    assert _HIT.findall(get(server, long_blog, "/search?q=update&page=4").text) == [
        *ids(range(15, 9, -1)), *ids(range(8, 0, -1)),
    ]  # fmt: skip
    assert _HIT.findall(get(server, long_blog, '/search?q="update 7"').text) == ["n7"]
    assert _HIT.findall(get(server, long_blog, "/search?q=UPDATE+7+quay").text) == [*ids(range(75, 69, -1)), "n7"]
    assert "No update has all of these words" in get(server, long_blog, "/search?q=zebra").text


def test_a_search_sees_what_was_changed_a_moment_ago(server: Server) -> None:
    desk = open_blog()
    post = desk.publish("The harbour is closed")
    assert _HIT.findall(get(server, desk, "/search?q=harbour").text) == [post]
    desk.edit(post, headline="The bridge is closed")
    assert _HIT.findall(get(server, desk, "/search?q=harbour").text) == []
    assert _HIT.findall(get(server, desk, "/search?q=bridge").text) == [post]
    desk.retract(post, "It was open.")
    reply = get(server, desk, "/search?q=bridge")
    assert _HIT.findall(reply.text) == [] and "<mark>" not in reply.text


def test_the_form_is_there_before_anything_is_asked(server: Server, long_blog: Desk) -> None:
    for path in ("/search", "/search?q=", "/search?q=%20%21", "/search?page=3"):
        text = get(server, long_blog, path).text
        assert 'role="search"' in text and "found" not in text, path


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 5_000, "q=%00%ff%fe", "q=%3Cscript%3Ealert(1)%3C/script%3E", "q=a&page=x", "q=a&page=99999",
              "q=a&q=b&" * 30, "q=%22%22%22", "q=a&page=-1", "q=" + "%CC%81" * 150 + "a"]
)  # fmt: skip
def test_a_hostile_search_is_answered_as_any_other(server: Server, long_blog: Desk, query: str) -> None:
    reply = get(server, long_blog, f"/search?{query}")
    assert reply.status_code == 200
    assert "<script>alert" not in reply.text


def test_a_search_is_kept_by_no_cache_key_and_indexed_by_nobody(server: Server, long_blog: Desk) -> None:
    reply = get(server, long_blog, "/search?q=update")
    assert "surrogate-key" not in reply.headers  # which the node remembers answers by
    assert '<meta name="robots" content="noindex">' in reply.text
    again = httpx.get(
        f"{server.url}/{long_blog.slug}/search?q=update",
        headers={"if-none-match": reply.headers["etag"]},
        trust_env=False,
    )
    assert again.status_code == 304


def test_a_crowd_of_searches_is_answered_or_told_to_come_back(server: Server, long_blog: Desk) -> None:
    get(server, long_blog, "")
    addresses = [f"{server.url}/{long_blog.slug}/search?q={n}" for n in range(80)]
    with ThreadPoolExecutor(40) as pool:
        replies = list(pool.map(lambda address: httpx.get(address, trust_env=False, timeout=30), addresses))
    assert {reply.status_code for reply in replies} <= {200, 503}
    for reply in replies:
        assert reply.status_code == 200 or reply.headers["retry-after"] == "3"


def test_a_search_of_ten_thousand_posts_holds_up_nobody(server: Server) -> None:
    """The first search folds every text; readers of other pages go on being served meanwhile."""
    text = "The water rose again this morning and the quay was closed to all traffic until noon. " * 8
    desk = open_blog("A very long tide")
    for start in range(0, 10_000, 1_000):
        numbers = range(start, start + 1_000)
        desk.do(ImportPosts([PublishPost(f"n{n}", f"Update {n}", from_markdown(text, "body")) for n in numbers]))
    get(server, desk, "")
    waits: list[float] = []
    done = threading.Event()

    def other_reader() -> None:
        with httpx.Client(trust_env=False, timeout=30) as client:
            while not done.is_set():
                start = time.monotonic()
                assert client.get(f"{server.url}/{desk.slug}").status_code == 200
                waits.append(time.monotonic() - start)

    thread = threading.Thread(target=other_reader)
    thread.start()
    first = httpx.get(f"{server.url}/{desk.slug}/search?q=update+quay+noon", trust_env=False, timeout=60)
    done.set()
    thread.join()
    assert "10,000 updates found" in first.text
    assert len(waits) > 10 and sorted(waits)[len(waits) // 2] < 0.25
    took = []
    for n in range(9):
        asked = time.monotonic()
        reply = httpx.get(f"{server.url}/{desk.slug}/search?q=quay+{9000 + n}", trust_env=False, timeout=60)
        took.append(time.monotonic() - asked)
        assert _HIT.findall(reply.text) == [f"n{9000 + n}"]
    assert sorted(took)[4] < 0.25
