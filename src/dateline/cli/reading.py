"""Reading what a user points at: a file by its name, or stdin as `-`."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.cli.common import say
from dateline.errors import Invalid, TooLarge

STDIN = Path("-")
LIMIT = 256 * 1024


def read_text(path: Path, field: str) -> str:
    """The UTF-8 text of a file or of stdin, at most 256 KiB. Invalid or TooLarge name `field`; OSError as it comes."""
    name = "stdin" if path == STDIN else str(path)
    if path == STDIN:
        if sys.stdin is None:
            raise Invalid(field, "there is no stdin to read it from; name a file")
        if sys.stdin.isatty():
            say("Reading from the keyboard; end with Ctrl-D on a line of its own.")
        raw = sys.stdin.buffer.read(LIMIT + 1)
    else:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise TooLarge(f"{field}: {name} is larger than {LIMIT // 1024} KiB", field=field)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        detail = f"{name} is not UTF-8 text (byte 0x{byte:02x} in line {line}); convert it, as with iconv -t utf-8"
        raise Invalid(field, detail) from None
