"""`/{slug}/page/{n}`: older posts, a page at a time; page 1 holds the oldest."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Request, redirect
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import choice, page


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if not (rest.isascii() and rest.isdigit()) or len(rest) > 6 or rest[0] == "0":
        return None
    number = int(rest)
    first, _ = choice.window(len(room.blog.order))
    if first < number * choice.PAGE and (number - 1) * choice.PAGE < max(1, len(room.blog.order)):
        return redirect(f"/{room.slug}")  # these posts are still on the live page
    return request.made(
        room, f"page/{number}", answers.HTML, lambda: page.older(room.blog, room.site, room.epoch, number)
    )
