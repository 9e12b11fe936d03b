"""Two people have changed the same post: one text in which neither has lost a word. Pure.

Whole blocks are merged and not words: a sentence made of two people's halves is one that nobody has written.
"""

from __future__ import annotations

import json
from typing import Any

from dateline.blog.changes import EditPost, Json, Post
from dateline.typeset.diff import Budget, matches


def merged(base: Post, theirs: Post, mine: Post) -> tuple[Json, list[str]]:
    """The texts of a post that has both changes, and the names of those where the two stood against each other.

    There the body holds both, theirs first, and the headline both side by side; of anything else it is mine that is
    taken, since the writer sees both.
    """
    texts: Json = {}
    clashes: list[str] = []
    for name in EditPost.TEXTS:
        before, other, own = (getattr(post, name) for post in (base, theirs, mine))
        if name == "body":
            texts[name], clash = _body(before, other, own)
        else:
            clash = own not in (before, other) and other != before
            texts[name] = other if own == before else own
            if clash and name == "headline":
                texts[name] = f"{other} / {own}"
        if clash:
            clashes.append(name)
    return texts, clashes


def _body(base: Json, theirs: Json, mine: Json) -> tuple[Json, bool]:
    blocks = [doc.get("content", []) for doc in (base, theirs, mine)]
    old, other, own = ([_whole(block) for block in some] for some in blocks)
    in_other, in_own = _places(old, other), _places(old, own)
    kept = [(i, in_other[i], in_own[i]) for i in range(len(old)) if i in in_other and i in in_own]
    found: list[Any] = []
    clash = False
    at = (0, 0, 0)
    for anchor in [*kept, (len(old), len(other), len(own))]:
        was, came, wrote = (old[at[0] : anchor[0]], other[at[1] : anchor[1]], own[at[2] : anchor[2]])
        took = blocks[1][at[1] : anchor[1]] if wrote in (was, came) else blocks[2][at[2] : anchor[2]]
        if wrote not in (was, came) and came != was:
            clash = True
            took = [*blocks[1][at[1] : anchor[1]], *took]
        found += took
        if anchor[0] < len(old):
            found.append(blocks[0][anchor[0]])
        at = (anchor[0] + 1, anchor[1] + 1, anchor[2] + 1)
    return {**base, "content": found}, clash


def _whole(block: Any) -> str:
    return json.dumps(block, sort_keys=True)


def _places(old: list[str], new: list[str]) -> dict[int, int]:
    """Where in the new text each block of the old one stands that is still there."""
    return {i + n: j + n for i, j, length in matches(old, new, Budget()) for n in range(length)}
