"""`/{slug}/feed.atom`, `.rss` and `.json`: the newest posts for feed readers."""

from __future__ import annotations

from collections.abc import Callable

from dateline.edge.found import Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import feeds

_View = Callable[[Node, Room, str, Request], Found | None]


def _feed(address: str, content_type: bytes, make: Callable[..., bytes]) -> _View:
    def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
        if rest:
            return None
        return request.made(room, address, content_type, lambda: make(room.blog, room.site, room.epoch))

    return view


atom = _feed("feed.atom", b"application/atom+xml; charset=utf-8", feeds.atom)
rss = _feed("feed.rss", b"application/rss+xml; charset=utf-8", feeds.rss)
json = _feed("feed.json", b"application/feed+json; charset=utf-8", feeds.json_feed)
