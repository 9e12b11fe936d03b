"""A blog's log as JSON lines: a header, then every change with its digest, so that it verifies wherever it is.

    {"dateline": 1, "slug": …, "epoch": …, "seq": …, "digest": …}
    {"seq": 1, "kind": …, "subject": …, "at": …, "actor": …, "body": … | null, "body_hash": …, "digest": …}

Each line is canonical JSON (log/chain.py), so that the same log is the same file. A body erased by a takedown is null.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO

from dateline.errors import Conflict, LogError, TranscriptError, Unknown
from dateline.log import tail
from dateline.log.adopt import adopt
from dateline.log.chain import canonical
from dateline.wire import lines


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
    yield canonical({"dateline": lines.VERSION, "slug": slug, **asdict(head)}) + b"\n"
    for change in changes:
        yield canonical(asdict(change)) + b"\n"


def is_export(beginning: bytes) -> bool:
    """Whether a file that begins so is an export, by its first bytes."""
    return beginning.startswith(b'{"dateline":')


def load(file: BinaryIO, slug: str) -> Kept:
    """Take an export's log over as it is. TranscriptError with the line for a damaged one, before anything is stored;
    Conflict when it is another blog's, or the blog here has another history.
    """
    records = lines.records(file)
    header = lines.header(records)
    if header["slug"] != slug:
        raise Conflict(
            f"This is the export of '{header['slug']}', and its digests hold for that slug: import it into that."
        )
    changes = [lines.change(record, line) for line, record in enumerate(records, 2)]
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
