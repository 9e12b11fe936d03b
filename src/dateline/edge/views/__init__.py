"""What a blog shows at its addresses, a file for each: `/{slug}/{first}/{rest}` leads to the view of `first`.

A view never waits. It gives what is found, a Later to await first, or None where nothing is. What it makes is kept by
`Request.made` until the blog changes, so an address must name everything that its bytes depend on.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.edge.found import Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.edge.views import (
    archive,
    at,
    card,
    corrections,
    embed,
    feed,
    listing,
    log,
    post,
    printed,
    replay,
    search,
    since,
    stream,
)

View = Callable[[Node, Room, str, Request], Found | None]

VIEWS: dict[str, View] = {
    "": listing.live,
    "stream": stream.view,
    "since": since.view,
    "page": listing.older,
    "oldest": listing.oldest,
    "only": listing.only,
    "by": listing.by,
    "tag": listing.tag,
    "search": search.view,
    "p": post.view,
    "print": printed.view,
    "corrections": corrections.view,
    "corrections.atom": corrections.feed,
    "card.png": card.view,
    "embed": embed.page,
    "embed.json": embed.piece,
    "at": at.view,
    "replay": replay.view,
    "replay.json": replay.data,
    "archive.html": archive.view,
    "record": log.view,
    "log.jsonl": log.log,
    "feed.atom": feed.atom,
    "feed.rss": feed.rss,
    "feed.json": feed.json,
}
