"""`/{slug}/print`: the whole blog as one document, oldest first, for paper."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.typeset import archive


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    slug, site, epoch, seq = room.slug, room.site, room.epoch, room.blog.seq

    async def settle() -> Found | None:
        return await node.shelf.answer(
            request, room, "print", answers.HTML, lambda: archive.printed(tail.after(slug, 0, limit=seq), site, epoch)
        )

    return None if rest else Later(settle)
