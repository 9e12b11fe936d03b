"""What the copy desk knows of each blog, in this process's memory: read once, then kept up with the log.

Reading a post costs some milliseconds, so that a long blog's first check takes seconds and every later one none.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from django.conf import settings

from dateline.blog.changes import Change, Description, Json, Post
from dateline.copydesk import summary
from dateline.copydesk.from_post import post_text
from dateline.copydesk.gathered import gathered
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import PostText, Sentence
from dateline.copydesk.report import check_draft, to_json
from dateline.desk import copydesk_blogs, quieter
from dateline.errors import Unknown
from dateline.log import tail

KEPT = 8  # blogs; a ledger of a thousand posts takes some 50 MB


@dataclass
class _Kept:
    """`described`: the zone and language that the posts were read in. `touched`: posts corrected or retracted since
    the summary was last revised. `worded`: by post, its body and the stamp since when that reads so, "" for the first.
    `facts` and `proposals` are those of `seq`, None until somebody asks.
    """

    epoch: str
    described: tuple[str, str]
    seq: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    touched: frozenset[str] = frozenset()
    worded: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    facts: Json | None = None
    proposals: tuple[Sentence, ...] | None = None
    lock: Lock = field(default_factory=Lock)


_kept: OrderedDict[str, _Kept] = OrderedDict()
_lock = Lock()


def check(slug: str, description: Description, draft: PostText) -> Json:
    """The report on a draft, as JSON, with the rules that are told more quietly (`lowered`) and why.

    Raises Unknown for no such blog, Invalid for settings that cannot be used.
    """
    wanted = copydesk_blogs.in_force(slug, settings.DATELINE.data)
    with _current(slug, description) as kept:
        kept.ledger.house = wanted.house
        report = to_json(check_draft(draft, kept.ledger, wanted))
    return {**report, "lowered": [quieter.described(rule) for rule in quieter.lowered()]}


def facts(slug: str, description: Description) -> Json:
    """All facts of the blog's posts, as copydesk/gathered.py gives them. Raises Unknown for no such blog."""
    with _current(slug, description) as kept:
        if kept.facts is None:
            kept.facts = gathered(kept.ledger)
        return kept.facts


def proposals(slug: str, description: Description, published: list[Json]) -> tuple[list[Json], list[Json]]:
    """Sentences proposed for the summary, and those of the `published` one to withdraw, with `because`: the posts.

    Withdrawn is what cites a post that was corrected or retracted after the summary was last revised; the proposals
    are made of the posts as they are now. Raises Unknown for no such blog.
    """
    with _current(slug, description) as kept:
        if kept.proposals is None:
            posts = sorted(kept.ledger.posts.values(), key=lambda post: post.at)
            kept.proposals = summary.propose(posts)
        proposed = [{"text": one.text, "posts": list(one.posts)} for one in kept.proposals]
        said = [Sentence(one["text"], tuple(one["posts"])) for one in published]
        _, fallen = summary.standing(said, kept.touched)
        withdrawn = [
            {"text": one.text, "posts": list(one.posts), "because": [p for p in one.posts if p in kept.touched]}
            for one in fallen
        ]
        return proposed, withdrawn


def _follow(kept: _Kept, changes: list[Change]) -> None:
    if not changes:
        return
    kept.facts = kept.proposals = None
    kept.touched = summary.touched(changes, kept.touched)
    newest: dict[str, Post] = {}
    for change in changes:
        kept.seq = change.seq
        if change.kind.startswith("post.") and change.body is not None:
            post = newest[change.subject] = Post.from_json(change.body)
            kept.worded[post.id] = _worded(post, kept.worded.get(post.id))
    zone, language = kept.described
    texts = []
    for post in newest.values():
        kept.ledger.remove(post.id)
        if not post.retraction:
            _, since = kept.worded[post.id]
            texts.append(
                post_text(post.id, post.at, post.headline, post.body, zone=zone, language=language, changed=since)
            )
    texts.sort(key=lambda text: text.said)
    kept.ledger.learn(texts)
    for text in texts:
        kept.ledger.add(text)


def _worded(post: Post, before: tuple[bytes, str] | None) -> tuple[bytes, str]:
    """As in _Kept. Another headline or standing says nothing anew: what bore a claim out would seem older than it."""
    body = sha256(json.dumps(post.body, sort_keys=True).encode()).digest()
    return before if before is not None and before[0] == body else (body, post.updated_at or "")


@contextmanager
def _current(slug: str, description: Description) -> Iterator[_Kept]:
    """What is kept of this blog, up to its last change, for this thread alone."""
    kept = _held(slug, description)
    with kept.lock:
        _follow(kept, tail.after(slug, kept.seq))
        yield kept


def _held(slug: str, description: Description) -> _Kept:
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
