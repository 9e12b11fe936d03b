"""Two versions of a post, side by side: which of its parts differ, and where in them.

Leaves are compared as wholes first, so that an untouched paragraph costs nothing; what is left between two untouched
ones is paired by the words it shares, and each pair is compared word by word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from dateline.blog.changes import Post
from dateline.typeset import leaves
from dateline.typeset.diff import Budget, Run, matches, runs
from dateline.typeset.leaves import Leaf

Part = Literal["headline", "byline", "at", "happened_at", "standing", "sources", "tags", "body"]
_ALIKE = 0.3  # of the words of two leaves, the part that they must share to be two versions of one
_PAIRS = 400_000  # words looked at in search of pairs; beyond it, what went and what came are told one after the other


class Block(NamedTuple):
    """A leaf of the old text, of the new one, or of both; a `changed` one has runs of more than one state."""

    kind: str
    state: Literal["same", "gone", "new", "changed"]
    runs: tuple[Run, ...]


class Words(NamedTuple):
    """How the parts that are not the newsroom's own text are said: a time, a standing."""

    time: Callable[[str], str]
    standing: Callable[[str], str]


def posts(old: Post, new: Post, say: Words, budget: Budget) -> list[tuple[Part, list[Block]]]:
    """The parts that differ, in the order in which a post shows them."""
    found: list[tuple[Part, list[Block]]] = []
    for part, read in _PARTS.items():
        before, after = read(old, say), read(new, say)
        if before != after:
            found.append((part, blocks(before, after, budget)))
    return found


def blocks(old: Sequence[Leaf], new: Sequence[Leaf], budget: Budget) -> list[Block]:
    """Every leaf of both, in order. Without those that came it is the old text, without those that went the new one."""
    found: list[Block] = []
    x = y = 0
    for i, j, n in [*matches(old, new, budget), (len(old), len(new), 0)]:
        found += _between(old[x:i], new[y:j], budget)
        found += (_whole(leaf, "same") for leaf in old[i : i + n])
        x, y = i + n, j + n
    return found


def _between(old: Sequence[Leaf], new: Sequence[Leaf], budget: Budget) -> list[Block]:
    found: list[Block] = []
    x = y = 0
    for i, j in [*_pairs(old, new), (len(old), len(new))]:
        found += (_whole(leaf, "gone") for leaf in old[x:i])
        found += (_whole(leaf, "new") for leaf in new[y:j])
        if i < len(old):
            inner = runs(old[i].tokens(), new[j].tokens(), budget)
            found.append(Block(old[i].kind, "changed", tuple(inner)))
        x, y = i + 1, j + 1
    return found


def _whole(leaf: Leaf, state: Literal["same", "gone", "new"]) -> Block:
    return Block(leaf.kind, state, (Run(state, leaf.pieces),))


def _pairs(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[tuple[int, int]]:
    """Which leaf became which: the pairs, in order on both sides, that share the most words in all."""
    if len(old) == len(new) == 1:
        return [(0, 0)] if old[0].kind == new[0].kind else []
    bags = [set(leaf.text.split()) for leaf in (*old, *new)]
    ours, theirs = bags[: len(old)], bags[len(old) :]
    if len(old) * sum(map(len, theirs)) + len(new) * sum(map(len, ours)) > _PAIRS:
        return []
    # best[i][j]: the most that can be shared by what follows i in the old and j in the new
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    share = [[0.0] * len(new) for _ in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            share[i][j] = _shared(ours[i], theirs[j]) if old[i].kind == new[j].kind else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + share[i][j])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if share[i][j] and best[i][j] == best[i + 1][j + 1] + share[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _shared(ours: set[str], theirs: set[str]) -> float:
    """Between 0 and 1; nothing below what makes two leaves versions of one."""
    share = 2 * len(ours & theirs) / (len(ours) + len(theirs) or 1)
    return share if share >= _ALIKE else 0.0


def _sources(post: Post, _say: Words) -> list[Leaf]:
    return [leaf for s in post.sources for leaf in leaves.of_text(s["name"], "source", s.get("url", ""))]


_PARTS: dict[Part, Callable[[Post, Words], list[Leaf]]] = {
    "headline": lambda post, _: leaves.of_text(post.headline),
    "byline": lambda post, _: leaves.of_text(post.byline),
    "at": lambda post, say: leaves.of_text(say.time(post.at)),
    "happened_at": lambda post, say: leaves.of_text(say.time(post.happened_at) if post.happened_at else ""),
    "standing": lambda post, say: leaves.of_text(say.standing(post.standing)),
    "sources": _sources,
    "tags": lambda post, _: [leaf for tag in post.tags for leaf in leaves.of_text(tag, "tag")],
    "body": lambda post, _: leaves.of_body(post.body),
}
