"""`/{slug}/corrections`: what was corrected and retracted; `/corrections/{n}`, older pages; `/corrections.atom`."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import corrections

ATOM = b"application/atom+xml; charset=utf-8"


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    number = page_number(rest)
    if number is None:
        return None
    return request.made(
        room, f"corrections/{number}", answers.HTML, lambda: corrections.page(room.blog, room.site, number)
    )


def feed(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    return request.made(room, "corrections.atom", ATOM, lambda: corrections.feed(room.blog, room.site))


def page_number(rest: str) -> int | None:
    """0 for the newest page, which has no number; None for what is no page's."""
    if not rest:
        return 0
    return int(rest) if rest.isascii() and rest.isdigit() and len(rest) <= 6 and rest[0] != "0" else None
