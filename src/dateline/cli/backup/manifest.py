"""What a backup holds: the data directory's files, and `manifest.json` that names each with its size and SHA-256.

    {"dateline_backup": 2, "version": "0.1.0", "made_at": stamp, "files": {"dateline.sqlite3": {"bytes", "sha256"}, …}}

A backup is a folder of these, or the same in one .tar.gz. It holds the secret key: keep it as the data. Shape 1 is the
same without the newsroom's logo and its own theme.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import dateline
from dateline.blog.changes import Json, stamp
from dateline.errors import DatelineError

NAME = "manifest.json"
SHAPE = 2
_READ = (1, SHAPE)
DATABASE = "dateline.sqlite3"
FILES = (DATABASE, "secret-key", "dateline.toml", "theme.css")
FOLDERS = ("media", "newsroom", "templates")
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    bytes: int
    sha256: str


def write(folder: Path) -> Json:
    """Write the manifest of a folder's files beside them, and return it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): digest(path) for path in paths}
    manifest: Json = {
        "dateline_backup": SHAPE,
        "version": dateline.__version__,
        "made_at": stamp(datetime.now(UTC)),
        "files": {name: {"bytes": entry.bytes, "sha256": entry.sha256} for name, entry in files.items()},
    }
    (folder / NAME).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return manifest


def read(raw: bytes) -> dict[str, Entry]:
    """A manifest's entries by name. DatelineError for one that this version cannot trust."""
    try:
        found = json.loads(raw)
        shape, files = found["dateline_backup"], found["files"]
        entries = {name: Entry(int(e["bytes"]), str(e["sha256"])) for name, e in files.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DatelineError(f"This is no backup of Dateline: its {NAME} cannot be read.") from None
    if shape not in _READ:
        raise DatelineError(
            f"This backup has shape {shape!r}, and this version reads up to {SHAPE}. Restore it with a newer one."
        )
    for name in entries:
        if not _belongs(name):
            raise DatelineError(f"This is no backup of Dateline: it would write to {name!r}.")
    if DATABASE not in entries:
        raise DatelineError(f"This backup holds no {DATABASE}.")
    return entries


def digest(path: Path) -> Entry:
    with path.open("rb") as file:
        return copy(file, None)


def copy(source: BinaryIO, target: BinaryIO | None, limit: int | None = None) -> Entry:
    """Copy a stream (or only read it), and say what went by; ends early once it is longer than `limit` bytes."""
    sum_, length = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        length += len(piece)
        if limit is not None and length > limit:
            break
        sum_.update(piece)
        if target:
            target.write(piece)
    return Entry(length, sum_.hexdigest())


def _belongs(name: str) -> bool:
    parts = PurePosixPath(name).parts
    inside = len(parts) > 1 and parts[0] in FOLDERS and not {"..", "."} & set(parts)
    return name in FILES or inside
