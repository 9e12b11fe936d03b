"""A public blog as a folder of files that opens from disk, without a server and for as long as there are browsers.

    index.html            the live page           page/1.html    older posts, as many pages as there are
    p/<post>.html         each post               p/<post>.history.html
    corrections.html      what was corrected      record.html    how to check log.jsonl, the record
    archive.html          all of it in one file   log.jsonl      every change with its digest
    feed.atom feed.rss feed.json                  assets/        style sheets and pictures

The pages are typeset's own, their root-relative addresses turned into relative ones. The script stays out: a page on
disk has no server to follow, and browsers refuse modules there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from dateline.blog.changes import Change
from dateline.blog.fold import Blog
from dateline.typeset import archive, assets, choice, corrections, feeds, links, page, record
from dateline.typeset.readdress import readdress
from dateline.typeset.site import Site

# On disk: the scripts, and the discovery of a service that only the site offers. No text holds a bare `<`.
_OF_NO_USE = re.compile(r'<script [^<>]*src="[^"]*"[^<>]*></script>|<link [^<>]*type="application/json\+oembed"[^<>]*>')
_FEEDS: dict[str, Callable[[Blog, Site, str], bytes]] = {"atom": feeds.atom, "rss": feeds.rss, "json": feeds.json_feed}


def files(blog: Blog, changes: list[Change], site: Site, epoch: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the folder: its path in it, its bytes. Unknown for a blog that is not public."""
    slug = choice.described(blog).slug
    pages = _pages(blog, changes, site, epoch)
    pictures = {path: asset.body for path, asset in assets.all().items() if not asset.name.endswith(".js")}
    syndicated = {links.feed(slug, form): make for form, make in _FEEDS.items()}
    addresses = (*pages, *syndicated, links.archive(slug), links.log(slug))
    names = {address: _file(address, slug) for address in addresses} | {path: path[1:] for path in pictures}
    names[links.INDEX] = names[links.blog(slug)]
    for address, make in pages.items():
        yield names[address], _relative(make(), names[address], names, site)
    for address, feed in syndicated.items():
        yield names[address], feed(blog, site, epoch)
    yield names[links.archive(slug)], archive.document(changes, site, epoch)
    yield names[links.log(slug)], record.log(changes, slug, epoch)
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
    return pages | _of_the_record(blog, site, epoch)


def _of_the_record(blog: Blog, site: Site, epoch: str) -> dict[str, Callable[[], bytes]]:
    """What was corrected, and how the record can be checked."""
    slug = choice.described(blog).slug
    pages: dict[str, Callable[[], bytes]] = {links.record(slug): partial(record.page, blog, site, epoch)}
    number = 0
    while (made := corrections.page(blog, site, number)) is not None:
        pages[links.corrections(slug, number)] = partial(bytes, made)
        number += 1
    return pages


def _older(blog: Blog, site: Site, epoch: str, n: int) -> bytes:
    made = page.older(blog, site, epoch, n)
    assert made is not None  # the window counts only pages that there are
    return made


def _file(address: str, slug: str) -> str:
    inner = address.removeprefix(links.blog(slug)).lstrip("/")
    if not inner:
        return "index.html"
    if "." in inner:
        return inner  # a feed, the saved file, the record
    return inner.removesuffix("/history") + (".history.html" if inner.endswith("/history") else ".html")


def _relative(html: bytes, name: str, names: Mapping[str, str], site: Site) -> bytes:
    """The page as the file `name`: what the folder holds becomes a relative path, any other root-relative address
    leads to the site that it came from."""
    up = "../" * name.count("/")

    def there(address: str) -> str:
        path, mark, fragment = address.partition("#")
        return site.origin + address if path not in names else up + names[path] + mark + fragment

    return readdress(_OF_NO_USE.sub("", html.decode()), there).encode()
