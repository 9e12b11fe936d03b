"""What the copy desk knows of each blog, in this process's memory: read once, then kept up with the log.

Reading a post costs some milliseconds, so that a long blog's first check takes seconds and every later one none.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings

from dateline.blog.changes import Change, Description, Json, Post
from dateline.copydesk.from_post import post_text
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import PostText
from dateline.copydesk.report import check_draft, to_json
from dateline.desk import copydesk
from dateline.errors import Unknown
from dateline.log import tail

KEPT = 8  # blogs; a ledger of a thousand posts takes some 50 MB


@dataclass
class _Kept:
    """`described`: the zone and language that the posts were read in."""

    epoch: str
    described: tuple[str, str]
    seq: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    lock: Lock = field(default_factory=Lock)


_kept: OrderedDict[str, _Kept] = OrderedDict()
_lock = Lock()


def check(slug: str, description: Description, draft: PostText) -> Json:
    """The report on a draft, as JSON. Raises Unknown for no such blog, Invalid for settings that cannot be used."""
    wanted = copydesk.settings(settings.DATELINE.data, slug)
    kept = _current(slug, description)
    with kept.lock:
        changes = tail.after(slug, kept.seq)
        _follow(kept, changes)
        kept.ledger.house = wanted.house
        return to_json(check_draft(draft, kept.ledger, wanted))


def _follow(kept: _Kept, changes: list[Change]) -> None:
    newest: dict[str, Post] = {}
    for change in changes:
        kept.seq = change.seq
        if change.kind.startswith("post.") and change.body is not None:
            newest[change.subject] = Post.from_json(change.body)
    zone, language = kept.described
    texts = []
    for post in sorted(newest.values(), key=lambda post: post.at):
        kept.ledger.remove(post.id)
        if not post.retraction:
            texts.append(post_text(post.id, post.at, post.headline, post.body, zone=zone, language=language))
    kept.ledger.learn(texts)
    for text in texts:
        kept.ledger.add(text)


def _current(slug: str, description: Description) -> _Kept:
    """What is kept of this blog, anew when its history was replaced or it is read in another zone or language."""
    head = tail.head(slug)
    if head is None:
        raise Unknown(f"There is no blog '{slug}'.")
    described = (description.zone, description.language)
    with _lock:
        kept = _kept.get(slug)
        if kept is None or kept.epoch != head.epoch or kept.seq > head.seq or kept.described != described:
            kept = _kept[slug] = _Kept(head.epoch, described)
        _kept.move_to_end(slug)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
        return kept
