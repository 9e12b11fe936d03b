"""A public blog as a folder of files that opens from disk, without a server and for as long as there are browsers.

    index.html            the live page           page/1.html    older posts, as many pages as there are
    p/<post>.html         each post               p/<post>.history.html
    feed.atom feed.rss feed.json                  assets/        style sheet and pictures

The pages are typeset's own, their root-relative addresses turned into relative ones. The script stays out: a page on
disk has no server to follow, and browsers refuse modules there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html.parser import HTMLParser

from dateline.blog.changes import Change
from dateline.blog.fold import Blog
from dateline.typeset import assets, choice, feeds, links, page
from dateline.typeset.site import Site

_ADDRESS = re.compile(r'(\s(?:href|src)=")(/[^"]*)"')
_FEEDS: dict[str, Callable[[Blog, Site, str], bytes]] = {"atom": feeds.atom, "rss": feeds.rss, "json": feeds.json_feed}


def files(blog: Blog, changes: list[Change], site: Site, epoch: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the folder: its path in it, its bytes. Unknown for a blog that is not public."""
    slug = choice.described(blog).slug
    pages = _pages(blog, changes, site, epoch)
    pictures = {path: asset.body for path, asset in assets.all().items() if not asset.name.endswith(".js")}
    syndicated = {links.feed(slug, form): make for form, make in _FEEDS.items()}
    names = {address: _file(address, slug) for address in (*pages, *syndicated)} | {path: path[1:] for path in pictures}
    names[links.INDEX] = names[links.blog(slug)]
    for address, make in pages.items():
        yield names[address], _Relative(names[address], names, site).page(make())
    for address, feed in syndicated.items():
        yield names[address], feed(blog, site, epoch)
    for path, body in pictures.items():
        yield names[path], body


def _pages(blog: Blog, changes: list[Change], site: Site, epoch: str) -> dict[str, Callable[[], bytes]]:
    """Every page by its address, to be made when its turn comes: all of a long blog's at once would fill the memory."""
    slug = choice.described(blog).slug
    of_post: dict[str, list[Change]] = {}
    for change in changes:
        of_post.setdefault(change.subject, []).append(change)
    pages: dict[str, Callable[[], bytes]] = {links.blog(slug): partial(page.live, blog, site, epoch)}
    for n in range(1, (choice.window(len(blog.order))[1] or 0) + 1):
        pages[links.page(slug, n)] = partial(_older, blog, site, epoch, n)
    for post in blog.posts:
        pages[links.post(slug, post)] = partial(page.post, blog, site, epoch, post)
        pages[links.history(slug, post)] = partial(
            page.history, blog, post, [*of_post["blog"], *of_post[post]], site, epoch
        )
    return pages


def _older(blog: Blog, site: Site, epoch: str, n: int) -> bytes:
    made = page.older(blog, site, epoch, n)
    assert made is not None  # the window counts only pages that there are
    return made


def _file(address: str, slug: str) -> str:
    inner = address.removeprefix(links.blog(slug)).lstrip("/")
    if not inner:
        return "index.html"
    if "/" not in inner:
        return inner  # a feed
    return inner.removesuffix("/history") + (".history.html" if inner.endswith("/history") else ".html")


class _Relative(HTMLParser):
    """Rewrites a page's addresses, inside start tags only: a text may well contain what looks like an attribute.

    What the folder holds becomes a relative path; any other root-relative address leads to the site it came from.
    """

    def __init__(self, name: str, names: Mapping[str, str], site: Site) -> None:
        super().__init__(convert_charrefs=False)
        self._up = "../" * name.count("/")
        self._names = names
        self._origin = site.origin
        self._out: list[str] = []
        self._skipping = False

    def page(self, html: bytes) -> bytes:
        self.feed(html.decode())
        self.close()
        return "".join(self._out).encode()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._skipping = tag == "script" and "src" in given
        # Of no use on disk: the script, and the discovery of a service that only the site offers.
        if not self._skipping and not (tag == "link" and given.get("type") == "application/json+oembed"):
            self._out.append(_ADDRESS.sub(self._address, self.get_starttag_text() or ""))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if not (tag == "script" and self._skipping):
            self._out.append(f"</{tag}>")
        self._skipping = False

    def handle_data(self, data: str) -> None:
        self._out.append(data)

    def handle_entityref(self, name: str) -> None:
        self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._out.append(f"<!{decl}>")

    def _address(self, found: re.Match[str]) -> str:
        path, mark, fragment = found[2].partition("#")
        name = self._names.get(path)
        there = self._origin + found[2] if name is None else self._up + name + mark + fragment
        return f'{found[1]}{there}"'
