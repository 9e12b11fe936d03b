"""uvicorn's own headers (the date), written out once for each second's list of them."""

from __future__ import annotations

from uvicorn.server import ServerState

_written: tuple[list[tuple[bytes, bytes]], bytes] = ([], b"")


def dated(state: ServerState) -> bytes:
    global _written  # noqa: PLW0603
    headers, written = _written
    if headers is not state.default_headers:
        headers = state.default_headers
        written = b"".join(b"%s: %s\r\n" % header for header in headers)
        _written = (headers, written)
    return written
