"""`/{slug}/record`: how anybody can check the record; `/{slug}/log.jsonl`, the record."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.typeset import record

JSONL = b"application/jsonl; charset=utf-8"


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    return request.made(room, "record", answers.HTML, lambda: record.page(room.blog, room.site, room.epoch))


def log(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    slug, epoch, seq = room.slug, room.epoch, room.blog.seq

    async def settle() -> Found | None:
        return await node.shelf.answer(
            request, room, "log.jsonl", JSONL, lambda: record.log(tail.after(slug, 0, limit=seq), slug, epoch)
        )

    return None if rest else Later(settle)
