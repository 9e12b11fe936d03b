"""Bytes of a stream, wrapped once for everybody: as they are, as an HTTP chunk, and compressed.

A block compressed with a full flush carries no history, so the same block fits every stream that began with its own
gzip header (RFC 1951, 3.2.3; RFC 1952, 2.3). No checksum is ever sent, since streams have no end of their own.
"""

from __future__ import annotations

import zlib
from functools import cached_property

# ID1 ID2 CM=deflate FLG=0 MTIME=0 XFL=0 OS=unknown
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


class Frame:
    """One piece of a stream."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @cached_property
    def chunk(self) -> bytes:
        return chunked(self.raw)

    @cached_property
    def packed_chunk(self) -> bytes:
        return chunked(packed(self.raw))


def chunked(body: bytes) -> bytes:
    """One chunk of the chunked transfer coding (RFC 9112, 7.1)."""
    return b"%x\r\n%s\r\n" % (len(body), body)


def packed(raw: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH)


LAST_CHUNK = b"0\r\n\r\n"
