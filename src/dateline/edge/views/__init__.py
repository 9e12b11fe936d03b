"""What a blog shows at its addresses, a file for each: `/{slug}/{first}/{rest}` leads to the view of `first`.

A view never waits. It gives what is found, a Later to await first, or None where nothing is. What it makes is kept by
`Request.made` until the blog changes, so an address must name everything that its bytes depend on.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.edge.found import Found, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.edge.views import feed, live, older, post, since, stream

View = Callable[[Node, Room, str, Request], Found | None]

VIEWS: dict[str, View] = {
    "": live.view,
    "stream": stream.view,
    "since": since.view,
    "page": older.view,
    "p": post.view,
    "feed.atom": feed.atom,
    "feed.rss": feed.rss,
    "feed.json": feed.json,
}
