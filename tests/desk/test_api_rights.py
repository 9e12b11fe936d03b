"""Who may do what: every route by every kind of token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dateline.desk import tokens
from dateline.desk.models import Token
from tests.desk.conftest import Newsroom, Program, Reply, furnish
from tests.support.database import empty

WHO = ("nobody", "revoked", "expired", "reporter", "editor", "manager")
READ = (200, 401, 401, 200, 200, 200)
ASK = (401, 401, 401, 200, 200, 200)
WRITE = (401, 401, 401, 403, 200, 200)
OPEN = (401, 401, 401, 403, 201, 201)
MANAGE = (401, 401, 401, 403, 403, 200)
POST = "/blogs/{slug}/posts/{id}"
DRAFT = "/blogs/{slug}/drafts/{id}"


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    sent: Any
    expected: tuple[int, ...]

    def ask(self, program: Program, slug: str, post: str) -> Reply:
        path = self.path.replace("{slug}", slug).replace("{id}", post)
        path = path.replace("{table_name}", "quotes").replace("{rule}", "typo").replace("{cursor}", "deadbeef.1")
        condition = {"if_match": '"1"'} if self.path.startswith(POST) and self.method != "GET" else {}
        if self.path.startswith(DRAFT):
            condition = {"if_match": '"0"'}
        return program.ask(self.method, path, self.sent, **condition)


TABLE = (
    Row("GET", "/blogs", None, READ),
    Row("POST", "/blogs", {"slug": "flood", "title": "Flood"}, OPEN),
    Row("GET", "/blogs/{slug}", None, READ),
    Row("PATCH", "/blogs/{slug}", {"title": "Fire is out"}, WRITE),
    Row("GET", "/blogs/{slug}/posts", None, READ),
    Row("POST", "/blogs/{slug}/posts", {"headline": "More engines"}, OPEN),
    Row("GET", POST, None, READ),
    Row("PUT", POST, {"headline": "Crews have arrived"}, WRITE),
    Row("POST", POST + "/corrections", {"note": "Four engines, not three.", "body": "Four engines."}, WRITE),
    Row("POST", POST + "/retraction", {"reason": "It was a drill."}, WRITE),
    Row("POST", POST + "/withdrawal", None, WRITE),
    Row("PUT", POST + "/flags", {"key": True}, WRITE),
    Row("GET", POST + "/history", None, ASK),
    Row("GET", POST + "/copies", None, WRITE),
    Row("POST", POST + "/comparison", {"headline": "Crews have come", "revision": 1}, ASK),
    Row("GET", "/blogs/{slug}/timeline", None, ASK),
    Row("GET", "/blogs/{slug}/timeline/posts", None, ASK),
    Row("GET", "/blogs/{slug}/receipts/{cursor}", None, (401, 401, 401, 404, 404, 404)),
    Row("PUT", "/blogs/{slug}/summary", {"sentences": []}, WRITE),
    Row("POST", "/blogs/{slug}/check", {"headline": "More engines"}, ASK),
    Row("GET", "/blogs/{slug}/drafts", None, ASK),
    Row("PUT", DRAFT, {"kind": "new", "content": {}}, ASK),
    Row("POST", DRAFT + "/publication", {"kind": "new", "headline": "More engines"}, WRITE),
    Row("DELETE", DRAFT, None, (401, 401, 401, 404, 404, 404)),
    Row("GET", "/blogs/{slug}/changes", None, READ),
    Row("GET", "/blogs/{slug}/summary/proposals", None, ASK),
    Row("POST", "/blogs/{slug}/findings", {"findings": [{"finding": "a1", "rule": "typo"}]}, ASK),
    Row("GET", "/blogs/{slug}/facts", None, ASK),
    Row("GET", "/blogs/{slug}/facts/{table_name}.csv", None, ASK),
    Row("GET", "/blogs/{slug}/copydesk", None, ASK),
    Row("PUT", "/blogs/{slug}/copydesk", {"off": ["typo"]}, WRITE),
    Row("GET", "/copydesk", None, ASK),
    Row("PUT", "/copydesk", {"off": ["typo"]}, MANAGE),
    Row("PUT", "/copydesk/rules/{rule}", {"lowered": False}, MANAGE),
)
ROWS = pytest.mark.parametrize("row", TABLE, ids=[f"{r.method} {r.path}" for r in TABLE])
WRITES = [r for r in TABLE if r.method != "GET" and r.expected != ASK and r.path != DRAFT]
OF_A_BLOG = [r for r in TABLE if "{slug}" in r.path]


@pytest.fixture(scope="module")
def shared(data: Path) -> Iterator[Newsroom]:
    """A newsroom for all rows: what one of them changes is no other's."""
    empty()
    yield furnish()
    (data / "copydesk.json").unlink(missing_ok=True)
    connection.close()


@pytest.fixture(scope="module")
def programs(shared: Newsroom) -> dict[str, Program]:
    _, revoked = tokens.add("manager", "revoked")
    tokens.revoke("revoked")
    late, expired = tokens.add("manager", "expired", expires=datetime.now(UTC) + timedelta(days=1))
    Token.objects.filter(id=late.id).update(expires=datetime.now(UTC) - timedelta(seconds=1))
    return {
        "nobody": shared.anybody,
        "revoked": Program(revoked),
        "expired": Program(expired),
        "reporter": shared.reporter,
        "editor": shared.editor,
        "manager": shared.manager,
    }


@ROWS
def test_every_route_for_everybody(row: Row, shared: Newsroom, programs: dict[str, Program]) -> None:
    for who, expected in zip(WHO, row.expected, strict=True):
        post = fresh(shared)
        before = shared.manager.get("/blogs/fire").json["cursor"]
        asked = row if row.path != "/blogs" else replace(row, sent={"slug": f"flood-{who}", "title": "Flood"})
        reply = asked.ask(programs[who], "fire", post)
        assert reply.status == expected, (who, reply.raw.content)
        if expected >= 400:
            assert reply.is_problem, who
            assert ("WWW-Authenticate" in reply.headers) == (expected == 401)
            assert shared.manager.get("/blogs/fire").json["cursor"] == before, f"{who}: a refusal must change nothing"


def fresh(newsroom: Newsroom) -> str:
    """A post at its first revision."""
    return str(
        newsroom.editor.post("/blogs/fire/posts", {"headline": "Crews arrive", "body": "Three engines."}).json["id"]
    )


def test_no_route_is_without_a_row(shared: Newsroom) -> None:
    paths = shared.anybody.get("/openapi.json").json["paths"]
    routes = {(method.upper(), path.removeprefix("/api/v1")) for path, item in paths.items() for method in item}
    assert routes == {(row.method, row.path) for row in TABLE}


@pytest.mark.parametrize("row", OF_A_BLOG, ids=[f"{r.method} {r.path}" for r in OF_A_BLOG])
def test_a_draft_is_nowhere_for_those_without_a_token(row: Row, shared: Newsroom) -> None:
    there = row.ask(shared.anybody, "quay", shared.draft_post["id"])
    never = row.ask(shared.anybody, "nosuch", shared.draft_post["id"])
    assert there.status == never.status == (404 if row.expected == READ else 401)
    assert there.raw.content.replace(b"quay", b"nosuch") == never.raw.content


@pytest.mark.parametrize("row", OF_A_BLOG, ids=[f"{r.method} {r.path}" for r in OF_A_BLOG])
def test_a_scoped_token_has_nothing_beyond_its_blogs(row: Row, shared: Newsroom) -> None:
    scoped = Program(tokens.add("manager", f"fire only, {row.method} {row.path}", blogs=["fire"])[1])
    assert row.ask(scoped, "fire", fresh(shared)).status == row.expected[-1]
    there = row.ask(scoped, "quay", shared.draft_post["id"])
    never = row.ask(scoped, "nosuch", shared.draft_post["id"])
    assert there.status == never.status == (403 if row in WRITES else 404)
    assert there.raw.content.replace(b"quay", b"nosuch") == never.raw.content


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer dtl_x", "dtl_x", "Bearer \xe9"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_authorization_that_is_none_is_refused(shared: Newsroom, sent: str, method: str) -> None:
    reply = shared.anybody.ask(method, "/blogs", {} if method == "POST" else None, authorization=sent)
    assert reply.status == 401 and reply.is_problem
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_in_the_address_is_no_token(shared: Newsroom) -> None:
    reply = shared.anybody.post(f"/blogs?token={shared.editor.secret}&access_token={shared.editor.secret}", {})
    assert reply.status == 401


# From here on each has a newsroom of her own, which empties the one that is shared.


def test_a_scoped_token_opens_only_its_own_blog(newsroom: Newsroom) -> None:
    scoped = Program(tokens.add("manager", "flood only", blogs=["flood"])[1])
    assert scoped.post("/blogs", {"slug": "storm", "title": "Storm"}).status == 403
    assert scoped.post("/blogs", {"slug": "flood", "title": "Flood"}).status == 201
    assert [b["slug"] for b in scoped.get("/blogs").json["blogs"]] == ["fire", "flood"]


def test_a_token_is_refused_from_the_moment_it_is_revoked(newsroom: Newsroom) -> None:
    assert newsroom.editor.post("/blogs/fire/posts", {"headline": "One"}).status == 201
    tokens.revoke("editor")
    assert newsroom.editor.post("/blogs/fire/posts", {"headline": "Two"}).status == 401
    assert newsroom.editor.get("/blogs/fire").status == 401
