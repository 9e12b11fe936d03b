"""`/{slug}/replay`: a blog's story told again, and the deltas that its script tells it from.

    {"cursor", "zone", "steps": [{"at", "t", "ops"}], "keys": [{"id", "at", "headline"}]}

A step is what one moment did to the page, `at` a stamp; its operations are those of the stream. `t` counts seconds from
the first step, a silence of more than half an hour as half an hour: a correction three weeks later must not press the
day that it is about into the first second. An imported post is told at the time that it bears, since all of an import
is recorded in one moment; everything else at the time of its record.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypedDict

from dateline.blog.changes import Change, Description, Post, moment
from dateline.blog.disclosed import disclosed, opening
from dateline.blog.fold import Blog, fold
from dateline.blog.gate import is_public
from dateline.typeset import choice, clock, fragment, links, parts
from dateline.typeset.delta import Op, Put
from dateline.typeset.excerpt import headline
from dateline.typeset.moments import Moments
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site
from dateline.typeset.templates import encode

SILENCE = 1800.0  # seconds
_PARTS = (parts.head, parts.summary, parts.pinned)
_SLOTS = 48  # entries at most in the list of moments
_WIDTHS = (1, 2, 3, 6, 12, 24, 7 * 24)  # hours between two of them


class Step(TypedDict):
    at: str
    t: float
    ops: list[Op]


def page(changes: Sequence[Change], site: Site, epoch: str) -> bytes:
    """The page that plays it; without script, links to the page as it stood. Unknown for a blog that is not public."""
    now = fold(one.change for one in disclosed(changes))
    described = choice.described(now)
    wall = clock.of(described, site.language)
    stamps = _hours(Moments.of(((c.seq, c.at) for c in changes), opening(changes)).stamps)
    rows = [{"stamp": stamp, "label": wall.label(stamp), "day": wall.day(stamp)} for stamp in stamps]
    return sheet(
        "replay.html",
        site,
        described,
        title=wall.words.REPLAY_TITLE.format(title=described.title),
        path=links.replay(described.slug),
        masthead=parts.head(now, site),
        days=[(day, list(of_day)) for day, of_day in groupby(rows, lambda row: row["day"])],
        record={"cursor": f"{epoch}.{now.seq}", "digest": now.digest},
    )


def data(changes: Sequence[Change], site: Site, epoch: str) -> bytes:
    """Everything that the page plays. Unknown for a blog that is not public."""
    shown = [one.change for one in disclosed(changes)]
    now = fold(shown)
    described = choice.described(now)
    telling = _Telling(now, site)
    steps: list[Step] = []
    for at, told in groupby(_told(shown, opening(changes)), lambda told: told[0]):
        if ops := [op for _, change in told for op in telling.ops(change, at)]:
            before = steps[-1] if steps else None
            passed = min(_seconds(before["at"], at), SILENCE) if before else 0.0
            steps.append({"at": at, "t": round((before["t"] if before else 0.0) + passed, 3), "ops": ops})
    told_words = clock.of(described, site.language).words
    keys = [
        {"id": post.id, "at": telling.key_since[post.id], "headline": headline(post, told_words)}
        for post in now.posts.values()
        if post.key
    ]
    found = {
        "cursor": f"{epoch}.{now.seq}",
        "zone": described.zone,
        "steps": steps,
        "keys": sorted(keys, key=lambda key: key["at"]),
    }
    return encode(json.dumps(found, ensure_ascii=False, separators=(",", ":")))


class _Telling:
    """The page as it is told so far. Its times are in the zone and the words of today, whatever they were then."""

    def __init__(self, now: Blog, site: Site) -> None:
        assert now.description is not None  # the gate has been asked
        self._today = {name: getattr(now.description, name) for name in ("zone", "place", "language")}
        self._site = site
        self._blog = Blog()
        self._blog.first_seq = dict(now.first_seq)  # two posts of one time stay in the order that the log gave them
        self._shown: dict[str, str] = {}
        self._parts = [""] * len(_PARTS)
        self.key_since: dict[str, str] = {}

    def ops(self, change: Change, at: str) -> list[Op]:
        """What the change does to the page; nothing when nothing of it can be seen there."""
        body = change.body
        if body is not None and change.subject == "blog":
            body = {**body, **self._today}
        before, blog = self._blog.description, self._blog
        blog.apply(replace(change, body=body, seq=blog.seq + 1))
        if body is None or blog.description is None or not is_public(blog.description):
            return []
        opens = not is_public(before)
        shown = [post for _, _, post in blog.order] if opens else [change.subject]
        posts = [blog.posts[post] for post in shown if post in blog.posts]
        return [*(put for post in posts for put in self._put(post, blog.description, at)), *self._head()]

    def _put(self, post: Post, described: Description, at: str) -> list[Put]:
        if post.key:
            self.key_since.setdefault(post.id, at)
        else:
            self.key_since.pop(post.id, None)
        is_withheld = post.retraction is not None and post.retraction["at"] > at
        html = (fragment.withheld if is_withheld else fragment.post)(described, post, self._site)
        if self._shown.get(post.id) == html:
            return []
        self._shown[post.id] = html
        return [{"op": "put", "id": post.id, "before": self._blog.older(post.id), "html": html}]

    def _head(self) -> list[Op]:
        made = [part(self._blog, self._site) for part in _PARTS]
        html = "".join(new for new, old in zip(made, self._parts, strict=True) if new != old)
        self._parts = made
        return [{"op": "head", "html": html}] if html else []


def _told(shown: Sequence[Change], opened: int) -> list[tuple[str, Change]]:
    """Every change and when it is told, in that order; what came before the opening, at the opening."""
    published = Counter(change.at for change in shown if change.kind == "post.published")
    first = shown[opened - 1].at
    latest = ""
    told: list[tuple[str, Change]] = []
    for change in shown:
        latest = at = max(latest, change.at, first)
        if change.kind == "post.published" and published[change.at] > 1 and change.body is not None:
            at = min(at, change.body["at"])
        told.append((at, change))
    begins = min(at for at, _ in told)
    told = [(begins if change.seq <= opened and change.subject == "blog" else at, change) for at, change in told]
    return sorted(told, key=lambda one: one[0])


def _hours(stamps: Sequence[str]) -> list[str]:
    """The last moment of every hour in which something changed, or of longer spans where those would be too many."""
    kept: dict[int, str] = {}
    for width in _WIDTHS:
        kept = {int(moment(stamp).timestamp() // (width * 3600)): stamp for stamp in stamps}
        if len(kept) <= _SLOTS:
            break
    return list(kept.values())


def _seconds(since: str, until: str) -> float:
    return (moment(until) - moment(since)).total_seconds()
