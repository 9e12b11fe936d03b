"""`/{slug}/search?q=…&page=2`: the posts with these words, newest first, twenty a page; without words, the form."""

from __future__ import annotations

from dateline.blog.search import QUERY, needles
from dateline.edge import answer as answers
from dateline.edge.answer import Answer, Prepared
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import choice, searched

_LAST = 500  # pages that can be asked for: 10,000 posts


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    if rest:
        return None
    query = " ".join(request.parameter("q").split())[:QUERY]
    number = _number(request.parameter("page"))
    sought = needles(query)
    if not sought:
        return request.made(room, "search", answers.HTML, lambda: searched.form(room.blog, room.site))
    asked = (room.slug, str(room.head), query, number)
    if kept := node.searches.kept(asked):
        return request.answer(kept)
    if node.searches.full:
        return _busy(room)

    async def settle() -> Found | None:
        hits = await node.searches.find(room, sought, choice.PAGE * (number - 1), choice.PAGE)
        if not room.public:
            return None
        found = searched.Found(query, sought, hits.posts, hits.total, number)
        tag = answers.digest(f"{asked} {room.renderer}")
        # Without a surrogate key: a node remembers no answer that has none, and made-up queries shall fill no memory.
        prepared = Prepared(searched.page(room.blog, room.site, found), answers.HTML, tag)
        node.searches.keep(asked, prepared)
        return request.answer(prepared)

    return Later(settle)


def _number(text: str) -> int:
    return min(int(text), _LAST) if text.isascii() and text.isdigit() and 0 < len(text) <= 4 and int(text) else 1


def _busy(room: Room) -> Answer:
    told = searched.busy(room.blog, room.site).encode()
    return Answer(503, (*answers.UNKEPT, (b"retry-after", b"3"), (b"content-type", answers.TEXT)), told)
