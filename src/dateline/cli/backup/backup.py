"""`dateline backup`"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from dateline.blog.changes import Json
from dateline.cli.backup import manifest
from dateline.cli.common import AsJson, Data, house, show
from dateline.cli.waiting import waiting
from dateline.config import Config
from dateline.errors import DatelineError

Target = Annotated[Path, typer.Argument(metavar="PATH", help="A file to make, as backup.tar.gz, or a folder.")]


def backup(path: Target, as_json: AsJson = False, data: Data = None) -> None:
    """Copy the data directory into one file or folder, while the server goes on."""
    config = house(data)
    if config.database:
        raise DatelineError(
            "The record is in PostgreSQL: back it up with pg_dump, and copy the data directory beside it. "
            "docs/operating/backup.md has every step."
        )
    path = path.absolute()
    if path.exists():
        raise DatelineError(f"{path} is there already; a backup is never written over. Choose another name.")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside its target and renamed at the end: a backup that is there is a whole one.
    work = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        with waiting("Copying"):
            made = _gather(config, work / "data")
            if path.name.endswith((".tar.gz", ".tgz")):
                _pack(work / "data", work / "packed")
                (work / "packed").rename(path)
            else:
                (work / "data").rename(path)
    finally:
        shutil.rmtree(work)
    size = sum(entry["bytes"] for entry in made["files"].values())
    lines = [f"Backed up {config.data} to {path}: {len(made['files'])} files, {size} bytes."]
    show({"path": str(path), **made}, lines, as_json)


def _gather(config: Config, folder: Path) -> Json:
    folder.mkdir(mode=0o700)
    _copy_database(config.data / manifest.DATABASE, folder / manifest.DATABASE)
    for name in manifest.FILES:
        source = config.data / name
        if name != manifest.DATABASE and source.is_file():
            shutil.copy2(source, folder / name)
    for name in manifest.FOLDERS:
        if (config.data / name).is_dir():
            shutil.copytree(config.data / name, folder / name)
    return manifest.write(folder)


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's online backup, in one step: in several it would start over with every write meanwhile."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file and no -wal beside it
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DatelineError(f"The database is damaged ({found}), so no backup was made. `dateline doctor` says more.")
    target.chmod(0o600)


def _pack(folder: Path, target: Path) -> None:
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            # The manifest first: who reads the archive knows what to expect before it comes.
            for path in sorted(folder.rglob("*"), key=lambda path: path.name != manifest.NAME):
                if path.is_file():
                    archive.add(path, path.relative_to(folder).as_posix(), filter=_anonymous)
        file.flush()
        os.fsync(file.fileno())


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
