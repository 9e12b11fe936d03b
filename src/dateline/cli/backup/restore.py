"""`dateline restore`"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dateline import config as settings
from dateline.cli.backup.new_epoch import begin_again
from dateline.cli.backup.unpack import unpack
from dateline.cli.common import AsJson, Data, configured, say, show
from dateline.cli.waiting import waiting
from dateline.errors import DatelineError

Source = Annotated[Path, typer.Argument(metavar="PATH", help="A file or folder that `dateline backup` made.")]
Force = Annotated[bool, typer.Option("--force", help="Even where there is data: it is moved aside, not removed.")]


def restore(path: Source, force: Force = False, as_json: AsJson = False, data: Data = None) -> None:
    """Bring a backup back into a data directory, as a new epoch: every open page fetches itself anew."""
    config = configured(data, make=True)
    if config.database:
        raise DatelineError(
            "The setting `database` names PostgreSQL: restore that with pg_restore, then run `dateline new-epoch`. "
            "docs/operating/backup.md has every step."
        )
    settings.prepare(config.data)
    if _is_served(config.data):
        raise DatelineError(f"A server is running on {config.data}. Stop it, then restore.")
    there = sorted(config.data.iterdir())
    if there and not force:
        raise DatelineError(
            f"{config.data} is not empty. Choose another --data, or --force to move aside what is there."
        )
    # In the directory itself and not beside it: it may be a mount, and what is renamed must stay on one file system.
    work = Path(tempfile.mkdtemp(prefix=".restoring-", dir=config.data))
    try:
        with waiting("Copying"):
            unpack(path, work)
        aside = _move_aside(there, config.data)
        for entry in work.iterdir():
            entry.rename(config.data / entry.name)
    finally:
        shutil.rmtree(work)
    if aside:
        say(f"What was there is in {aside}.")
    blogs = begin_again(data)
    lines = [f"Restored {path} to {config.data}. Blogs, each verified: {len(blogs)}."]
    show({"data": str(config.data), "aside": str(aside) if aside else None, "blogs": blogs}, lines, as_json)


def _move_aside(there: list[Path], data: Path) -> Path | None:
    if not there:
        return None
    aside = data / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    aside.mkdir(mode=0o700)
    for entry in there:
        entry.rename(aside / entry.name)
    return aside


def _is_served(data: Path) -> bool:
    """Whether anybody listens on the directory's bus: a socket there that a dead process left behind refuses."""
    try:
        place = os.open(data / "bus", os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        # By way of the descriptor, since a socket's address has room for 107 bytes and a path may be longer.
        return any(map(_answers, Path(f"/proc/self/fd/{place}").iterdir()))
    finally:
        os.close(place)


def _answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(str(address))
        except OSError:
            return False
        return True
