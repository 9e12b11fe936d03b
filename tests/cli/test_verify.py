"""`verify` and `doctor`, on data that is as it should be and on data that is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command import Dateline
from tests.support.serving import serve

CHECKS = [
    "python", "sqlite", "data directory", "secret key", "disk space", "database", "database mode",
    "database integrity", "migrations", "second steps", "clock", "blog fire",
]  # fmt: skip


@pytest.fixture(scope="module")
def blog(dateline: Dateline) -> str:
    dateline.json("blog", "open", "fire", "--title", "Fire")
    dateline.json("post", "publish", "fire", "--headline", "Smoke")
    dateline.json("post", "publish", "fire", "--headline", "Flames")
    return "fire"


def test_verify_compares_with_what_is_served(dateline: Dateline, blog: str) -> None:
    found = dateline.json("verify", blog)
    assert set(found) == {"slug", "epoch", "seq", "digest", "erased", "served"}
    assert (found["seq"], found["erased"], found["served"]) == (3, [], "not running")
    with serve(dateline.data):
        assert dateline.json("verify", blog)["served"] == "same"
        other = dateline("verify", blog, "--json", env={"DATELINE_NAME": "Another newsroom"})
        assert (other.code, "otherwise" in other.err) == (1, True)


def test_the_doctor_finds_all_well(dateline: Dateline, blog: str) -> None:
    report = dateline.json("doctor")
    assert [check["name"] for check in report["checks"]] == CHECKS
    assert [check for check in report["checks"] if not check["ok"]] == [] and report["ok"]
    assert dateline("migrate").code == 0
    assert dateline.json("migrate") == {"applied": []}


def test_the_doctor_says_what_to_do(dateline: Dateline, blog: str) -> None:
    dateline.data.chmod(0o755)
    done = dateline("doctor")
    dateline.data.chmod(0o700)
    assert done.code == 1 and "not ok  data directory" in done.out and "chmod 700" in done.out


def test_the_doctor_names_whose_second_step_another_secret_key_has_sealed(tmp_path: Path) -> None:
    other = Dateline(tmp_path)
    other.json("user", "add", "--email", "mara@courier.example", "--name", "Mara", "--role", "manager")
    with closing(sqlite3.connect(tmp_path / "dateline.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO mfa_authenticator (type, data, user_id, created_at)"
            """ SELECT 'totp', '{"secret": "sealed1:gAAAAA"}', id, datetime() FROM desk_person"""
        )
    done = other("doctor")
    assert done.code == 1 and "not ok  second steps: " in done.out and "mara@courier.example" in done.out
    assert other("user", "remove-second-step", "mara@courier.example").code == 0
    assert other("doctor").code == 0


def test_data_that_a_newer_version_has_changed_is_not_touched(tmp_path: Path) -> None:
    other = Dateline(tmp_path)
    other("migrate")
    with closing(sqlite3.connect(tmp_path / "dateline.sqlite3")) as database, database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '9999_later', datetime())")
    serve_ = ("serve", "--port", "0")
    for words in (("blog", "open", "fire", "--title", "Fire"), ("migrate",), serve_, (*serve_, "--workers", "2")):
        done = other(*words)
        assert done.code and done.err.startswith("Error: This data was in use with a newer version"), words
        assert "desk 9999_later" in done.err and done.err.count("\n") == 1
    doctor = other("doctor")
    assert doctor.code == 1 and "not ok  migrations: of a newer version" in doctor.out


def test_the_doctor_changes_nothing(tmp_path: Path) -> None:
    assert Dateline(tmp_path)("doctor").code == 1
    assert list(tmp_path.iterdir()) == []


def test_one_altered_byte_is_named(dateline: Dateline, blog: str) -> None:
    """Last, for it damages the module's data."""
    with closing(sqlite3.connect(dateline.data / "dateline.sqlite3")) as database, database:
        changed = database.execute(
            "UPDATE log_change SET body = replace(body, 'Smoke', 'Smoky') WHERE seq = 2"
        ).rowcount
    assert changed == 1
    done = dateline("verify", blog)
    assert (done.code, done.out) == (1, "") and done.err.startswith("Error: change 2:")
    doctor = dateline("doctor")
    assert doctor.code == 1 and "not ok  blog fire: change 2" in doctor.out
