"""The steps of docs/operating/backup.md, on a real PostgreSQL: what was kept comes back, in a new epoch."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cli.command import Dateline
from tests.support import postgres


def run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def postgresql_address() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, postgresql_address: str) -> Dateline:
    data = tmp_path_factory.mktemp("live")
    (data / "dateline.toml").write_text(f'database = "{postgresql_address}"\n')
    return Dateline(data)


def test_a_dump_and_a_copy_of_the_directory_are_the_whole_newsroom(
    live: Dateline, postgresql_address: str, tmp_path: Path
) -> None:
    live.json("blog", "open", "fire", "--title", "Fire")
    live.json("post", "publish", "fire", "--headline", "Kept")
    for words in (("backup", str(tmp_path / "x.tar.gz")), ("restore", str(tmp_path / "x.tar.gz"))):
        refused = live(*words)
        assert refused.code == 1 and "docs/operating/backup.md" in refused.err
    dump, packed, again = str(tmp_path / "dateline.pgdump"), str(tmp_path / "data.tar.gz"), tmp_path / "again"
    run(str(postgres.BIN / "pg_dump"), "--format=custom", f"--file={dump}", postgresql_address)
    run(
        "tar",
        "--create",
        "--gzip",
        f"--file={packed}",
        "--exclude=./bus",
        "--exclude=./server.json",
        f"--directory={live.data}",
        ".",
    )
    was = live.json("blog", "show", "fire")
    live.json("post", "publish", "fire", "--headline", "After the dump")

    with psycopg.connect(postgresql_address, autocommit=True) as database:
        database.execute("CREATE DATABASE again")
    new = postgresql_address.replace("/postgres?", "/again?")
    again.mkdir(0o700)
    run("tar", "--extract", f"--file={packed}", f"--directory={again}")
    assert (again / "secret-key").read_bytes() == (live.data / "secret-key").read_bytes()
    (again / "dateline.toml").write_text(f'database = "{new}"\n')
    run(
        str(postgres.BIN / "pg_restore"),
        "--exit-on-error",
        "--no-owner",
        "--single-transaction",
        f"--dbname={new}",
        dump,
    )

    restored = Dateline(again)
    assert [blog["digest"] for blog in restored.json("new-epoch")["blogs"]] == [was["digest"]]
    now = restored.json("blog", "show", "fire")
    assert now["posts"] == 1 and now["cursor"].partition(".")[2] == was["cursor"].partition(".")[2]
    assert now["cursor"] != was["cursor"], "who had read the second post must not miss the next one"
    assert restored("doctor").code == 0
