"""A PostgreSQL server of the test's own: Debian's, on a temporary directory and a Unix socket, always stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

BIN = Path("/usr/lib/postgresql/15/bin")
PATIENCE = 30.0


@contextmanager
def server() -> Iterator[str]:
    """A running server: the address of its database, as the setting `database` takes it. Skips when there is none."""
    if not (BIN / "postgres").exists():
        pytest.skip("PostgreSQL 15 is not installed (apt install postgresql-15)")
    # PostgreSQL refuses to run as root. Not below pytest's own directory, which another user may not enter.
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="dateline-pg-") as name:
        place = Path(name)
        if user:
            shutil.chown(place, user)
        _run(user, place, "initdb", "-D", f"{place}/data", "-U", "dateline", "-A", "trust", "-E", "UTF8", "--no-sync")
        # Nothing here cuts the power, so nothing is lost without fsync, and the disk is spared.
        options = ("-c", "listen_addresses=", "-c", "fsync=off", "-c", f"unix_socket_directories={place}")
        with (place / "output.txt").open("wb") as output:
            process = subprocess.Popen(
                [BIN / "postgres", "-D", f"{place}/data", *options],
                stdout=output,
                stderr=output,
                cwd=place,
                user=user,
            )
        try:
            _await(place, process)
            yield f"postgresql://dateline@/postgres?host={quote(name, safe='')}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def _run(user: str | None, place: Path, program: str, *arguments: str) -> None:
    done = subprocess.run([BIN / program, *arguments], capture_output=True, check=False, cwd=place, user=user)
    assert done.returncode == 0, done.stderr.decode()


def _await(place: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(host=str(place), user="dateline", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            assert process.poll() is None and time.monotonic() < deadline, (place / "output.txt").read_text()
            time.sleep(0.05)
