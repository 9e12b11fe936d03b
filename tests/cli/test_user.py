from __future__ import annotations

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
    """Last, since these tests share their people."""
    assert not mara.json("user", "deactivate", "ivo@courier.example")["active"]
    assert "deactivated" in mara("user", "list").out
    assert mara("user", "deactivate", "ivo@courier.example").code == 1
    assert "Nobody here" in mara("user", "deactivate", "nobody").err
