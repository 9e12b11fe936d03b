"""Bytes on the wire for each reader and update, packed and plain."""

from __future__ import annotations

from bench import load
from bench.contestants import BROWSERS_ACCEPT
from bench.context import Context
from bench.report import Goal, Rows

_PACKED, _PLAIN = "dateline serve, to readers that accept gzip", "dateline serve, uncompressed"
_POSTS = 40


def measure(context: Context) -> Rows:
    slug = context.newsroom.open_blog(20)
    values = {}
    with context.newsroom.serving(pack_streams="yes") as server:
        for name, headers in ((_PACKED, [BROWSERS_ACCEPT]), (_PLAIN, [])):
            path = context.newsroom.stream(server, slug)
            with load.readers(context.tools, server.port, path, 10, *headers) as readers:
                values[name] = [_bytes(context, slug, readers, number) for number in range(1, _POSTS + 1)]
    return Rows(
        name="wire",
        title=f"Bytes on the wire for each reader and update, {_POSTS} posts of 700 characters",
        unit="bytes",
        more=False,
        values=values,
        goals=[Goal(_PLAIN, 0.6, 0.4)],
        ours=_PACKED,
        notes=["HTTP payload with its chunk lines, without TCP and IP headers; the posts are the demo's prose"],
    )


def _bytes(context: Context, slug: str, readers: load.Readers, number: int) -> float:
    arrived = readers.receive(1, lambda: context.newsroom.publish(slug, number, 700), 10)
    return arrived.bytes / readers.count
