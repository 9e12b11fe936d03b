"""`/{slug}`, its older pages, its posts by order, facet, author and tag: the addresses are in typeset/listings.py."""

from __future__ import annotations

from dateline.edge import answer as answers
from dateline.edge.found import Found, Request, redirect
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.typeset import choice, page
from dateline.typeset.listings import ONLY, Listing


def live(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    return None if rest else _shown(room, Listing(), 0, request)


def older(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    return _below(room, Listing(), rest, request) if rest else None


def oldest(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    return _below(room, Listing(oldest=True), rest, request)


def only(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    key, _, more = rest.partition("/")
    return _ordered(room, Listing("only", key), more, request) if key in ONLY else None


def by(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    key, _, more = rest.partition("/")
    return _ordered(room, Listing("by", key), more, request)


def tag(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    key, _, more = rest.partition("/")
    return _ordered(room, Listing("tag", key), more, request)


def _ordered(room: Room, listing: Listing, rest: str, request: Request) -> Found | None:
    first, _, more = rest.partition("/")
    return _below(room, listing.turned(), more, request) if first == "oldest" else _below(room, listing, rest, request)


def _below(room: Room, listing: Listing, rest: str, request: Request) -> Found | None:
    """The page whose number is the rest of the address, the first one when there is no rest."""
    number = _number(rest)
    return _shown(room, listing, number or 0, request) if number or not rest else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 and text[0] != "0" else None


def _shown(room: Room, listing: Listing, number: int, request: Request) -> Found | None:
    if not listing.exists(room.blog):
        return None  # before anything is kept of it: made-up names must not drive out what is asked for
    count = len(listing.places(room.blog))
    last = (choice.window(count)[1] or 0) + 1  # the page that holds the newest posts, twenty of them or more
    if number > last and choice.PAGE * (number - 1) >= count:
        return None
    begins = 1 if listing.oldest else last  # the page whose address has no number
    if number > last or number == begins:
        page_now = min(number, last)
        return redirect(listing.path(room.slug, 0 if page_now == begins else page_now))
    return request.made(
        room,
        listing.path(room.slug, number),
        answers.HTML,
        lambda: page.listed(room.blog, room.site, room.epoch, listing, number),
    )
