"""Path to prepared bytes: what a reader's request gets, whichever server asks.

`find` never waits. It gives an Answer, a stream to Attach to, or a Later: something to await first (a room to load, a
history to read), after which there is an answer.
"""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from dateline.blog.check import SLUG
from dateline.blog.fold import Blog
from dateline.blog.gate import RESERVED
from dateline.edge import answer as answers
from dateline.edge.answer import Answer, Prepared
from dateline.edge.cursor import Cursor, parse
from dateline.edge.front import Front
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.log.reading import reading
from dateline.typeset import assets, choice, feeds, oembed, page, sitemap
from dateline.typeset.renderer import renderer


@dataclass(frozen=True, slots=True)
class Attach:
    """A stream to hold open on this room, from this cursor."""

    room: Room
    cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class Later:
    """Await this first."""

    settle: Callable[[], Awaitable[Found]]


Found = Answer | Attach | Later


@dataclass(frozen=True, slots=True)
class Request:
    """A GET or HEAD. `path` is decoded; `headers` have lower-case names, the last of a repeated one."""

    path: str
    query: str
    headers: Mapping[bytes, bytes]

    def answer(self, prepared: Prepared) -> Answer:
        return prepared.answer(self.headers.get(b"accept-encoding", b""), self.headers.get(b"if-none-match", b""))

    def parameter(self, name: str) -> str:
        """The last value of this name; empty when there is none, or when the query is no query."""
        try:
            return parse_qs(self.query, max_num_fields=20).get(name, [""])[-1] if self.query else ""
        except ValueError:
            return ""


class Routes:
    def __init__(self, node: Node) -> None:
        self.node = node
        self._missing = Prepared(page.missing(node.site), answers.HTML, b"missing", answers.MISSING)
        self._assets = {
            path: Prepared(asset.body, asset.content_type.encode(), path.encode(), answers.FOREVER)
            for path, asset in assets.all().items()
        }
        self._glances = Front(node)
        self._several: dict[str, Prepared] = {}
        self._fixed: dict[str, Callable[[Request], Found]] = {
            "/": self._front,
            "/health": self._health,
            "/metrics": self._metrics,
            "/news-sitemap.xml": self._sitemap,
            "/oembed": self._oembed,
            "/robots.txt": self._robots,
            "/favicon.ico": self._favicon,
        }

    def find(self, request: Request) -> Found:
        """What is at this address for this reader."""
        path = request.path
        if fixed := self._fixed.get(path):
            return fixed(request)
        if path.startswith("/assets/"):
            prepared = self._assets.get(path)
            return request.answer(prepared) if prepared else self._nothing(request)
        slug, _, rest = path[1:].partition("/")
        if not slug or slug in RESERVED or len(slug) > SLUG:
            return self._nothing(request)
        if not self.node.exists(slug):
            return self._searched(slug, request) if self.node.may_search() else self._nothing(request)
        room = self.node.room(slug)
        if room is None:
            return self._once_open([slug], request)
        return self._in_room(room, rest, request) if room.public else self._nothing(request)

    def _searched(self, slug: str, request: Request) -> Later:
        async def settle() -> Found:
            await self.node.pull(slug)
            return self.find(request) if self.node.exists(slug) else self._nothing(request)

        return Later(settle)

    def _in_room(self, room: Room, rest: str, request: Request) -> Found:
        if rest == "":
            return self._made(request, room, "", answers.HTML, lambda: page.live(room.blog, room.site, room.epoch))
        if rest == "stream":
            return self._stream(room, request)
        kind, _, name = rest.partition("/")
        match kind:
            case "since" if name.endswith(".json"):
                return self._since(room, name.removesuffix(".json"), request)
            case "page":
                return self._page(room, name, request)
            case "p":
                return self._post(room, name, request)
        if feed := _FEEDS.get(rest):
            content_type, make = feed
            return self._made(request, room, rest, content_type, lambda: make(room.blog, room.site, room.epoch))
        return self._nothing(request)

    def _made(
        self, request: Request, room: Room, address: str, content_type: bytes, make: Callable[[], bytes | None]
    ) -> Answer:
        prepared = room.prepared(address, content_type, make)
        return request.answer(prepared) if prepared else self._nothing(request)

    def _stream(self, room: Room, request: Request) -> Found:
        text = request.headers.get(b"last-event-id", b"").decode("latin-1") or request.parameter("after")
        cursor = parse(text)
        if room.closed and (cursor == room.head or not text):
            return Answer(204, answers.UNKEPT, b"")
        return self._caught_up(room, cursor, lambda: Attach(room, cursor))

    def _since(self, room: Room, text: str, request: Request) -> Found:
        cursor = parse(text)

        def deltas() -> Answer:
            # Every cursor that leads to a reset shares one address, so that forged ones fill no memory.
            address = f"since/{cursor}" if room.missed(cursor) is not None else "since"
            return self._made(request, room, address, answers.JSON, lambda: room.since(cursor))

        return self._caught_up(room, cursor, deltas)

    def _caught_up(self, room: Room, cursor: Cursor | None, found: Callable[[], Answer | Attach]) -> Found:
        """A cursor ahead of this room may come from a node that is further on: look into the log before a reset."""
        if cursor is None or cursor.epoch != room.epoch or cursor.seq <= room.blog.seq or not self.node.may_look(room):
            return found()

        async def settle() -> Found:
            await self.node.pull(room.slug)
            return found()

        return Later(settle)

    def _page(self, room: Room, name: str, request: Request) -> Found:
        if not (name.isascii() and name.isdigit()) or len(name) > 6 or name[0] == "0":
            return self._nothing(request)
        number = int(name)
        first, _ = choice.window(len(room.blog.order))
        if first < number * choice.PAGE and (number - 1) * choice.PAGE < max(1, len(room.blog.order)):
            return _redirect(f"/{room.slug}")  # these posts are still on the live page
        return self._made(
            request, room, f"page/{number}", answers.HTML, lambda: page.older(room.blog, room.site, room.epoch, number)
        )

    def _post(self, room: Room, name: str, request: Request) -> Found:
        post_id, _, rest = name.partition("/")
        if post_id not in room.blog.posts or rest not in ("", "history"):
            return self._nothing(request)
        if not rest:
            return self._made(
                request,
                room,
                f"p/{post_id}",
                answers.HTML,
                lambda: page.post(room.blog, room.site, room.epoch, post_id),
            )

        async def settle() -> Found:
            changes = await reading(tail.history, room.slug, post_id)
            return self._made(
                request,
                room,
                f"p/{post_id}/history",
                answers.HTML,
                lambda: page.history(room.blog, post_id, changes, room.site, room.epoch),
            )

        return Later(settle)

    # Made from several blogs

    def _once_open(self, slugs: list[str], request: Request) -> Later:
        async def settle() -> Found:
            await self.node.open(slugs)
            if any(self.node.room(slug) is None for slug in slugs):
                return UNREADY
            return self.find(request)

        return Later(settle)

    def _front(self, request: Request) -> Found:
        return self._of_all(request, lambda blogs: page.index(blogs, self.node.site), answers.HTML)

    def _sitemap(self, request: Request) -> Found:
        return self._of_all(request, self._news, b"application/xml")

    def _news(self, blogs: list[Blog]) -> bytes:
        return sitemap.news(blogs, self.node.site, datetime.now(UTC))

    def _of_all(self, request: Request, make: Callable[[list[Blog]], bytes], content_type: bytes) -> Found:
        """Something made from every public blog, made anew when one has changed or a minute has passed."""
        if stale := self._glances.stale():

            async def settle() -> Found:
                await self._glances.refresh(stale)
                return self._of_all(request, make, content_type)

            return Later(settle)
        state, blogs = self._glances.blogs()
        tag = answers.digest(f"{state} {renderer(self.node.site)} {int(time.time()) // 60}")
        prepared = self._several.get(request.path)
        if prepared is None or prepared.tag != tag:
            prepared = self._several[request.path] = Prepared(make(blogs), content_type, tag)
        return request.answer(prepared)

    def _oembed(self, request: Request) -> Found:
        """oEmbed 1.0: the blog that the parameter `url` names; 501 for a format other than JSON."""
        if request.parameter("format") not in ("", "json"):
            return Answer(501, (*answers.UNKEPT, (b"content-type", answers.TEXT)), b"This provider answers in JSON.\n")
        slug = self._slug_of(request.parameter("url"))
        if not self.node.exists(slug):
            return self._nothing(request)
        room = self.node.room(slug)
        if room is None:
            return self._once_open([slug], request)
        if not room.public:
            return self._nothing(request)
        width, height = (_size(request.parameter(name)) for name in ("maxwidth", "maxheight"))
        return self._made(
            request,
            room,
            f"oembed?{width}&{height}",
            answers.JSON,
            lambda: oembed.oembed(room.blog, room.site, width, height),
        )

    def _slug_of(self, address: str) -> str:
        """The slug in an address of this house; empty for any other."""
        try:
            asked = urlsplit(address)
        except ValueError:
            return ""
        ours = asked.netloc == urlsplit(self.node.site.origin).netloc
        return unquote(asked.path).strip("/").partition("/")[0] if ours else ""

    # About the node

    def _health(self, request: Request) -> Answer:
        """200 as long as readers are served; `degraded` while the log cannot be read."""
        node = self.node
        state = {
            "status": "draining" if node.draining else "degraded" if node.late else "ok",
            "blogs": len(node.heads),
            "readers": node.readers,
        }
        return Answer(200, (*answers.UNKEPT, (b"content-type", answers.JSON)), json.dumps(state).encode())

    def _metrics(self, request: Request) -> Answer:
        node = self.node
        readers = {room.slug: len(room.readers) for room in node.rooms.values()}
        body = node.metrics.text(readers, node.late, node.descriptors)
        return Answer(200, (*answers.UNKEPT, (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")), body)

    def _robots(self, request: Request) -> Answer:
        body = (
            f"User-agent: *\nDisallow: /api/\nDisallow: /desk/\n\nSitemap: {self.node.site.origin}/news-sitemap.xml\n"
        )
        return request.answer(Prepared(body.encode(), answers.TEXT, b"robots"))

    def _favicon(self, request: Request) -> Found:
        return Answer(204, answers.FRESH, b"")  # every page carries its icon; this is for those who ask all the same

    def _nothing(self, request: Request) -> Answer:
        headers = tuple(h for h in self._missing.headers if h[0] != b"vary")
        return Answer(404, headers, self._missing.body)


# Asked for what only the log knows, while the log cannot be read.
UNREADY = Answer(
    503,
    (*answers.UNKEPT, (b"retry-after", b"2"), (b"content-type", answers.TEXT)),
    b"The record cannot be read at the moment. Please try again in a few seconds.\n",
)

_FEEDS: dict[str, tuple[bytes, Callable[..., bytes]]] = {
    "feed.atom": (b"application/atom+xml; charset=utf-8", feeds.atom),
    "feed.rss": (b"application/rss+xml; charset=utf-8", feeds.rss),
    "feed.json": (b"application/feed+json; charset=utf-8", feeds.json_feed),
}


def _redirect(to: str) -> Answer:
    return Answer(302, (*answers.FRESH, (b"location", to.encode())), b"")


def _size(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
