"""`/{slug}`: the live page."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import page


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    return request.made(room, "", answers.HTML, lambda: page.live(room.blog, room.site, room.epoch))
