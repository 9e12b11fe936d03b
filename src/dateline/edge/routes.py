"""Path to prepared bytes: what a reader's request gets, whichever server asks.

`find` never waits. It gives an Answer, a stream to Attach to, or a Later: something to await first, after which
`settled` gives one of the three. What a blog shows below its own address is in `views/`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from dateline.blog.check import SLUG
from dateline.blog.fold import Blog
from dateline.blog.gate import RESERVED
from dateline.edge import answer as answers
from dateline.edge import metrics
from dateline.edge.answer import Answer, Header, Prepared
from dateline.edge.found import UNREADY, Found, Later, Request
from dateline.edge.front import Front
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.edge.views import VIEWS
from dateline.edge.views.corrections import ATOM, page_number
from dateline.typeset import assets, corrections, embed, oembed, page, sitemap, standings
from dateline.typeset.assets import Asset
from dateline.typeset.renderer import renderer


class Routes:
    def __init__(self, node: Node) -> None:
        self.node = node
        self._assets: dict[str, Prepared] = {}
        self._embed = _served(assets.named("embed.js"), answers.STEADY)
        self._glances = Front(node)
        self._dress()
        node.dressed.append(self._dress)
        self._several: dict[str, Prepared] = {}
        self._fixed: dict[str, Callable[[Request], Found]] = {
            "/": self._front,
            "/health": self._health,
            "/metrics": self._metrics,
            "/news-sitemap.xml": self._sitemap,
            "/corrections": self._corrections,
            "/corrections.atom": self._corrections_feed,
            "/oembed": self._oembed,
            "/embed.js": self._embed_script,
            "/robots.txt": self._robots,
            "/trust.txt": self._trust,
            "/.well-known/trust.txt": self._trust,
            "/favicon.ico": self._favicon,
        }

    def _dress(self) -> None:
        """Make what no blog changes: again when the site is another one. Old files stay, for pages that name them."""
        site = self.node.site
        self._missing = Prepared(page.missing(site), answers.HTML, b"missing", (*answers.MISSING, answers.ANYWHERE))
        self._assets |= {
            asset.path: _served(asset, answers.FOREVER) for asset in (*assets.all().values(), embed.sheet())
        }
        self._current = {asset.name: _served(asset, answers.FRESH) for asset in assets.all().values()}
        self._standings = {
            path: Prepared(html, answers.HTML, f"standing-{renderer(site)}".encode())
            for path, html in standings.pages(site).items()
        }

    def find(self, request: Request) -> Found:
        """What is at this address for this reader."""
        path = request.path
        if fixed := self._fixed.get(path):
            return fixed(request)
        if standing := self._standings.get(path):
            return request.answer(standing)
        if path.startswith("/assets/"):
            prepared = self._assets.get(path) or self._older_asset(path)
            return request.answer(prepared) if prepared else self._nothing(request)
        slug, _, rest = path[1:].partition("/")
        if slug == "corrections":
            return self._corrections(request, rest)
        if not slug or slug in RESERVED or len(slug) > SLUG:
            return self._nothing(request)
        if not self.node.exists(slug):
            return self._searched(slug, request) if self.node.may_search() else self._nothing(request)
        room = self.node.room(slug)
        if room is None:
            return self._once_open([slug], request)
        return self._in_room(room, rest, request) if room.public else self._nothing(request)

    def _older_asset(self, path: str) -> Prepared | None:
        """An open page asks by an earlier version's hash for what it loads late: it gets today's, and not for ever."""
        stem, _, rest = path.removeprefix("/assets/").partition(".")
        _, _, extension = rest.partition(".")
        return self._current.get(f"{stem}.{extension}")

    def _searched(self, slug: str, request: Request) -> Later:
        async def settle() -> Found:
            await self.node.pull(slug)
            return self.find(request) if self.node.exists(slug) else self._nothing(request)

        return Later(settle)

    def _in_room(self, room: Room, rest: str, request: Request) -> Found:
        first, _, more = rest.partition("/")
        view = VIEWS.get(first)
        return self.settled(view(self.node, room, more, request) if view else None, request)

    def settled(self, found: Found | None, request: Request) -> Found:
        """With the page for nothing found in the place of nothing."""
        return self._nothing(request) if found is None else found

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

    def _corrections(self, request: Request, rest: str = "") -> Found:
        number = page_number(rest)
        if number is None:
            return self._nothing(request)
        return self._of_all(request, lambda blogs: corrections.site_page(blogs, self.node.site, number), answers.HTML)

    def _corrections_feed(self, request: Request) -> Found:
        return self._of_all(request, lambda blogs: corrections.site_feed(blogs, self.node.site), ATOM)

    def _of_all(self, request: Request, make: Callable[[list[Blog]], bytes | None], content_type: bytes) -> Found:
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
            body = make(blogs)
            if body is None:
                return self._nothing(request)
            prepared = self._several[request.path] = Prepared(body, content_type, tag)
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
        made = request.made(
            room,
            f"oembed?{width}&{height}",
            answers.JSON,
            lambda: oembed.oembed(room.blog, room.site, width, height),
        )
        return made or self._nothing(request)

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
            "readers": node.everywhere,
        }
        return Answer(200, (*answers.UNKEPT, (b"content-type", answers.JSON)), json.dumps(state).encode())

    def _metrics(self, request: Request) -> Answer:
        body = metrics.text(self.node.told(), self.node.config.workers)
        return Answer(200, (*answers.UNKEPT, (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")), body)

    def _robots(self, request: Request) -> Answer:
        """RFC 9309. Streams never end and deltas are no pages: what a crawler wants of them is in the page. Of pages as
        they stood there is one for every change, each made of the whole log."""
        shut = "".join(f"Disallow: {path}\n" for path in ("/api/", "/desk/", "/*/stream", "/*/since/", "/*/at/"))
        body = f"User-agent: *\n{shut}\nSitemap: {self.node.site.origin}/news-sitemap.xml\n"
        return request.answer(Prepared(body.encode(), answers.TEXT, answers.digest(body)))

    def _trust(self, request: Request) -> Answer:
        """trust.txt (JournalList, https://journallist.net): to whom this newsroom belongs and what else is its own."""
        if not self.node.config.trust:
            return self._nothing(request)
        body = "".join(f"{name}={value}\n" for name, value in self.node.config.trust)
        return request.answer(Prepared(body.encode(), answers.TEXT, answers.digest(body)))

    def _embed_script(self, request: Request) -> Answer:
        """For pages of other sites, who write its address down once."""
        return request.answer(self._embed)

    def _favicon(self, request: Request) -> Found:
        return Answer(204, answers.FRESH, b"")  # every page carries its icon; this is for those who ask all the same

    def _nothing(self, request: Request) -> Answer:
        headers = tuple(h for h in self._missing.headers if h[0] != b"vary")
        return Answer(404, headers, self._missing.body)


def _served(asset: Asset, caching: tuple[Header, ...]) -> Prepared:
    """An asset, for pages of other sites too, whose embeds load some of them."""
    return Prepared(asset.body, asset.content_type.encode(), asset.path.encode(), (*caching, answers.ANYWHERE))


def _size(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
