"""Runs of three words, and which posts hold them: how near-duplicates are found without comparing every pair."""

from __future__ import annotations

import re
from collections import Counter

from dateline.copydesk.model import PostText

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BITS = 21  # two million different words a blog; a run of three fits 63 bits


def words_of(text: str) -> list[str]:
    """Words in lower case, without punctuation, the typographic apostrophe made straight."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


class Shingles:
    """Words are numbered and a run is one integer: a third of the memory of runs kept as text."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._runs: dict[str, frozenset[int]] = {}
        # Most runs occur in one post only and stand here as its id; only those that do not have a list.
        self._posts: dict[int, str | list[str]] = {}

    def add(self, post: PostText) -> None:
        runs = frozenset(self._runs_of(post, grow=True))
        self._runs[post.id] = runs
        for run in runs:
            held = self._posts.get(run)
            if held is None:
                self._posts[run] = post.id
            elif isinstance(held, str):
                self._posts[run] = [held, post.id]
            else:
                held.append(post.id)

    def remove(self, post_id: str) -> None:
        for run in self._runs.pop(post_id, ()):
            held = self._posts[run]
            if isinstance(held, str):
                del self._posts[run]
            else:
                held.remove(post_id)

    def shared(self, post: PostText) -> tuple[Counter[str], int]:
        """How many runs each kept post shares with this one, and how many different runs this one has."""
        runs = set(self._runs_of(post, grow=False))
        shared: Counter[str] = Counter()
        for run in runs:
            held = self._posts.get(run)
            if isinstance(held, str):
                shared[held] += 1
            elif held:
                shared.update(held)
        return shared, len(runs)

    def count(self, post_id: str) -> int:
        """How many different runs a kept post has."""
        return len(self._runs.get(post_id, ()))

    def _runs_of(self, post: PostText, grow: bool) -> list[int]:
        runs = []
        for line in post.paragraphs:
            numbers = [self._number(word, grow) for word in words_of(line.text)]
            threes = zip(numbers, numbers[1:], numbers[2:], strict=False)
            runs += [a << 2 * _BITS | b << _BITS | c for a, b, c in threes]
        return runs

    def _number(self, word: str, grow: bool) -> int:
        if grow:
            return self._numbers.setdefault(word, len(self._numbers) + 1)
        return self._numbers.get(word, 0)
