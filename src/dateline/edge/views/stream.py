"""`/{slug}/stream`: the open line, from the cursor that the reader holds."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.answer import Answer
from dateline.edge.cursor import parse
from dateline.edge.found import Attach, Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.edge.views.since import caught_up


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    text = request.headers.get(b"last-event-id", b"").decode("latin-1") or request.parameter("after")
    cursor = parse(text)
    if room.closed and (cursor == room.head or not text):
        return Answer(204, answers.UNKEPT, b"")
    return caught_up(node, room, cursor, lambda: Attach(room, cursor))
