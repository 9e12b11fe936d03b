"""What anybody may read of a blog's log today, change by change: the gate for everything that looks back.

A log holds more than its blog shows: the text of a post until it was retracted, the sentence that was built on it, and
what was written and thrown away while the blog was a draft. The page as it stood, its replay and the public log are all
made of what comes out here. Nothing of a retracted post's text does, however far one looks back: a reader is told that
something stood there, and why it went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.blog.changes import Change, Description, Json, Post
from dateline.blog.gate import is_public, tombstone

Withheld = Literal["", "retracted", "removed", "withdrawn", "unpublished"]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A change whose body is what may be shown of it, and why that is not what was recorded.

    `retracted`: a tombstone stands in its place, or a summary without the sentences that rested on a retracted post.
    `removed`: a takedown has erased it; a tombstone stands in its place, where the takedown is among the changes.
    `withdrawn`: within seconds of its publication, so None and no tombstone. `unpublished`: never public, so None.
    """

    change: Change
    withheld: Withheld = ""


def opening(changes: Sequence[Change]) -> int:
    """The seq of the change that first showed the blog to readers; 0 when none has."""
    for change in changes:
        if change.subject == "blog" and change.body and is_public(Description.from_json(change.body)):
            return change.seq
    return 0


def disclosed(changes: Sequence[Change]) -> Iterator[Disclosed]:
    """A whole log as anybody may read it, in its order; nothing of a blog that was never public."""
    opened = opening(changes)
    if not opened:
        return
    gone = {c.subject: Post.from_json(c.body) for c in changes if c.kind == "post.retracted" and c.body is not None}
    newest = {c.subject: c.seq for c in changes}
    shown_first = {c.subject: c.seq for c in changes if c.seq <= opened}
    for change in changes:
        if change.subject in gone:
            yield _of_retracted(change, gone[change.subject])
        elif change.body is None:
            yield Disclosed(change, "removed")  # by a takedown that comes after the changes given
        elif change.seq < shown_first.get(change.subject, 0):
            yield Disclosed(replace(change, body=None), "unpublished")
        elif change.kind == "summary.revised" and change.seq < newest["summary"]:
            yield _summary(change, gone)
        else:
            yield Disclosed(change)


def _of_retracted(change: Change, gone: Post) -> Disclosed:
    """Of a withdrawn post there is nothing to show. A takedown itself is shown as it is recorded: it holds no text, and
    it is what explains the erased bodies.
    """
    if gone.is_withdrawn:
        return Disclosed(replace(change, body=None), "withdrawn")
    if change.body is None:
        return Disclosed(replace(change, body=tombstone(gone).to_json()), "removed")
    was = Post.from_json(change.body)
    if was.retraction and was.retraction["takedown"]:
        return Disclosed(change)
    shown = tombstone(gone).but(revision=was.revision, at=was.at)
    return Disclosed(replace(change, body=shown.to_json()), "retracted")


def _summary(change: Change, gone: dict[str, Post]) -> Disclosed:
    """Not the newest summary: that one is on the page, and for the newsroom to revise."""
    assert change.body is not None  # its caller has seen to that
    sentences: list[Json] = change.body["sentences"]
    kept = [sentence for sentence in sentences if gone.keys().isdisjoint(sentence["posts"])]
    if len(kept) == len(sentences):
        return Disclosed(change)
    return Disclosed(replace(change, body={"sentences": kept}), "retracted")
