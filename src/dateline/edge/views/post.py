"""`/{slug}/p/{post}`: one post at its own address, and `/history`, every change of it."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.log.reading import reading
from dateline.typeset import page


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    post_id, _, part = rest.partition("/")
    if post_id not in room.blog.posts:
        return None
    if part == "history":
        return _history(room, post_id, request)
    if part:
        return None
    return request.made(
        room, f"p/{post_id}", answers.HTML, lambda: page.post(room.blog, room.site, room.epoch, post_id)
    )


def _history(room: Room, post_id: str, request: Request) -> Later:
    async def settle() -> Found | None:
        changes = await reading(tail.history, room.slug, post_id)
        return request.made(
            room,
            f"p/{post_id}/history",
            answers.HTML,
            lambda: page.history(room.blog, post_id, changes, room.site, room.epoch),
        )

    return Later(settle)
