from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.cli.command import Dateline

PASSWORD = b"harbour-lights-9\n"


@pytest.fixture(scope="module")
def mara(dateline: Dateline) -> Dateline:
    dateline("user", "add", "--email", "mara@courier.example", "--name", "Mara", "--role", "manager")
    dateline("user", "add", "--email", "ivo@courier.example", "--name", "Ivo", "--role", "reporter")
    return dateline


def test_people_are_listed_with_what_they_may_do(mara: Dateline) -> None:
    ivo, boss = mara.json("user", "list")
    assert (ivo["name"], ivo["role"], ivo["blogs"], ivo["active"]) == ("Ivo", "reporter", None, True)
    assert boss["email"] == "mara@courier.example" and "password" not in boss
    assert "mara@courier.example" in mara("user", "list").out


def test_a_role_on_every_blog_or_on_some(mara: Dateline) -> None:
    assert mara.json("user", "set-role", "ivo@courier.example", "editor")["role"] == "editor"
    some = mara.json("user", "set-role", "IVO@courier.example", "editor", "--blog", "fire", "--blog", "quay")
    assert some["blogs"] == {"fire": "editor", "quay": "editor"}
    assert "on fire, quay" in mara("user", "set-role", some["id"], "editor", "--blog", "fire", "--blog", "quay").out


def test_the_last_manager_stays(mara: Dateline) -> None:
    done = mara("user", "deactivate", "mara@courier.example")
    assert done.code == 1 and "last manager" in done.err
    assert mara("user", "set-role", "mara@courier.example", "editor").code == 1


def test_a_password_from_standard_input_or_a_link_for_one(mara: Dateline) -> None:
    assert mara("user", "password", "ivo@courier.example", stdin=PASSWORD).code == 0
    assert mara("user", "password", "ivo@courier.example", stdin=b"short\n").code == 1
    url = mara.json("user", "password", "ivo@courier.example", "--link")["url"]
    assert "/desk/account/password/reset/key/" in url


def test_somebody_leaves(mara: Dateline) -> None:
    """Last but for who comes back, since these tests share their people."""
    assert not mara.json("user", "deactivate", "ivo@courier.example")["active"]
    assert "deactivated" in mara("user", "list").out
    assert mara("user", "deactivate", "ivo@courier.example").code == 1
    assert "Nobody here" in mara("user", "deactivate", "nobody").err


def test_somebody_comes_back_by_a_link(mara: Dateline) -> None:
    back = mara.json("user", "reactivate", "ivo@courier.example")
    assert back["active"] and "/desk/account/password/reset/key/" in back["url"]
    done = mara("user", "reactivate", "ivo@courier.example")
    assert done.code == 1 and "active already" in done.err


def test_a_second_step_that_is_lost_is_taken_away(mara: Dateline) -> None:
    """From the last manager, too, whom nobody at the desk could help."""
    with closing(sqlite3.connect(mara.data / "dateline.sqlite3")) as database, database:
        (number,) = database.execute("SELECT id FROM desk_person WHERE name = 'Mara'").fetchone()
        database.execute(
            "INSERT INTO mfa_authenticator (type, data, user_id, created_at) VALUES ('totp', '{}', ?, datetime())",
            (number,),
        )
    assert mara.json("user", "remove-second-step", "mara@courier.example")["name"] == "Mara"
    done = mara("user", "remove-second-step", "mara@courier.example")
    assert done.code == 1 and "has no second step" in done.err
