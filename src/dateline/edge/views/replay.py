"""`/{slug}/replay`: the story unfolding once more; `/{slug}/replay.json`, what it is told from."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.typeset import replay


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    site, slug, epoch, seq = room.site, room.slug, room.epoch, room.blog.seq

    async def settle() -> Found | None:
        return await node.shelf.answer(
            request, room, "replay", answers.HTML, lambda: replay.page(tail.after(slug, 0, limit=seq), site, epoch)
        )

    return None if rest else Later(settle)


def data(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    site, slug, epoch, seq = room.site, room.slug, room.epoch, room.blog.seq

    async def settle() -> Found | None:
        return await node.shelf.answer(
            request, room, "replay.json", answers.JSON, lambda: replay.data(tail.after(slug, 0, limit=seq), site, epoch)
        )

    return None if rest else Later(settle)
