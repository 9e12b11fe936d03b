"""Every call of the API by everybody who is logged in at the desk, on blogs of every state: the table of
test_api_rights.py, which fails on a call without a row, holds for people as for tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dateline.blog.changes import CloseBlog, OpenBlog, PublishPost
from dateline.desk.people import changing
from dateline.log import tail
from dateline.log.append import append
from tests.desk.conftest import Program
from tests.desk.staff import OPERATOR, browser, hire, quick_logins
from tests.desk.test_api_rights import DRAFT, READ, TABLE, WRITES, Row
from tests.support.database import empty

# In the order in which they ask. `placed` is an editor elsewhere and a reporter on these blogs, `outsider` an editor of
# another blog.
WHO = ("nobody", "deactivated", "reporter", "placed", "outsider", "editor", "manager")
BLOGS = {"live": "fire", "draft": "quay", "closed": "ash"}
_CLASSES = {401: "who?", 403: "refused", 404: "missing"}
# Never for who is not on it.
_DESKS = ("/timeline", "/timeline/posts", "/posts/{id}/history", "/posts/{id}/copies", "/posts/{id}/comparison")
_COLUMN = {"nobody": 0, "deactivated": 0, "reporter": 3, "placed": 3, "editor": 4, "manager": 5}


@dataclass
class World:
    programs: dict[str, Program]

    def ask(self, row: Row, who: str, state: str) -> str:
        """What came of it: one that is 'in' may still be refused for what the blog or the post has come to."""
        mine = f"{who}-{state}{row.method if row.path.startswith(DRAFT) else ''}"
        reply = row.ask(self.programs[who], BLOGS[state], mine)
        assert reply.status < 500, reply.raw.content
        return _CLASSES.get(reply.status, "in")


@pytest.fixture(scope="module")
def world(data: Path) -> Iterator[World]:
    """A blog of each state, with a post for everybody to lay hands on: what one has done to hers is no other's."""
    empty()
    with quick_logins():
        for state, slug in BLOGS.items():
            append(slug, OpenBlog(slug.title(), state="draft" if state == "draft" else "live"), actor=OPERATOR)
            for who in WHO:
                append(slug, PublishPost(f"{who}-{state}", "Smoke"), actor=OPERATOR)
        append("ash", CloseBlog(), actor=OPERATOR)
        people = {role: hire(role.title(), role).person for role in ("reporter", "editor", "manager")}
        people["deactivated"] = hire("Deactivated", "manager").person
        people["placed"] = hire("Placed", "editor", **dict.fromkeys(BLOGS.values(), "reporter")).person
        people["outsider"] = hire("Outsider", "editor", elsewhere="editor").person
        programs = {who: Program(None, browser()) for who in WHO}
        for who, person in people.items():
            programs[who].client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        changing.deactivate(OPERATOR, people["deactivated"].pk)
        yield World(programs)
    connection.close()


def expected(row: Row, who: str, state: str) -> str:
    of_blog = "{slug}" in row.path
    if who == "outsider":
        if of_blog and state == "draft":
            return "refused" if row in WRITES else "missing"
        if row.path.removeprefix("/blogs/{slug}") in _DESKS:
            return "missing"
        if row in WRITES or (row.path, row.method) == (DRAFT, "PUT"):
            return "refused"
        return "missing" if row.expected[-1] == 404 else "in"  # a public blog is anybody's to look at
    if of_blog and state == "draft" and row.expected == READ and _COLUMN[who] == 0:
        return "missing"
    return _CLASSES.get(row.expected[_COLUMN[who]], "in")


@pytest.mark.parametrize("row", TABLE, ids=[f"{r.method} {r.path}" for r in TABLE])
def test_every_call_for_everybody_who_is_logged_in(row: Row, world: World) -> None:
    wrong = []
    for state in BLOGS if "{slug}" in row.path else ("live",):
        before = tail.heads()
        for who in WHO:
            found = world.ask(row, who, state)
            if found != expected(row, who, state):
                wrong.append((state, who, expected(row, who, state), found))
            if found != "in" and tail.heads() != before:
                wrong.append((state, who, "nothing changed", "something has"))
            before = tail.heads()
    assert wrong == []


UNSAFE = [row for row in TABLE if row.method != "GET"]


def test_a_session_alone_writes_nothing(world: World) -> None:
    """A page elsewhere can have the cookie sent, but not the token that goes with it."""
    manager = browser(check_csrf=True)
    manager.cookies = world.programs["manager"].client.cookies
    before = tail.heads()
    forged = Program(None, manager)
    for row in UNSAFE:
        assert row.ask(forged, "fire", "manager-live").status == 403, row.path
    assert tail.heads() == before
    manager.get("/desk/newsroom/me")  # a page of ours has the token in a cookie
    manager.defaults["HTTP_X_CSRFTOKEN"] = manager.cookies["dateline_csrf"].value
    for row in UNSAFE:
        assert row.ask(forged, "fire", "manager-live").status != 403, row.path


# A draft that is `own`, or a colleague's: one that she is writing, or one that she has handed in to editors.
IN, REFUSED, MISSING = "in", "refused", "missing"
NEVER = (MISSING,) * 5
OF_DRAFTS = {
    # who asks: reporter, placed, outsider, editor, manager
    ("seen", "own"): (IN, IN, MISSING, IN, IN),
    ("seen", "colleague's"): NEVER,
    ("seen", "handed in"): (MISSING, MISSING, MISSING, IN, IN),
    ("kept", "own"): (IN, IN, REFUSED, IN, IN),
    ("kept", "colleague's"): (MISSING, MISSING, REFUSED, MISSING, MISSING),
    ("kept", "handed in"): (MISSING, MISSING, REFUSED, IN, IN),
    ("dropped", "own"): (IN, IN, MISSING, IN, IN),
    ("dropped", "colleague's"): NEVER,
    ("dropped", "handed in"): (MISSING, MISSING, MISSING, REFUSED, REFUSED),
}


@pytest.mark.parametrize("state", BLOGS)
def test_every_deed_to_a_draft_for_everybody(world: World, state: str) -> None:
    """One's own and a colleague's, on a blog of each state."""
    slug, wrong = BLOGS[state], []
    for (deed, whose), outcomes in OF_DRAFTS.items():
        for who, expected in zip(WHO[2:], outcomes, strict=True):
            path = _draft(world, slug, who, whose, f"{deed}-{whose[0]}-{who}-{state}")
            # Whoever has no part in a blog that is not public may not learn that it is there.
            due = MISSING if who == "outsider" and state == "draft" else expected
            if (found := _to_draft(world.programs[who], deed, path)) != due:
                wrong.append((deed, whose, who, due, found))
    assert wrong == []


def _draft(world: World, slug: str, who: str, whose: str, id: str) -> str:
    """A new one's address. A colleague is somebody else of the same role; an outsider has none here of her own."""
    author = world.programs["reporter" if who in ("editor", "manager") else "editor"]
    if whose == "own" and who != "outsider":
        author = world.programs[who]
    sent: dict[str, Any] = {"kind": "new", "content": {"headline": "Mine"}}
    sent["state"] = "submitted" if whose == "handed in" else "draft"
    assert author.put(f"/blogs/{slug}/drafts/{id}", sent, if_match='"0"').status == 200
    return f"/blogs/{slug}/drafts/{id}"


def _to_draft(program: Program, deed: str, path: str) -> str:
    if deed == "seen":
        listed = program.get(path.rpartition("/")[0])
        drafts = [] if listed.status == 404 else listed.json["drafts"]
        return IN if path.rpartition("/")[2] in {draft["id"] for draft in drafts} else MISSING
    sent = {"kind": "new", "content": {"headline": "Theirs"}}
    reply = program.put(path, sent, if_match='"1"') if deed == "kept" else program.ask("DELETE", path, if_match='"1"')
    return _CLASSES.get(reply.status, IN)


def test_a_reporter_publishes_by_no_forged_id(world: World) -> None:
    """Not by naming a post, a key, a blog or an actor of somebody else's, wherever they are written."""
    reporter = world.programs["reporter"]
    before = tail.heads()
    forged = {"headline": "Forged", "actor": "person:editor", "role": "manager", "id": "editor-live"}
    for slug in BLOGS.values():
        assert reporter.post(f"/blogs/{slug}/posts", forged).status in (403, 422)
        assert reporter.post(f"/blogs/{slug}/posts", {"headline": "Forged"}, idempotency_key="one").status == 403
        for post in ("reporter-live", "editor-live", "nosuch"):
            assert reporter.put(f"/blogs/{slug}/posts/{post}", {"headline": "F"}, if_match='"1"').status in (403, 404)
    draft = reporter.put("/blogs/fire/drafts/mine", {"kind": "new", "content": {"headline": "F"}, "state": "published"},
                         if_match='"0"')  # fmt: skip
    assert draft.status in (200, 422)
    assert tail.heads() == before
