"""Prepared bytes: one body, compressed once for everybody who takes it, and the headers that go with it.

Headers follow RFC 9110 and 9111. An entity tag is strong, so each encoding has its own (`"5f3a.42.r1-br"`); a
conditional request matches whichever of them it holds.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

import brotli

Header = tuple[bytes, bytes]

# Scripts, styles, images: ours or on the web; nothing inline, no frames, no forms.
CSP = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; "
    b"font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# For the one page that is made to stand in a frame of other sites.
FRAMED: Header = (b"content-security-policy", CSP.replace(b"frame-ancestors 'self'", b"frame-ancestors *"))
# For scripts of other sites: they get what anybody gets, so they are not asked who they are, and no cookie is taken.
ANYWHERE: Header = (b"access-control-allow-origin", b"*")
SAFE: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
# A shared cache may hold a page for two seconds: enough to absorb any crowd, too short to keep what was taken down.
FRESH: tuple[Header, ...] = (
    (b"cache-control", b"public, max-age=0, must-revalidate"),
    (b"cdn-cache-control", b"max-age=2"),
)
# A blog that has ended changes by a correction or a takedown alone. A browser still asks each time and is told 304,
# since what it keeps cannot be called back; a shared cache may keep a page for a minute, drops it at once when told its
# surrogate key, and may go on showing it while this server is away.
ENDED: tuple[Header, ...] = (
    (b"cache-control", b"public, max-age=0, must-revalidate"),
    (b"cdn-cache-control", b"max-age=60, stale-if-error=86400"),
)
FOREVER: tuple[Header, ...] = ((b"cache-control", b"public, max-age=31536000, immutable"),)
# At an address that never changes: soon enough to mend a mistake on everybody's pages.
STEADY: tuple[Header, ...] = ((b"cache-control", b"public, max-age=300"),)
MISSING: tuple[Header, ...] = (
    (b"cache-control", b"public, max-age=0, must-revalidate"),
    (b"cdn-cache-control", b"max-age=1"),
)
UNKEPT: tuple[Header, ...] = ((b"cache-control", b"no-store"),)

HTML = b"text/html; charset=utf-8"
JSON = b"application/json"
TEXT = b"text/plain; charset=utf-8"

_SMALL = 256  # below this, compression costs a header and saves nothing


@dataclass(frozen=True)
class Answer:
    """A whole answer. `headers` lack the date, which the server adds."""

    status: int
    headers: tuple[Header, ...]
    body: bytes

    @cached_property
    def names(self) -> frozenset[bytes]:
        """The names of its headers."""
        return frozenset(name for name, _ in self.headers)

    @cached_property
    def framed(self) -> tuple[Header, ...]:
        """The headers with the length, which an answer without a body has none of (RFC 9110, 8.6)."""
        if self.status in (204, 304):
            return self.headers
        return (*self.headers, (b"content-length", str(len(self.body)).encode()))

    @cached_property
    def head(self) -> bytes:
        """The headers as they go over the wire."""
        return b"".join(b"%s: %s\r\n" % header for header in self.framed)


class Prepared:
    """A body ready for every reader: encoded lazily, once per encoding, then only handed out."""

    def __init__(
        self, body: bytes, content_type: bytes, tag: bytes, caching: tuple[Header, ...] = FRESH, key: bytes = b""
    ) -> None:
        self.body = body
        self.tag = tag
        self.headers: tuple[Header, ...] = ((b"content-type", content_type), *caching, *SAFE)
        if content_type == JSON:
            self.headers += (ANYWHERE,)
        if content_type == HTML and FRAMED not in caching:
            self.headers += ((b"content-security-policy", CSP),)
        if key:
            self.headers += ((b"surrogate-key", key),)
        self.packs = len(body) >= _SMALL and not content_type.startswith((b"image/png", b"font/"))
        if self.packs:
            self.headers += ((b"vary", b"accept-encoding"),)

    @cached_property
    def _br(self) -> Answer:
        # Quality 5: a page is packed anew at every change, and 11 takes 50 times as long for a tenth less.
        quality = 11 if FOREVER[0] in self.headers else 5
        return self._answer(brotli.compress(self.body, quality=quality), b"br")

    @cached_property
    def _gzip(self) -> Answer:
        return self._answer(gzip.compress(self.body, compresslevel=6, mtime=0), b"gzip")

    @cached_property
    def _plain(self) -> Answer:
        return self._answer(self.body, b"")

    @cached_property
    def _unchanged(self) -> Answer:
        kept = tuple(h for h in self.headers if h[0] not in (b"content-type", b"content-security-policy"))
        return Answer(304, (*kept, (b"etag", b'"' + self.tag + b'"')), b"")

    def _answer(self, body: bytes, encoding: bytes) -> Answer:
        tag = self.tag + (b"-" + encoding if encoding else b"")
        headers = (*self.headers, (b"etag", b'"' + tag + b'"'))
        return Answer(200, (*headers, (b"content-encoding", encoding)) if encoding else headers, body)

    def answer(self, accept_encoding: bytes, if_none_match: bytes) -> Answer:
        """What this request gets: the smallest encoding it takes, or 304 when it holds these bytes already."""
        if if_none_match and self._matches(if_none_match):
            return self._unchanged
        if self.packs and accept_encoding:
            taken = accepted(accept_encoding)
            if b"br" in taken:
                return self._br
            if b"gzip" in taken:
                return self._gzip
        return self._plain

    def _matches(self, if_none_match: bytes) -> bool:
        if if_none_match.strip() == b"*":
            return True
        held = {t.strip().removeprefix(b"W/").strip(b'"') for t in if_none_match.split(b",")}
        return not held.isdisjoint({self.tag, self.tag + b"-br", self.tag + b"-gzip"})


@lru_cache(1024)
def accepted(accept_encoding: bytes) -> frozenset[bytes]:
    """The codings of an Accept-Encoding header that are not refused with q=0 (RFC 9110, 12.5.3)."""
    taken = set()
    for part in accept_encoding.lower().split(b","):
        coding, _, parameter = part.partition(b";")
        quality = parameter.replace(b" ", b"").removeprefix(b"q=")
        if quality not in (b"0", b"0.0", b"0.00", b"0.000"):
            taken.add(coding.strip())
    return frozenset(taken)


def digest(text: str) -> bytes:
    """An entity tag for bytes that are not one blog's."""
    return hashlib.sha256(text.encode()).hexdigest()[:16].encode()
