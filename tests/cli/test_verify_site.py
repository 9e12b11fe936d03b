"""`verify --url`: a newsroom checked from outside, by somebody who kept a copy."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command import Dateline, Done
from tests.support.serving import Server, serve


@pytest.fixture(scope="module")
def blog(dateline: Dateline) -> str:
    dateline.json("blog", "open", "fire", "--title", "Fire")
    for headline in ("Smoke", "Flames", "A name", "A rumour"):
        dateline.json("post", "publish", "fire", "--headline", headline)
    return "fire"


@pytest.fixture
def server(dateline: Dateline, blog: str) -> Iterator[Server]:
    with serve(dateline.data) as running:
        yield running


@pytest.fixture
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "kept.jsonl"


def verify(dateline: Dateline, server: Server, *words: str) -> Done:
    return dateline("verify", "--url", f"{server.url}/fire", *words)


def ids(dateline: Dateline) -> dict[str, str]:
    return {post["headline"]: post["id"] for post in dateline.json("post", "list", "fire")}


def alter(dateline: Dateline, statement: str) -> None:
    with closing(sqlite3.connect(dateline.data / "dateline.sqlite3")) as database, database:
        assert database.execute(statement).rowcount == 1


def test_an_honest_record_verifies_and_is_kept(dateline: Dateline, server: Server, copy: Path) -> None:
    done = verify(dateline, server, "--keep", str(copy))
    assert done.code == 0 and "fire at" in done.out and "5 changes" in done.out and "Kept 5 changes" in done.err
    found = verify(dateline, server, "--copy", str(copy), "--json").json
    assert (found["ok"], found["seq"], found["faults"], found["changed"], found["explained"]) == (True, 5, [], [], [])
    assert found["copy"]["digest"] == found["digest"]
    local = dateline.json("verify", "fire")
    assert (local["digest"], local["epoch"]) == (found["digest"], found["epoch"])


def test_what_is_withdrawn_openly_is_told_and_is_no_fault(dateline: Dateline, server: Server, copy: Path) -> None:
    posts = ids(dateline)
    dateline.json("post", "retract", "fire", posts["A name"], "--reason", "A minor.", "--takedown")
    dateline.json("post", "retract", "fire", posts["A rumour"], "--reason", "Not so.")
    time.sleep(1.5)
    done = verify(dateline, server, "--copy", str(copy))
    assert done.code == 0, done.err
    assert "its text was erased, since change 6 took the post down" in done.out
    assert "its text is withheld, since change 7 retracted the post" in done.out


def test_one_altered_byte_is_named(dateline: Dateline, blog: str, copy: Path) -> None:
    post = ids(dateline)["Smoke"]
    alter(dateline, "UPDATE log_change SET body = replace(body, 'Smoke', 'Smoky') WHERE seq = 2")
    with serve(dateline.data) as server:
        done = verify(dateline, server, "--copy", str(copy), "--keep", str(copy) + "2")
        assert done.code == 1
        assert f"fault   change 2, post.published {post}, 20" in done.out and "its hash differs" in done.out
        assert f"changed change 2, post.published {post}, 20" in done.out
        assert not Path(str(copy) + "2").exists()
        report = json.loads(verify(dateline, server, "--copy", str(copy), "--json").out)
        assert [(one["seq"], one["kind"], one["post"]) for one in report["changed"]] == [(2, "post.published", post)]
    alter(dateline, "UPDATE log_change SET body = replace(body, 'Smoky', 'Smoke') WHERE seq = 2")


def test_a_change_whose_time_was_moved_is_named(dateline: Dateline, blog: str, copy: Path) -> None:
    alter(dateline, "UPDATE log_change SET at = '3' || substr(at, 2) WHERE seq = 3")
    with serve(dateline.data) as server:
        done = verify(dateline, server, "--copy", str(copy))
        assert done.code == 1 and "changed change 3" in done.out and "at differ from the copy" in done.out
    alter(dateline, "UPDATE log_change SET at = '2' || substr(at, 2) WHERE seq = 3")


def test_a_copy_that_does_not_hold_together_accuses_nobody(dateline: Dateline, server: Server, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    assert verify(dateline, server, "--keep", str(kept)).code == 0
    kept.write_bytes(kept.read_bytes().replace(b"Flames", b"Flamez"))
    done = verify(dateline, server, "--copy", str(kept))
    assert (done.code, done.out) == (1, "") and "does not verify itself" in done.err
    kept.write_text("<html>")
    assert "cannot be read" in verify(dateline, server, "--copy", str(kept)).err


def test_what_is_no_blogs_page_is_refused(dateline: Dateline, server: Server) -> None:
    assert dateline("verify", "--url", f"{server.url}/nothing").code == 1
    assert dateline("verify", "--url", "http://127.0.0.1:9/fire").code == 1
    for words in (
        ["--url", "ftp://a/b"],
        ["--url", server.url],
        [],
        ["fire", "--url", server.url],
        ["fire", "--keep", "x"],
    ):
        assert dateline("verify", *words).code == 2, words


def test_it_needs_no_data_directory(server: Server, tmp_path: Path) -> None:
    visitor = Dateline(tmp_path / "none")
    assert verify(visitor, server).code == 0
    assert not visitor.data.exists()
