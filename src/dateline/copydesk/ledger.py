"""What a blog has said so far: its posts, their facts, and indexes to find what a draft may touch.

    relation   relate(post, facts, ledger) -> Iterable[Relation]   `ledger` holds what stands already; `post` is not in it
    check      check(post, facts, ledger) -> Iterable[Finding]     `ledger` holds every post; `post` too when it is public

Every question below leaves out the post that asks, so that both can be written without looking for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.copydesk import agenda, figures, quotes, times
from dateline.copydesk.model import Facts, Figure, PostText, Quote
from dateline.copydesk.names import Names
from dateline.copydesk.shingles import Shingles, words_of
from dateline.copydesk.vocabulary import Vocabulary

Place = str | None
_Subject = tuple[str | None, str, str]


@dataclass(frozen=True, slots=True)
class Similar:
    """Another post that shares 3-word runs: how many, and how many the reading post has in all."""

    post: str
    shared: int
    of: int


class Ledger:
    """The facts of a blog's posts. Answers come in the order in which posts were added: same input, same bytes."""

    def __init__(self) -> None:
        self.names = Names()
        self.words = Vocabulary()
        self._posts: dict[str, PostText] = {}
        self._facts: dict[str, Facts] = {}
        self._shingles = Shingles()
        self._figures: dict[_Subject, dict[str, list[Figure]]] = defaultdict(dict)
        self._quotes: dict[tuple[str, ...], dict[str, list[Quote]]] = defaultdict(dict)

    # What goes in

    def learn(self, posts: Iterable[PostText]) -> None:
        """Take in names and words, ahead of add(): a name written in full only in a later post serves earlier ones."""
        for post in posts:
            self.names.learn(post)
            self.words.learn(post)

    def add(self, post: PostText, facts: Facts | None = None) -> None:
        """Keep a post; one of the same id is replaced. `facts`: what read() gave, if it was asked before."""
        if post.id in self._posts:
            self.remove(post.id)
        self.learn([post])
        facts = facts or self.read(post)
        self._posts[post.id] = post
        self._facts[post.id] = facts
        self._shingles.add(post)
        for figure in facts.figures:
            for key in _subjects(figure):
                self._figures[key].setdefault(post.id, []).append(figure)
        for quote in facts.quotes:
            for run in _runs(quote.text):
                self._quotes[run].setdefault(post.id, []).append(quote)

    def remove(self, post_id: str) -> None:
        """Forget a post, as when it is retracted. One that is not there is no error."""
        if self._posts.pop(post_id, None) is None:
            return
        facts = self._facts.pop(post_id)
        self.names.forget(post_id)
        self.words.forget(post_id)
        self._shingles.remove(post_id)
        for figure in facts.figures:
            for subject in _subjects(figure):
                self._figures[subject].pop(post_id, None)
        for quote in facts.quotes:
            for run in _runs(quote.text):
                self._quotes[run].pop(post_id, None)

    # What comes out

    def read(self, post: PostText) -> Facts:
        """The facts of one post in the light of what is there; the ledger stays as it is."""
        known = post.id in self.names
        self.names.learn(post)
        found_times = times.extract(post)
        facts = Facts(
            quotes=tuple(quotes.extract(post, self.names)),
            figures=tuple(figures.extract(post, self.names)),
            times=tuple(found_times),
            agenda=tuple(agenda.extract(post, found_times)),
        )
        if not known:
            self.names.forget(post.id)
        return facts

    @property
    def posts(self) -> Mapping[str, PostText]:
        """By id, in the order in which they were added."""
        return self._posts

    def facts(self, post_id: str) -> Facts:
        """What was found in a post; nothing for one that is not there."""
        return self._facts.get(post_id, Facts())

    def others(self, post: PostText) -> Iterator[PostText]:
        """Every post but this one."""
        return (other for other in self._posts.values() if other.id != post.id)

    def figures_like(self, figure: Figure) -> list[Figure]:
        """Other posts' figures of the same unit that share a place (from or to) or the actor."""
        found: dict[int, Figure] = {}
        for key in _subjects(figure):
            for post_id, held in self._figures.get(key, {}).items():
                if post_id != figure.post:
                    found.update((id(other), other) for other in held)
        return list(found.values())

    def quotes_like(self, quote: Quote) -> list[tuple[Quote, int]]:
        """Other posts' quotes that share runs of three words (of the whole quote, if it is shorter): which, how many."""
        shared: dict[int, int] = defaultdict(int)
        found: dict[int, Quote] = {}
        for run in _runs(quote.text):
            for post_id, held in self._quotes.get(run, {}).items():
                if post_id == quote.post:
                    continue
                for other in held:
                    found[id(other)] = other
                    shared[id(other)] += 1
        return [(other, shared[key]) for key, other in found.items()]

    def similar(self, post: PostText) -> list[Similar]:
        """Other posts that share runs of three words, most first."""
        shared, own = self._shingles.shared(post)
        found = [Similar(other, n, own) for other, n in shared.items() if other != post.id]
        return sorted(found, key=lambda similar: -similar.shared)


def _subjects(figure: Figure) -> list[_Subject]:
    kinds = (("at", figure.from_), ("at", figure.to), ("of", figure.actor))
    return sorted({(figure.unit, kind, of.casefold()) for kind, of in kinds if of}, key=str)


def _runs(text: str) -> Sequence[tuple[str, ...]]:
    words = words_of(text)
    if len(words) < 3:
        return [tuple(words)] if words else []
    return list(dict.fromkeys(zip(words, words[1:], words[2:], strict=False)))
