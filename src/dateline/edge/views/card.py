"""`/{slug}/card.png`: the picture that other sites show of a blog which has none of its own."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakKeyDictionary

from dateline.edge import answer as answers
from dateline.edge.answer import Prepared
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import picture
from dateline.typeset.picture import Card

PNG = b"image/png"

# One thread, whatever crawlers ask for: those that read the log are not to stand in line behind pictures.
_EASEL = ThreadPoolExecutor(1, "card")

# One picture a room: what it shows changes a few times in a blog's life, and a room's other bytes with every post.
_drawn: WeakKeyDictionary[Room, tuple[Card, asyncio.Future[Prepared]]] = WeakKeyDictionary()


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    card = picture.card(room.blog, room.site)
    known = _drawn.get(room)
    if known is None or known[0] != card:
        known = _drawn[room] = (card, asyncio.ensure_future(_draw(room, card)))
        known[1].add_done_callback(lambda done: _forget_failed(room, done))
    drawing = known[1]
    if drawing.done():
        return request.answer(drawing.result())

    async def settle() -> Found:
        return request.answer(await asyncio.shield(drawing))

    return Later(settle)


async def _draw(room: Room, card: Card) -> Prepared:
    body = await asyncio.get_running_loop().run_in_executor(_EASEL, picture.draw, card)
    return Prepared(body, PNG, card.version.encode(), answers.FRESH, b"b-" + room.slug.encode())


def _forget_failed(room: Room, done: asyncio.Future[Prepared]) -> None:
    if done.cancelled() or done.exception():
        _drawn.pop(room, None)
