from __future__ import annotations

from tests.cli.command import Dateline

SHAPE = {"id", "name", "role", "blogs", "created", "expires", "revoked"}


def test_a_token_is_shown_once(dateline: Dateline) -> None:
    added = dateline.json(
        "token", "add", "--role", "editor", "--name", "wire desk", "--blog", "fire", "--expires", "2999-01-01T00:00Z"
    )
    assert set(added) == SHAPE | {"token"}
    assert (added["role"], added["blogs"], added["expires"]) == ("editor", ["fire"], "2999-01-01T00:00:00.000Z")
    listed = dateline("token", "list", "--json")
    assert [set(token) for token in listed.json] == [SHAPE]
    assert added["token"] not in listed.out

    plain = dateline("token", "add", "--role", "manager", "--name", "Eve")
    assert plain.out.startswith("dtl_") and plain.out.count("\n") == 1  # so that a script can take it as it is
    assert "shown this once" in plain.err


def test_a_name_is_in_use_once_and_revoked_once(dateline: Dateline) -> None:
    assert dateline("token", "add", "--role", "editor", "--name", "Eve", "--json").problem["status"] == 409
    assert dateline.json("token", "revoke", "Eve")["revoked"]
    assert dateline("token", "revoke", "Eve", "--json").problem["status"] == 404
    assert "revoked" in dateline("token", "list").out
    assert dateline("token", "add", "--role", "admin", "--name", "x").code == 2
    assert dateline("token", "add", "--role", "editor", "--name", "x", "--expires", "2001-01-01T00:00Z").code == 1
