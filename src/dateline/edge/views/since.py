"""`/{slug}/since/{cursor}.json`: the polling path. One address for all readers of one cursor."""

from __future__ import annotations

from collections.abc import Callable

from dateline.edge import answer as answers
from dateline.edge.cursor import Cursor, parse
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if not rest.endswith(".json"):
        return None
    cursor = parse(rest.removesuffix(".json"))

    def deltas() -> Found | None:
        # Every cursor that leads to a reset shares one address, so that forged ones fill no memory.
        address = f"since/{cursor}" if room.behind(cursor) is not None else "since"
        return request.made(room, address, answers.JSON, lambda: room.since(cursor))

    return caught_up(node, room, cursor, deltas)


def caught_up(node: Node, room: Room, cursor: Cursor | None, found: Callable[[], Found | None]) -> Found | None:
    """A cursor ahead of this room may come from a node that is further on: look into the log before a reset."""
    if cursor is None or cursor.epoch != room.epoch or cursor.seq <= room.blog.seq or not node.may_look(room):
        return found()

    async def settle() -> Found | None:
        await node.pull(room.slug)
        return found()

    return Later(settle)
