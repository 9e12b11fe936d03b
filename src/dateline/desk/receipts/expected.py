"""Where a change of a post must be found, and whether what a stranger is given there holds it. Pure.

Nothing is asked of the server's own memory: each place is an address that readers or their programs open, and what is
looked at are the bytes that come from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal

from dateline.blog.body import to_text
from dateline.blog.changes import Description, Json, Post
from dateline.blog.fold import Blog
from dateline.typeset import choice, links
from dateline.typeset.entries import urn
from dateline.typeset.site import Site

What = Literal["correction", "retraction", "takedown", "withdrawal"]
State = Literal["waiting", "carries", "unreachable"]
Read = Callable[[int, str], bool]

_TAG = re.compile(r"<[^>]*>")
_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_LEAST, _LONGEST, _MOST = 20, 80, 6  # characters of a piece of the old text, and how many pieces are looked for
_NEAR = 100  # posts whose text may share a piece with the old one


@dataclass(frozen=True, slots=True)
class Expected:
    """A change: what it is, the post as it left it, and pieces of the text that nobody may be given any more."""

    what: What
    description: Description
    post: Post
    epoch: str
    seq: int
    old: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What readers are told of it; empty for a withdrawal."""
        if self.what == "correction":
            return plain(self.post.corrections[-1]["note"])
        return plain(self.post.retraction["reason"]) if self.post.retraction else ""


@dataclass(frozen=True, slots=True)
class Place:
    """One address, and how to tell from a status and a text whether the change has come there."""

    name: str
    url: str
    holds: Read


def what(post: Post, kind: str) -> What | None:
    """What a change of this kind was, None for one that gets no receipt."""
    if kind == "post.corrected":
        return "correction"
    if kind != "post.retracted" or post.retraction is None:
        return None
    if post.retraction["takedown"]:
        return "takedown"
    return "withdrawal" if post.is_withdrawn else "retraction"


def places(asked: Expected, blog: Blog, site: Site) -> list[Place]:
    """Every place, in the order in which the desk shows them."""
    slug, post = asked.description.slug, asked.post
    page = links.blog(slug) if asked.post.is_withdrawn else choice.anchor(blog, post.id).partition("#")[0]
    since = f"/{slug}/since/{asked.epoch}.{asked.seq - 1}.json"
    found: list[tuple[str, str, Read]] = [
        ("page", page, lambda status, text: status == 200 and _page(asked, text)),
        ("post", links.post(slug, post.id), lambda status, text: _post(asked, status, text)),
        *((form, links.feed(slug, form), _feed(asked, form)) for form in links.FEEDS),
        ("jsonld", links.blog(slug), lambda status, text: status == 200 and _structured(asked, text)),
        ("delta", since, lambda status, text: status == 200 and _delta(asked, text)),
    ]
    return [Place(name, site.origin + path, holds) for name, path, holds in found]


def pieces(post: Post, others: Sequence[Post]) -> tuple[str, ...]:
    """Pieces of a post's text that stand in none of the others, by which it would be known wherever it is left."""
    own = [post.headline, *to_text(post.body).split("\n")]
    around = "\n".join(plain(f"{other.headline}\n{to_text(other.body)}") for other in others if other.id != post.id)
    found = (plain(one)[:_LONGEST] for one in own)
    return tuple(one for one in found if len(one) >= _LEAST and one not in around)[:_MOST]


def near(blog: Blog) -> list[Post]:
    """The posts that pages and feeds may show beside one another."""
    return choice.newest(blog, _NEAR)


def plain(text: str) -> str:
    """One line of words, whatever tags, entities and breaks stood between them; a feed's HTML is escaped twice."""
    return " ".join(_TAG.sub(" ", unescape(unescape(text))).split())


def _page(asked: Expected, text: str) -> bool:
    opening = re.search(rf'<article id="p-{re.escape(asked.post.id)}" class="([^"]*)" data-revision="(\d+)"', text)
    if asked.what == "withdrawal":
        return opening is None and _is_silent(asked, text)
    if opening is None or int(opening[2]) < asked.post.revision:
        return False
    return asked.what == "correction" or ("gone" in opening[1].split() and _is_silent(asked, text))


def _post(asked: Expected, status: int, text: str) -> bool:
    if asked.post.is_withdrawn:
        return status == 404
    return status == 200 and _page(asked, text)


def _feed(asked: Expected, form: str) -> Read:
    name = urn(asked.description, asked.post.id)

    def holds(status: int, text: str) -> bool:
        if status != 200 or (asked.what != "correction" and not _is_silent(asked, text)):
            return False
        entry = next((one for one in _entries(text, form) if name in one), None)
        if asked.post.is_withdrawn:
            return entry is None
        return entry is not None and asked.note in plain(entry)

    return holds


def _entries(text: str, form: str) -> Iterator[str]:
    if form == "json":
        for item in json.loads(text)["items"]:
            yield "\n".join(str(value) for value in item.values())
    else:
        tag = "entry" if form == "atom" else "item"
        yield from re.findall(rf"<{tag}\b.*?</{tag}>", text, re.DOTALL)


def _structured(asked: Expected, text: str) -> bool:
    """A blog's data tells of the posts on its live page; a correction of an older one is in that post's own data."""
    found = _LD.search(text)
    if found is None:
        return False
    updates: list[Json] = json.loads(found[1]).get("liveBlogUpdate", [])
    own = [one for one in updates if str(one.get("url", "")).endswith(f"#p-{asked.post.id}")]
    if asked.what != "correction":
        return not own and _is_silent(asked, found[1])
    return not own or any(asked.note in plain(c["text"]) for c in own[0].get("correction", []))


def _delta(asked: Expected, text: str) -> bool:
    """A reply that tells pages to fetch themselves anew brings them the change as well."""
    reply: dict[str, Any] = json.loads(text)
    if reply.get("reset"):
        return True
    mine = [op for delta in reply["deltas"] for op in delta["ops"] if op.get("id") == asked.post.id]
    if not mine:
        return False
    if asked.what == "withdrawal":
        return bool(mine[-1]["op"] == "drop")
    return mine[-1]["op"] == "drop" or _page(asked, mine[-1]["html"])


def _is_silent(asked: Expected, text: str) -> bool:
    said = plain(text)
    return not any(piece in said for piece in asked.old)
