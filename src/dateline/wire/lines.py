"""A log as JSON lines, read back: the operator's export (jsonl.py) and the record that a site hands out.

    {"dateline": 1, "slug": …, "epoch": …, "seq": …, "digest": …}
    {"seq": 1, "kind": …, "subject": …, "at": …, "actor": …, "body": … | null, "body_hash": …, "digest": …}

A line of the site's may say in `withheld` why its body is null (typeset/record.py). No database in here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import BinaryIO

from dateline.blog.changes import Change, Json
from dateline.errors import TranscriptError

VERSION = 1
_LONGEST_LINE = 4 * 1024 * 1024  # a post's body may have 64 KiB of text; what is longer is no change
_HEADER = {"dateline": int, "slug": str, "epoch": str, "seq": int, "digest": str}
_MEMBERS = {f.name: (int if f.name == "seq" else str) for f in fields(Change) if f.name != "body"}


def records(file: BinaryIO) -> Iterator[Json]:
    """The lines' objects. TranscriptError with the line for one that is too long or is no object."""
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


def header(found: Iterator[Json]) -> Json:
    """The first of these records, which says whose log it is. TranscriptError for none and for another format."""
    first = next(found, None)
    if first is None:
        raise TranscriptError("the file is empty")
    version = first.get("dateline")
    if isinstance(version, int) and version > VERSION:
        detail = f"the export is in format {version} and this version of Dateline reads {VERSION}; upgrade, then import"
        raise TranscriptError(detail, 1)
    if not _has(first, _HEADER) or version != VERSION:
        raise TranscriptError(
            "this is no export of Dateline: its first line must name its blog, epoch, seq and digest", 1
        )
    return first


def change(record: Json, line: int) -> Change:
    """A record of a change. TranscriptError for one that lacks a member or has another."""
    if record.keys() != {*_MEMBERS, "body"} or not _has(record, _MEMBERS):
        raise TranscriptError("the line is JSON, but no change", line)
    if not (record["body"] is None or isinstance(record["body"], dict)):
        raise TranscriptError("the line's body is no document", line)
    return Change(**record)


def _has(record: Json, members: Mapping[str, type]) -> bool:
    return all(type(record.get(name)) is kind for name, kind in members.items())
