"""`/{slug}/at/{time}`: the page as it stood then; `/{slug}/at/{moment}/page/{n}`, its older posts.

Any time leads to the one address of the moment that it falls into.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from dateline.blog.disclosed import opening
from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request, redirect
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.log.reading import reading
from dateline.typeset import asof, links
from dateline.typeset.moments import Moments, until

# The moments of each room, up to which change: invented times must not send every reader to the log.
_known: WeakKeyDictionary[Room, tuple[int, Moments]] = WeakKeyDictionary()


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    time, paged, page = rest.partition("/page/")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= 6 and page[0] != "0" else None
    described = room.blog.description
    asked = until(time, described.zone) if described else None
    if asked is None or (paged and number is None):
        return None

    async def settle() -> Found | None:
        moments = await _moments(room)
        index = moments.at(asked)
        if index is None:
            return None
        stamp, site, epoch, slug, seq = moments.stamps[index], room.site, room.epoch, room.slug, moments.seqs[-1]
        if time != stamp:
            return redirect(links.at(slug, stamp, number))
        return await node.shelf.answer(
            request,
            room,
            f"at/{stamp}/{number}",
            answers.HTML,
            lambda: asof.at(tail.after(slug, 0, limit=seq), moments, index, site, epoch, number=number),
        )

    return Later(settle)


async def _moments(room: Room) -> Moments:
    """Those up to the room's head: what the log has beyond it is on no page of this node's yet."""
    seq = room.blog.seq
    known = _known.get(room)
    if known is None or known[0] != seq:
        known = _known[room] = (seq, await reading(_read, room.slug, seq))
    return known[1]


def _read(slug: str, seq: int) -> Moments:
    opened = opening(tail.history(slug, "blog"))
    return Moments.of(tail.times(slug)[:seq], opened)
