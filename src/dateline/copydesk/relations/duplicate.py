"""Two posts that say the same in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from dateline.copydesk.ledger import Ledger, Similar
from dateline.copydesk.model import Facts, Line, PostText, Relation, Span
from dateline.copydesk.shingles import words_of

_SHARED = 8  # runs of three words; fewer are a formula, a title, a quotation
_CONTAINED = 0.5  # of the shorter post's runs
_MOST = 3


def relate(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Relation]:
    """`near-duplicate`: the paragraph here, the paragraph there that shares most with it; the closest few posts."""
    alike = (similar for similar in ledger.similar(post) if _is_alike(similar))
    for similar in islice(alike, _MOST):
        other = ledger.posts[similar.post]
        here, there = _closest(post, other)
        share = round(100 * similar.shared / min(similar.of, similar.other_of))
        why = f"{share} % of the shorter post's wording stands in both."
        yield Relation("near-duplicate", (_span(post, here), _span(other, there)), why)


def _is_alike(similar: Similar) -> bool:
    return similar.shared >= _SHARED and similar.shared >= _CONTAINED * min(similar.of, similar.other_of)


def _closest(post: PostText, other: PostText) -> tuple[Line, Line]:
    theirs = [(line, _runs(line)) for line in other.paragraphs]
    ours = [(line, _runs(line)) for line in post.paragraphs]
    pairs = ((len(mine & yours), here, there) for here, mine in ours for there, yours in theirs)
    _, here, there = max(pairs, key=lambda pair: (pair[0], -pair[1].start, -pair[2].start))
    return here, there


def _runs(line: Line) -> set[tuple[str, ...]]:
    words = words_of(line.text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _span(post: PostText, line: Line) -> Span:
    return Span(post.id, line.start, line.end, line.text)
