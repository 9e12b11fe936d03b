"""`/{slug}/embed`: the page for a frame on other sites, and `/{slug}/embed.json`, what a script of theirs asks for.

Both take `posts` (5 to 50) and `order` (`newest` or `oldest` first), the page `theme` too (`auto`, `light`, `dark`).
Whatever else is asked for is answered as if it had not been, so that there are few addresses to keep bytes for.
"""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import embed


def page(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    asked, theme = _asked(request), _theme(request)
    return request.made(
        room,
        f"embed?{asked.posts}&{asked.order}&{theme}",
        answers.HTML,
        lambda: embed.page(room.blog, room.site, room.epoch, asked, theme),
        (*answers.FRESH, answers.FRAMED),
    )


def piece(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    asked = _asked(request)
    return request.made(
        room,
        f"embed.json?{asked.posts}&{asked.order}",
        answers.JSON,
        lambda: embed.piece(room.blog, room.site, room.epoch, asked),
    )


def _asked(request: Request) -> embed.Asked:
    posts = request.parameter("posts")
    is_number = posts.isascii() and posts.isdigit() and len(posts) < 5
    return embed.Asked(
        posts=min(max(int(posts), embed.FEWEST), embed.MOST) if is_number else embed.USUAL,
        order="oldest" if request.parameter("order") == "oldest" else "newest",
    )


def _theme(request: Request) -> embed.Theme:
    match request.parameter("theme"):
        case "light":
            return "light"
        case "dark":
            return "dark"
        case _:
            return "auto"
