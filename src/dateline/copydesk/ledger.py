"""What a blog has said so far: its posts, their facts, and indexes to find what a draft may touch.

    relation   relate(post, facts, ledger) -> Iterable[Relation]   `ledger` holds what stood before; `post` is not in it
    check      check(post, facts, ledger) -> Iterable[Finding]     `ledger` holds every post; `post` too, if public

Every question below leaves out the post that asks, so that both can be written without looking for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from dateline.copydesk import agenda, figures, quotes, times
from dateline.copydesk.labels import shape
from dateline.copydesk.model import Facts, Figure, Name, PostText, Quote, Relation, Span
from dateline.copydesk.names import Names
from dateline.copydesk.settings import HouseWord
from dateline.copydesk.shingles import Shingles, words_of
from dateline.copydesk.vocabulary import Vocabulary

Relate = Callable[[PostText, Facts, "Ledger"], Iterable[Relation]]
_Subject = tuple[str, str, str]
_NEWEST = 24  # posts looked at for one key of a figure or a quote
_KEPT = 256  # figures whose answer is kept: every relation and check of a draft asks for the same ones


@dataclass(frozen=True, slots=True)
class Similar:
    """Another post that shares 3-word runs: how many, how many the reading post has in all, how many the other."""

    post: str
    shared: int
    of: int
    other_of: int


class Ledger:
    """The facts of a blog's posts. Answers come in the order in which posts were added: same input, same bytes."""

    def __init__(self, house: Iterable[HouseWord] = ()) -> None:
        self.house = tuple(house)
        self.names = Names()
        self.words = Vocabulary()
        self.labels: dict[str, dict[str, Span]] = {}  # shape -> post -> label
        self._order: dict[str, int] = {}
        self._added = 0
        self._trying: PostText | None = None
        self._told: dict[Relate, tuple[Relation, ...]] = {}  # relations of the draft that is being tried
        self._posts: dict[str, PostText] = {}
        self._facts: dict[str, Facts] = {}
        self._shingles = Shingles()
        self._figures: dict[_Subject, dict[str, list[Figure]]] = defaultdict(dict)
        self._quotes: dict[tuple[str, ...], dict[str, list[Quote]]] = defaultdict(dict)
        self._like: dict[Figure, list[Figure]] = {}  # what figures_like() said since the last change

    # What goes in

    def learn(self, posts: Iterable[PostText]) -> None:
        """Take in names and words, ahead of add(): a name written in full only in a later post serves earlier ones."""
        for post in posts:
            self.names.learn(post)
            self.words.learn(post)

    @contextmanager
    def trying(self, draft: PostText) -> Iterator[None]:
        """Within this the draft's own names and words are known too; behind it the ledger is what it was."""
        if self._trying is draft:
            yield
            return
        before, self._trying = self._posts.get(draft.id), draft
        known = draft.id in self.names
        self.learn([draft])
        try:
            yield
        finally:
            self._trying = None
            self._told.clear()
            if before is not None:
                self.learn([before])
            elif not known:
                self.names.forget(draft.id)
                self.words.forget(draft.id)

    def add(self, post: PostText, facts: Facts | None = None) -> None:
        """Keep a post; one of the same id is replaced. `facts`: what read() gave, if it was asked before."""
        if post.id in self._posts:
            self.remove(post.id)
        self.learn([post])
        facts = facts or self.read(post)
        self._like.clear()
        self._posts[post.id] = post
        self._facts[post.id] = facts
        self._order[post.id] = self._added = self._added + 1
        self._shingles.add(post)
        if post.label is not None:
            span = Span(post.id, post.label.start, post.label.end, post.label.text)
            self.labels.setdefault(shape(post.label.text), {})[post.id] = span
        for figure in facts.figures:
            for key in _subjects(figure):
                self._figures[key].setdefault(post.id, []).append(figure)
        for quote in facts.quotes:
            for run in _runs(quote.text):
                self._quotes[run].setdefault(post.id, []).append(quote)

    def remove(self, post_id: str) -> None:
        """Forget a post, as when it is retracted. One that is not there is no error."""
        post = self._posts.pop(post_id, None)
        if post is None:
            return
        self._like.clear()
        del self._order[post_id]
        if post.label is not None and self.labels[shape(post.label.text)].pop(post_id):
            self.labels = {one: held for one, held in self.labels.items() if held}
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
        with self.trying(post):
            found_times = times.extract(post)
            return Facts(
                quotes=quotes.extract(post, self.names),
                figures=figures.extract(post, self.names),
                times=found_times,
                agenda=agenda.extract(post, found_times),
            )

    def names_in(self, post: PostText) -> tuple[Name, ...]:
        """The names that a post uses, each with its forms here."""
        forms: dict[tuple[str, str], set[str]] = {}
        for use in self.names.told(post):
            if use.kind:
                forms.setdefault((use.name, use.kind), set()).add(use.text)
        return tuple(Name(name, kind, tuple(sorted(held)), (post.id,)) for (name, kind), held in sorted(forms.items()))

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

    def newest(self, post: PostText, count: int) -> Iterator[PostText]:
        """The posts added last, but for this one, the last first: for what need not see the whole of a long blog."""
        return islice((other for other in reversed(self._posts.values()) if other.id != post.id), count)

    def holding(self, word: str, post: PostText) -> Iterator[PostText]:
        """Every post but this one, first of all one that has the word: whoever looks for a use of it finds it there."""
        known = self._posts.get(self.words.holder(word) or "")
        if known is not None and known.id != post.id:
            yield known
        yield from self.others(post)

    def precedes(self, post_id: str, post: PostText) -> bool:
        """Whether a post was added before this one, which may be a draft that is not here: then each was."""
        return post_id != post.id and self._order[post_id] < self._order.get(post.id, self._added + 1)

    def related(self, relate: Relate, post: PostText, facts: Facts) -> tuple[Relation, ...]:
        """What a relation finds for a post. Of a draft it is asked once: what is shown and what is checked are one."""
        if self._trying is not post:
            return tuple(relate(post, facts, self))
        if relate not in self._told:
            self._told[relate] = tuple(relate(post, facts, self))
        return self._told[relate]

    def figures_like(self, figure: Figure) -> list[Figure]:
        """Other posts' figures of the same kind of thing that share a place, the actor, the number or words around.

        Of each the newest, so that the cost does not grow with the blog. Oldest first.
        """
        if figure in self._like:
            return self._like[figure]
        if len(self._like) > _KEPT:
            self._like.clear()
        found: dict[int, Figure] = {}
        for key in _subjects(figure):
            for post_id in islice(reversed(self._figures.get(key, {})), _NEWEST):
                if post_id != figure.post:
                    found.update((id(other), other) for other in self._figures[key][post_id])
        like = sorted(found.values(), key=lambda other: (self._posts[other.post].said, other.post, other.start))
        self._like[figure] = like
        return like

    def quotes_like(self, quote: Quote) -> list[tuple[Quote, int]]:
        """Other posts' quotes that share runs of three words (a shorter quote is one run): which, how many.

        Of each run the newest posts' only, as with figures.
        """
        shared: dict[int, int] = defaultdict(int)
        found: dict[int, Quote] = {}
        for run in _runs(quote.text):
            held = self._quotes.get(run, {})
            for post_id in islice(reversed(held), _NEWEST):
                if post_id == quote.post:
                    continue
                for other in held[post_id]:
                    found[id(other)] = other
                    shared[id(other)] += 1
        return [(other, shared[key]) for key, other in found.items()]

    def similar(self, post: PostText) -> list[Similar]:
        """Other posts that share runs of three words, most first."""
        shared, own = self._shingles.shared(post)
        found = [Similar(other, n, own, self._shingles.count(other)) for other, n in shared.items() if other != post.id]
        return sorted(found, key=lambda similar: -similar.shared)


def _subjects(figure: Figure) -> list[_Subject]:
    """The keys of a figure: its kind of thing with its places, its actor, its number, the words of its sentence."""
    kind = figures.subject(figure.unit)
    value = figures.stated(figure.low, figure.high, figure.qualifier)
    places = [("at", name.partition(",")[0].casefold()) for name in (figure.from_, figure.to) if name]
    words = [("about", word) for word in figure.about]
    held = [*places, *([("of", figure.actor)] if figure.actor else []), ("is", f"{value:g}"), *words]
    return [(kind, *one) for one in dict.fromkeys(held)]


def _runs(text: str) -> Sequence[tuple[str, ...]]:
    words = words_of(text)
    if len(words) < 3:
        return [tuple(words)] if words else []
    return list(dict.fromkeys(zip(words, words[1:], words[2:], strict=False)))
