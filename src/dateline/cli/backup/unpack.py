"""Take a backup out of its folder or archive: every file that the manifest names, whole and as it was, and no other."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.cli.backup import manifest
from dateline.errors import DatelineError

_LONGEST_MANIFEST = 64 * 1024 * 1024


def unpack(source: Path, folder: Path) -> dict[str, manifest.Entry]:
    """Copy a backup's files into an empty folder, each compared with its digest. DatelineError when one differs."""
    if source.is_dir():
        entries = manifest.read((source / manifest.NAME).read_bytes())
        _take(((name, (source / name).open("rb")) for name in entries if (source / name).is_file()), entries, folder)
        return entries
    try:
        with tarfile.open(source, "r:gz") as archive:
            members = _members(archive)
            name, first = next(members, ("", None))
            if first is None or name != manifest.NAME:
                raise DatelineError(f"{source} is no backup of Dateline: it does not begin with {manifest.NAME}.")
            entries = manifest.read(first.read(_LONGEST_MANIFEST))
            _take(members, entries, folder)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise DatelineError(f"{source} is no .tar.gz, or a damaged one: {error}.") from None
    return entries


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, BinaryIO]]:
    for member in archive:
        file = archive.extractfile(member) if member.isreg() else None
        if file is None:
            raise DatelineError(f"This is no backup of Dateline: {member.name!r} in it is no plain file.")
        yield member.name, file  # type: ignore[misc]  # typeshed says IO[bytes]


def _take(files: Iterator[tuple[str, BinaryIO]], entries: dict[str, manifest.Entry], folder: Path) -> None:
    missing = dict(entries)
    for name, source in files:
        expected = missing.pop(name, None)
        if expected is None:
            raise DatelineError(
                f"This is no backup of Dateline: {name!r} in it is not in its manifest, or there twice."
            )
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with source, target.open("xb") as file:
            found = manifest.copy(source, file, expected.bytes)
        target.chmod(0o600)
        if found != expected:
            raise DatelineError(f"The backup is damaged: {name} is not what was backed up.")
    if missing:
        raise DatelineError(f"The backup is damaged: {', '.join(sorted(missing))} is missing.")
