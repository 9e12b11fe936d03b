"""One post as feeds tell it: what they say of it in any of their formats, made once for all of them.

An entry's id is a URN made of the blog and the post, not of the site's address: a blog that moves house, or is exported
and imported elsewhere, does not show its readers everything a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dateline.blog.body import to_html, to_text
from dateline.blog.changes import Description, Json, Post, moment
from dateline.blog.naming import names
from dateline.typeset import images, links, words
from dateline.typeset.excerpt import headline, line, shorten
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import render
from dateline.typeset.words import Words

_DEPTH = 64  # twice what a body may have: nothing deeper is rendered as a link or a picture


@dataclass(frozen=True, slots=True)
class Entry:
    """`html` and `text` are the whole entry with its corrections; `summary` is a line or two of it.

    `published` and `updated` are stamps. `tags`: (term for programs, label for people). `images` are absolute.
    `gone` says why of a retracted post, of which nothing else is told.
    """

    urn: str
    url: str
    title: str
    html: str
    text: str
    summary: str
    published: str
    updated: str
    authors: tuple[str, ...]
    tags: list[tuple[str, str]]
    images: list[str]
    corrections: list[Json]
    standing: str
    gone: str

    @property
    def published_rfc822(self) -> str:
        return rfc822(self.published)


def entry(described: Description, post: Post, site: Site) -> Entry:
    page = site.origin + links.blog(described.slug)
    told = words.of(described.language, site.language)
    html, text = _content(described, post, site, page)
    is_gone = post.retraction is not None
    return Entry(
        urn=urn(described, post.id),
        url=site.origin + links.post(described.slug, post.id),
        title=headline(post, told),
        html=html,
        text=text,
        summary=shorten(" ".join([*_notes(post, told), line(post.body, 1200)]) if not post.retraction else text, 300),
        published=post.at,
        updated=changed(post),
        authors=() if is_gone else names(post.byline),
        tags=[] if is_gone else _tags(post, told),
        images=[] if is_gone else images.found([post], site),
        corrections=[] if is_gone else [{"at": c["at"], "note": c["note"]} for c in post.corrections],
        standing="" if is_gone else post.standing,
        gone=post.retraction["reason"] if post.retraction else "",
    )


def changed(post: Post) -> str:
    """When its text last changed, or it was published or retracted."""
    return max(post.at, post.updated_at or post.at, post.retraction["at"] if post.retraction else post.at)


def urn(described: Description, subject: str) -> str:
    """`urn:uuid:…`, the same wherever and whenever this blog is served."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'dateline:{described.opened_at}/{described.slug}/{subject}')}"


def rfc822(stamp: str) -> str:
    """`Wed, 02 Feb 2022 06:00:00 GMT` (RFC 5322, as RSS has it)."""
    return format_datetime(moment(stamp).astimezone(UTC), usegmt=True)


def absolute(block: Json, base: str, page: str, depth: int = 0) -> Json:
    """A body document whose root-relative addresses begin with `base` and whose fragments with `page`.

    Done on the document rather than on its HTML: in HTML a text that merely looks like an attribute would change too.
    """
    if depth > _DEPTH:
        return block
    changed = dict(block)
    if isinstance(attrs := block.get("attrs"), dict):
        places = {name: _absolute(attrs[name], base, page) for name in ("href", "src") if name in attrs}
        changed["attrs"] = {**attrs, **places}
    for name in ("content", "marks"):
        if isinstance(inner := block.get(name), list):
            changed[name] = [absolute(b, base, page, depth + 1) if isinstance(b, dict) else b for b in inner]
    return changed


def _absolute(address: object, base: str, page: str) -> object:
    if isinstance(address, str) and address.startswith("#"):
        return page + address
    if isinstance(address, str) and address.startswith("/"):
        return base + address
    return address


def _content(described: Description, post: Post, site: Site, page: str) -> tuple[str, str]:
    """As HTML and as text. A retracted post stays, as an entry that says so: programs keep what merely vanishes.

    A standing that readers must know of stands before the text, since some programs show no more than its beginning.
    """
    told = words.of(described.language, site.language)
    if post.retraction:
        by = told.TAKEN_DOWN_BY if post.retraction["takedown"] else told.RETRACTED_BY
        notes = [by.format(name=told.isolated(site.name)), f"{told.REASON} {post.retraction['reason']}"]
        return _notes_html(described, site, after=notes), "\n\n".join(notes)
    unsure = post.standing == "unverified"
    before = [f"{told.STANDINGS[post.standing]}. {told.STANDING_NOTES[post.standing]}"] if unsure else []
    html = _notes_html(
        described,
        site,
        before=before,
        body=to_html(absolute(post.body, site.origin, page), direction(described.language)),
        after=_notes(post, told),
        sources=post.sources,
    )
    return html, "\n\n".join(part for part in [*before, to_text(post.body), *_notes(post, told)] if part)


def _notes_html(described: Description, site: Site, **parts: Any) -> str:
    empty: dict[str, Any] = {"before": [], "body": "", "after": [], "sources": []}
    right_to_left = direction(described.language) == "rtl"
    made = render("feed_notes.html", blog=described, site=site, right_to_left=right_to_left, **{**empty, **parts})
    return made.strip()


def _notes(post: Post, told: Words) -> list[str]:
    return [f"{told.CORRECTION} {correction['note']}" for correction in post.corrections]


def _tags(post: Post, told: Words) -> list[tuple[str, str]]:
    marks = [("key-event", told.KEY)] if post.key else []
    return marks + [(tag, tag) for tag in post.tags]
