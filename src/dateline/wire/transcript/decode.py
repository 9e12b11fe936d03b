"""Bytes to lines: whatever cannot be read as text is refused with its line, before anything is stored."""

from __future__ import annotations

import codecs
import re

from dateline.errors import TranscriptError

MAX_BYTES = 8 * 1024 * 1024

# C0 and C1 but for tab and line ends, the bidi embeddings and overrides, which make a text read as what it is not,
# and the non-characters: the same that a post's body refuses, but here the file's line can be named.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]")


def check_size(size: int) -> None:
    """TranscriptError when a file of this many bytes is more than is read."""
    if size > MAX_BYTES:
        raise TranscriptError(
            f"the file has {size / 1048576:.1f} MiB and an import may have {MAX_BYTES // 1048576}; "
            "no live blog is that long, so is it the right file? If it is, import it in parts"
        )


def lines_of(data: bytes) -> list[str]:
    """The file's lines without their ends (LF, CRLF or CR). UTF-8, with or without its mark, or UTF-16 with one.

    TranscriptError: too large, empty, binary, another encoding, a character that no post may hold.
    """
    check_size(len(data))
    text = text_of(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise TranscriptError("the file is empty")
    bad = _REFUSED.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        what = "binary data (a NUL)" if bad[0] == "\0" else f"the character U+{ord(bad[0]):04X}"
        raise TranscriptError(f"{what} cannot be in a post; is this a text file? Remove it and import again", line)
    return text.split("\n")


def text_of(data: bytes) -> str:
    """The file's characters, its mark left out, its line ends as they are. Raises TranscriptError."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, name, mark = "utf-16", "UTF-16", 2
    else:
        encoding, name, mark = "utf-8", "UTF-8", 0
        data = data.removeprefix(codecs.BOM_UTF8)
        if b"\0" in data:
            raise TranscriptError("binary data (a NUL): this is not a text file", _line(data, data.index(b"\0")))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start
        line = data[mark:at].decode(encoding + "-le" if mark else encoding, "replace").count("\n") + 1
        raise TranscriptError(
            f"byte {data[at]:#04x} (number {at + 1} of the file) is not {name}. Save the file as UTF-8, "
            "or convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE",
            line,
        ) from None


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
