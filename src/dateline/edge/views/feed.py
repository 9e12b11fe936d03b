"""`/{slug}/feed.atom`, `.rss` and `.json`: the newest posts for feed readers; `/{slug}/feed.atom/{n}`, older ones.

Each says in its headers, too, where it stands and which hubs tell of its changes (WebSub, section 4), since a program
that asks for the head alone must find them.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.edge import answer as answers
from dateline.edge.answer import Header
from dateline.edge.found import Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import feeds, links

_View = Callable[[Node, Room, str, Request], Found | None]


def _feed(form: str, make: Callable[..., bytes]) -> _View:
    content_type = f"{links.FEEDS[form]}; charset=utf-8".encode()

    def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
        if rest:
            return _archive(room, rest, content_type, request) if form == "atom" else None
        return request.made(
            room,
            f"feed.{form}",
            content_type,
            lambda: make(room.blog, room.site, room.epoch),
            (*answers.FRESH, *_links(room, form)),
        )

    return view


def _archive(room: Room, rest: str, content_type: bytes, request: Request) -> Found | None:
    if not (rest.isascii() and rest.isdigit()) or len(rest) > 6 or rest[0] == "0":
        return None
    return request.made(
        room, f"feed.atom/{rest}", content_type, lambda: feeds.archive(room.blog, room.site, room.epoch, int(rest))
    )


def _links(room: Room, form: str) -> tuple[Header, ...]:
    told = [(room.site.origin + links.feed(room.slug, form), "self"), *((hub, "hub") for hub in room.site.hubs)]
    return tuple((b"link", f'<{address}>; rel="{relation}"'.encode()) for address, relation in told)


atom = _feed("atom", feeds.atom)
rss = _feed("rss", feeds.rss)
json = _feed("json", feeds.json_feed)
