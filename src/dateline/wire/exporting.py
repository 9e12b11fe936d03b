"""A blog becomes files: its log as JSON lines, a folder that opens from disk, or one Markdown document."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.blog.fold import fold
from dateline.blog.gate import is_public
from dateline.errors import Conflict, Invalid, Unknown
from dateline.log import tail
from dateline.typeset.site import Site
from dateline.wire import jsonl, markdown
from dateline.wire import site as folder

FORMATS = ("jsonl", "site", "markdown")
_OURS = ".dateline-export"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: the file or folder, None for stdout; how many files; and the blog's cursor then."""

    slug: str
    path: Path | None
    files: int
    cursor: str


def export(slug: str, format: str, out: Path | None, *, site: Site) -> ExportReport:
    """Write a blog as jsonl or markdown to `out` (None: stdout), or as site into the folder `out` (None: ./SLUG).

    A file or folder appears whole or not at all; a folder of an earlier export is replaced, so that nothing which has
    been taken down since stays in it. Raises Unknown; Conflict for a draft, which only jsonl exports, and for a folder
    that holds something else; Invalid for another format; OSError.
    """
    if format not in FORMATS:
        raise Invalid("format", f"'{format}' is none that can be exported; say {', '.join(FORMATS)}")
    head = tail.head(slug)
    if head is None:
        raise Unknown(f"There is no blog '{slug}'. `dateline blog list` shows those that are.")
    if format == "jsonl":
        _write(jsonl.dump(slug), out)
        return ExportReport(slug, out, 1, head.cursor)
    changes = tail.after(slug, 0, limit=head.seq)
    blog = fold(changes)
    if not is_public(blog.description):
        raise Conflict(f"'{slug}' is a draft: as {format} it would be public. Its log exports as jsonl.")
    if format == "markdown":
        _write([markdown.document(blog)], out)
        return ExportReport(slug, out, 1, head.cursor)
    target = out or Path(slug)
    count = _write_folder(folder.files(blog, changes, site, head.epoch), target)
    return ExportReport(slug, target, count, head.cursor)


def _write(parts: Iterable[bytes], out: Path | None) -> None:
    if out is None:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_folder(files: Iterable[tuple[str, bytes]], target: Path) -> int:
    target = target.absolute()
    if target.exists() and not (target / _OURS).is_file() and (not target.is_dir() or any(target.iterdir())):
        raise Conflict(f"'{target}' is there and is no earlier export. Name a new or an empty folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        made.chmod(0o755)
        count = 0
        for name, body in files:
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            count += 1
        (made / _OURS).write_text("A folder made by `dateline export`; the next export to it replaces it.\n")
        if target.exists():
            shutil.rmtree(target)
        made.replace(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return count
