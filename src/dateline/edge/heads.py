"""The head of a reader's request, read once: the same bytes mean the same to everybody who sends them.

A crowd of browsers asks in few different ways, so most heads have been seen before; looking one up costs a hash of
some hundred bytes. What has not been seen is read by llhttp, the parser that uvicorn uses for everything else: an own,
quicker one would be a second opinion on what a request is, and that is how smuggling begins.
"""

from __future__ import annotations

from dataclasses import dataclass

import httptools

from dateline.edge.addresses import forwarded
from dateline.edge.found import Request

# A request's target, Accept-Encoding and If-None-Match: all that an answer to a GET depends on.
Wanted = tuple[bytes, bytes | None, bytes | None]

HEAD_BYTES = 32 * 1024
_SEEN = 4096  # heads remembered
_LONG = 4096  # bytes; a longer head is not worth remembering
_OTHER = frozenset({b"content-length", b"transfer-encoding", b"upgrade", b"expect"})


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A GET or HEAD without a body, HTTP/1.1, for an address that needs no decoding."""

    wanted: Wanted
    request: Request
    bare: bool  # HEAD: the answer has no body
    keeps: bool  # whether the connection may be kept after the answer
    alone: bool  # whether nothing came behind it
    forwarded: bytes  # X-Forwarded-For


class Heads:
    def __init__(self) -> None:
        self._seen: dict[bytes, Head | None] = {}

    def read(self, data: bytes) -> Head | None:
        """The head with which these bytes begin; None for anything else, which uvicorn then sees to."""
        try:
            return self._seen[data]
        except KeyError:
            head = _read(data)
        if len(data) <= _LONG:
            if len(self._seen) >= _SEEN:
                self._seen.clear()
            self._seen[data] = head
        return head


class _First:
    """What llhttp tells of the first request in some bytes."""

    def __init__(self) -> None:
        self.parser = httptools.HttpRequestParser(self)
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.method, self.version, self.keeps = b"", "", False
        self.complete = self.alone = False

    def on_message_begin(self) -> None:
        self.alone = not self.complete

    def on_url(self, url: bytes) -> None:
        if not self.complete:
            self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self.complete:
            self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        if not self.complete:
            self.method, self.version = self.parser.get_method(), self.parser.get_http_version()
            self.keeps = self.parser.should_keep_alive()

    def on_message_complete(self) -> None:
        self.complete = True


def _read(data: bytes) -> Head | None:
    first = _First()
    try:
        first.parser.feed_data(data[:HEAD_BYTES])
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        first.alone = False
    if not first.complete or first.method not in (b"GET", b"HEAD") or first.version != "1.1":
        return None
    path, _, query = first.url.partition(b"?")
    if not path.startswith(b"/") or path.startswith((b"//", b"/api/", b"/desk/")) or not path.isascii():
        return None
    headers = dict(first.headers)
    if b"%" in path or b"#" in first.url or not _OTHER.isdisjoint(headers):
        return None
    return Head(
        (first.url, headers.get(b"accept-encoding"), headers.get(b"if-none-match")),
        Request(path.decode(), query.decode("latin-1"), headers),
        first.method == b"HEAD",
        first.keeps,
        first.alone and len(data) <= HEAD_BYTES,
        forwarded(first.headers),
    )
