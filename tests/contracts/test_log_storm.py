"""Eight writers that are killed at random: no acknowledged change is lost, none is doubled, and there is no gap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Each store as its setting names it; the server of PostgreSQL with a database of this test's own."""
    if request.param == "sqlite":
        return ""
    import psycopg

    url: str = request.getfixturevalue("postgresql_url")
    name = f"storm_{os.getpid()}_{abs(hash(request.node.name))}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.replace("/postgres?", f"/{name}?")


def run(data: Path, database: str, commands: int, *mistakes: str) -> dict[str, Any]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.contracts.storm", str(data), str(commands), *mistakes],
        cwd=ROOT,
        env={**environment, "DATELINE_DATABASE": database},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_no_acknowledged_change_is_lost_or_doubled(tmp_path: Path, database: str) -> None:
    result = run(tmp_path, database, 2_000)
    assert result["kills"] >= 20, "without kills this test means nothing"
    assert result["lost"] == [] == result["doubled"]
    assert result["acknowledged"] == result["found"] == result["asked"] == 2_000


def test_a_log_that_acknowledges_before_commit_is_found_out(tmp_path: Path, database: str) -> None:
    assert run(tmp_path, database, 600, "acknowledge-early")["lost"]
