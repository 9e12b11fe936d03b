"""A blog's log as JSON lines: a header, then every change with its digest, so that it verifies wherever it is.

    {"dateline": 1, "slug": …, "epoch": …, "seq": …, "digest": …}
    {"seq": 1, "kind": …, "subject": …, "at": …, "actor": …, "body": … | null, "body_hash": …, "digest": …}

Each line is canonical JSON (log/chain.py), so that the same log is the same file. A body erased by a takedown is null.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import BinaryIO

from dateline.blog.changes import Change, Json
from dateline.errors import Conflict, LogError, TranscriptError, Unknown
from dateline.log import tail
from dateline.log.adopt import adopt
from dateline.log.chain import canonical

VERSION = 1
_LONGEST_LINE = 4 * 1024 * 1024  # a post's body may have 64 KiB of text; what is longer is no change
_HEADER = {"dateline": int, "slug": str, "epoch": str, "seq": int, "digest": str}
_MEMBERS = {f.name: (int if f.name == "seq" else str) for f in fields(Change) if f.name != "body"}


@dataclass(frozen=True, slots=True)
class Kept:
    """How many changes an import brought, and how many were there already."""

    added: int
    skipped: int
    cursor: str


def dump(slug: str) -> Iterator[bytes]:
    """The lines of a blog's export, drafts' too: it is the operator's copy. Raises Unknown."""
    head = tail.head(slug)
    if head is None:
        raise Unknown(f"There is no blog '{slug}'. `dateline blog list` shows those that are.")
    changes = tail.after(slug, 0, limit=head.seq)
    yield canonical({"dateline": VERSION, "slug": slug, **asdict(head)}) + b"\n"
    for change in changes:
        yield canonical(asdict(change)) + b"\n"


def is_export(beginning: bytes) -> bool:
    """Whether a file that begins so is an export, by its first bytes."""
    return beginning.startswith(b'{"dateline":')


def load(file: BinaryIO, slug: str) -> Kept:
    """Take an export's log over as it is. TranscriptError with the line for a damaged one, before anything is stored;
    Conflict when it is another blog's, or the blog here has another history.
    """
    lines = _lines(file)
    header = next(lines, None)
    if header is None:
        raise TranscriptError("the file is empty")
    _check_header(header, slug)
    changes = [_change(record, line) for line, record in enumerate(lines, 2)]
    if len(changes) != header["seq"] or (changes and changes[-1].digest != header["digest"]):
        at = min(len(changes), header["seq"]) + 2
        detail = (
            f"the export has {len(changes)} changes and its first line says {header['seq']}: it was cut off or altered"
        )
        raise TranscriptError(detail, at if len(changes) != header["seq"] else len(changes) + 1)
    before = tail.head(slug)
    try:
        adopt(slug, header["epoch"], changes)
    except LogError as error:
        raise TranscriptError(error.detail, error.seq + 1 if error.seq else 1) from error
    head = tail.head(slug)
    assert head is not None  # adopted just now, or there already
    added = head.seq - before.seq if before else head.seq
    return Kept(added, len(changes) - added, head.cursor)


def _lines(file: BinaryIO) -> Iterator[Json]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise TranscriptError("the line is too long for a change", number)
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise TranscriptError("the line is not the JSON of an export: damaged, or cut off", number) from None
        if not isinstance(record, dict):
            raise TranscriptError("the line is JSON, but no change", number)
        yield record


def _check_header(header: Json, slug: str) -> None:
    version = header.get("dateline")
    if isinstance(version, int) and version > VERSION:
        detail = f"the export is in format {version} and this version of Dateline reads {VERSION}; upgrade, then import"
        raise TranscriptError(detail, 1)
    if not _has(header, _HEADER) or version != VERSION:
        raise TranscriptError(
            "this is no export of Dateline: its first line must name its blog, epoch, seq and digest", 1
        )
    if header["slug"] != slug:
        raise Conflict(
            f"This is the export of '{header['slug']}', and its digests hold for that slug: import it into that."
        )


def _change(record: Json, line: int) -> Change:
    if record.keys() != {*_MEMBERS, "body"} or not _has(record, _MEMBERS):
        raise TranscriptError("the line is JSON, but no change", line)
    if not (record["body"] is None or isinstance(record["body"], dict)):
        raise TranscriptError("the line's body is no document", line)
    return Change(**record)


def _has(record: Json, members: Mapping[str, type]) -> bool:
    return all(type(record.get(name)) is kind for name, kind in members.items())
