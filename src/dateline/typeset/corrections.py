"""What was corrected and retracted, in one place: a page and a feed for a blog, and the same for the whole site.

Pages are counted from the oldest entry, fifty each, as a blog's posts are, so that the address of an old one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from dateline.blog.changes import Description
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.typeset import choice, excerpt, links, words
from dateline.typeset.clock import Clock
from dateline.typeset.entries import urn
from dateline.typeset.language import direction
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render
from dateline.typeset.words import Words

PAGE = 50
FEED = 50


class Entry(NamedTuple):
    """One correction or retraction, made at `at`, of a post whose time is `posted`. `headline` is empty where nothing
    of the post may be told."""

    at: str
    blog: Description
    post: str
    posted: str
    headline: str
    kind: Literal["corrected", "retracted", "removed"]
    note: str
    revision: int | None

    @property
    def url(self) -> str:
        return links.post(self.blog.slug, self.post)

    @property
    def what(self) -> str:
        """Where what changed is shown."""
        return links.history(self.blog.slug, self.post, self.revision)


def of(blogs: Iterable[Blog]) -> list[Entry]:
    """Newest first, of those blogs that are public. A post that was retracted counts once: its notes went with it."""
    found: list[Entry] = []
    for blog in blogs:
        if is_public(blog.description):
            described = choice.described(blog)
            for _, _, post_id in blog.index["only"].get("corrections", []):
                found += _of_post(described, blog, post_id)
    return sorted(found, key=lambda entry: (entry.at, entry.blog.slug, entry.post, entry.revision or 0), reverse=True)


def _of_post(described: Description, blog: Blog, post_id: str) -> list[Entry]:
    post = blog.posts[post_id]
    if gone := post.retraction:
        kind: Literal["removed", "retracted"] = "removed" if gone["takedown"] else "retracted"
        return [Entry(gone["at"], described, post_id, post.at, "", kind, gone["reason"], post.revision)]
    headline = excerpt.headline(post, words.of(described.language))
    return [
        Entry(c["at"], described, post_id, post.at, headline, "corrected", c["note"], c.get("revision"))
        for c in post.corrections
    ]


def page(blog: Blog, site: Site, number: int = 0) -> bytes | None:
    """A blog's, the newest of it for number 0; None when there is no such page."""
    return _page(of([blog]), site, choice.described(blog), number)


def site_page(blogs: Iterable[Blog], site: Site, number: int = 0) -> bytes | None:
    """The whole site's."""
    return _page(of(blogs), site, None, number)


def feed(blog: Blog, site: Site) -> bytes:
    """Atom (RFC 4287): a blog's newest fifty."""
    described = choice.described(blog)
    return _feed(of([blog]), site, described, urn(described, "corrections"), described.opened_at)


def site_feed(blogs: Sequence[Blog], site: Site) -> bytes:
    """The same of the whole site."""
    opened = [blog.description.opened_at for blog in blogs if blog.description]
    name = uuid5(NAMESPACE_URL, site.origin + links.corrections())
    return _feed(of(blogs), site, None, f"urn:uuid:{name}", max(opened, default="1970-01-01T00:00:00.000Z"))


def _page(entries: Sequence[Entry], site: Site, described: Description | None, number: int) -> bytes | None:
    first = PAGE * max(0, len(entries) // PAGE - 1)  # of the newest page, counted from the oldest entry
    last = first // PAGE
    if not 0 <= number <= last:
        return None
    oldest = first if number == 0 else PAGE * (number - 1)
    newest = len(entries) if number == 0 else PAGE * number
    shown = entries[len(entries) - newest : len(entries) - oldest]
    slug = described.slug if described else ""
    told = _words(site, described)
    newer = None if number == 0 else links.corrections(slug, number + 1 if number < last else 0)
    below = last if number == 0 else number - 1
    return sheet(
        "corrections.html",
        site,
        described,
        title=_title(told, described),
        path=links.corrections(slug, number),
        feed=links.corrections_feed(slug),
        number=number,
        newer=newer,
        older=links.corrections(slug, below) if below else None,
        rows=[_row(entry, told) for entry in shown],
    )


def _feed(entries: Sequence[Entry], site: Site, described: Description | None, identity: str, otherwise: str) -> bytes:
    slug = described.slug if described else ""
    told = _words(site, described)
    shown = entries[:FEED]
    made = render(
        "corrections.atom",
        site=site,
        blog=described,
        language=described.language if described else site.language,
        urn=identity,
        title=f"{_title(told, described)} – {site.name}",
        path=links.corrections(slug),
        feed=links.corrections_feed(slug),
        updated=shown[0].at if shown else otherwise,
        rows=[{**_row(entry, told), "urn": _urn(entry)} for entry in shown],
    )
    return encode(made)


def _row(entry: Entry, told: Words) -> dict[str, Any]:
    wall = Clock(entry.blog.zone, entry.blog.place, told)
    kinds = {
        "corrected": (told.CORRECTED_AT, told.CORRECTED),
        "retracted": (told.RETRACTED_AT, told.RETRACTED),
        "removed": (told.TAKEN_DOWN_AT, told.TAKEN_DOWN),
    }
    when, kind = kinds[entry.kind]
    return {
        "entry": entry,
        "label": wall.full(entry.at),
        "when": when,
        "kind": kind,
        # What stood there is told by its time alone.
        "headline": entry.headline or told.UNNAMED.format(time=wall.full(entry.posted)),
        "direction": direction(entry.blog.language),
    }


def _urn(entry: Entry) -> str:
    return urn(entry.blog, f"{entry.post}/corrections/{entry.at}")


def _words(site: Site, described: Description | None) -> Words:
    return words.of(described.language, site.language) if described else words.of(site.language)


def _title(told: Words, described: Description | None) -> str:
    return told.CORRECTIONS_OF.format(title=described.title) if described else told.CORRECTIONS
