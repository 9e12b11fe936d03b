"""`/{slug}/archive.html`: the whole blog as one file to keep."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.typeset import archive


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    site, slug, epoch, seq = room.site, room.slug, room.epoch, room.blog.seq
    name = archive.file_name(slug, room.blog.changed_at)

    async def settle() -> Found | None:
        return await node.shelf.answer(
            request,
            room,
            "archive.html",
            answers.HTML,
            lambda: archive.document(tail.after(slug, 0, limit=seq), site, epoch),
            headers=((b"content-disposition", f'attachment; filename="{name}"'.encode()),),
        )

    return None if rest else Later(settle)
