"""`/{slug}/print`: the whole blog as one document, oldest first, for paper; `/{slug}/print/{day}`, one day of it."""

from __future__ import annotations

from datetime import date

from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.typeset import archive, choice


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    day = _day(rest)
    # Asked of the room and not of the maker: invented days must not send anybody to the log.
    if rest and (day is None or not choice.on_day(room.blog, day)):
        return None
    slug, site, epoch, seq = room.slug, room.site, room.epoch, room.blog.seq

    async def settle() -> Found | None:
        return await node.shelf.answer(
            request,
            room,
            f"print/{rest}",
            answers.HTML,
            lambda: archive.printed(tail.after(slug, 0, limit=seq), site, epoch, day),
        )

    return Later(settle)


def _day(text: str) -> date | None:
    """`2026-03-01` and no other form of a date, so that each day has one address."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
