"""`/{slug}/at/{moment}`: the page as it stood then, and what has become of its posts since.

The moment's page is the fold of the log until then, as anybody may read that log today (blog/disclosed.py): its posts
read as they read at the moment, and where one has been retracted since, its tombstone stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.blog.changes import Change, Description, Json, Post
from dateline.blog.disclosed import disclosed
from dateline.blog.fold import fold
from dateline.typeset import choice, clock, fragment, links, parts
from dateline.typeset.clock import Clock
from dateline.typeset.excerpt import headline
from dateline.typeset.moments import Moments
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site
from dateline.typeset.templates import render
from dateline.typeset.words import Words

_PARTS = {"masthead": parts.head, "keys": parts.keys, "summary": parts.summary, "pinned": parts.pinned}
_SINCE = {"post.edited": "edited", "post.corrected": "corrected"}
_END = "</article>"


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key event of today, and the seq of the change that made it one."""

    id: str
    seq: int
    headline: str


def at(
    changes: Sequence[Change], moments: Moments, index: int, site: Site, epoch: str, *, number: int | None = None
) -> bytes | None:
    """The page of the moment `index`, `changes` being the whole log; `number` asks for a page of older posts.

    None when there is no such older page. Unknown for a blog that is not public.
    """
    seq, stamp = moments.seqs[index], moments.stamps[index]
    shown = [one.change for one in disclosed(changes)]
    then = fold(shown[:seq])
    described = choice.described(then)
    posts = choice.on_live_page(then) if number is None else choice.on_page(then, number)
    if number is not None and not posts:
        return None
    wall = clock.of(described, site.language)
    since = _since(changes[seq:])
    return sheet(
        "at.html",
        site,
        described,
        title=wall.words.AT_TITLE.format(title=described.title, moment=wall.full(stamp)),
        path=links.at(described.slug, stamp, number),
        stamp=stamp,
        label=wall.full(stamp),
        change=seq,
        changes=len(changes),
        ways=_ways(moments, index, key_events(shown, wall.words), described.slug, wall),
        parts={name: part(then, site) for name, part in _PARTS.items()} if number is None else {},
        articles=[
            _marked(fragment.post(described, p, site), since.get(p.id, {}), described, p.id, wall) for p in posts
        ],
        record={"cursor": f"{epoch}.{seq}", "digest": then.digest},
        number=number,
        **_pages(described, stamp, choice.window(len(then.order))[1], number),
    )


def key_events(shown: Sequence[Change], told: Words) -> list[KeyEvent]:
    """What is a key event after these changes, in the order in which each came to be one."""
    became: dict[str, int] = {}
    newest: dict[str, Json] = {}
    for change in shown:
        if change.body is None or not change.kind.startswith("post."):
            continue
        newest[change.subject] = change.body
        if not change.body.get("key"):
            became.pop(change.subject, None)
        else:
            became.setdefault(change.subject, change.seq)
    return [KeyEvent(post, seq, headline(Post.from_json(newest[post]), told)) for post, seq in became.items()]


def _pages(described: Description, stamp: str, last: int | None, number: int | None) -> dict[str, str | None]:
    """The addresses of the pages above and below this one, `last` being the number of the one below the newest."""
    below = last if number is None else number - 1
    above = None if number is None else links.at(described.slug, stamp, number + 1 if number != last else None)
    return {"newer": above, "older": links.at(described.slug, stamp, below) if below else None}


def _ways(moments: Moments, index: int, keys: list[KeyEvent], slug: str, wall: Clock) -> list[Json]:
    """Where one can go from this moment: a change or a key event back or forth."""
    told = wall.words
    placed = [(moments.holding(key.seq), key.headline) for key in keys]
    nothing = (None, "")
    ways = [
        ("prev", told.AT_EARLIER, (index - 1, "") if index else nothing),
        ("next", told.AT_LATER, (index + 1, "") if index + 1 < len(moments.stamps) else nothing),
        ("", told.AT_KEY_EARLIER, max((p for p in placed if p[0] < index), default=nothing, key=lambda p: p[0])),
        ("", told.AT_KEY_LATER, min((p for p in placed if p[0] > index), default=nothing, key=lambda p: p[0])),
    ]
    return [
        {
            "rel": rel,
            "name": name,
            "to": links.at(slug, moments.stamps[to]),
            "stamp": moments.stamps[to],
            "time": wall.beside(moments.stamps[to], moments.stamps[index]),
            "headline": said,
        }
        for rel, name, (to, said) in ways
        if to is not None
    ]


def _since(later: Sequence[Change]) -> dict[str, dict[str, str]]:
    """What happened to each post after the moment: the time of its last edit, correction, retraction, by its name."""
    found: dict[str, dict[str, str]] = {}
    for change in later:
        if change.kind == "post.retracted":
            found[change.subject] = {"retracted": change.at}
        elif change.kind in _SINCE:
            found.setdefault(change.subject, {})[_SINCE[change.kind]] = change.at
    return found


def _marked(article: str, since: dict[str, str], described: Description, post_id: str, wall: Clock) -> str:
    """The article with what became of it at its end: inside, since the sheet tells days by articles side by side."""
    if not since:
        return article
    events = [{"kind": kind, "at": at, "label": wall.full(at)} for kind, at in since.items()]
    mark = render("parts/since.html", blog=described, post_id=post_id, events=events)
    assert article.endswith(_END)
    return f"{article.removesuffix(_END)}{mark}{_END}"
