"""Proposals for a summary: sentences chosen from posts, never written, each with the posts that support it.

A person publishes them. One that cites a post which is corrected or retracted afterwards is withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.copydesk.listed import listed
from dateline.copydesk.model import STANDFIRST, Line, PostText, Sentence, Span
from dateline.copydesk.sentences import split, words
from dateline.copydesk.support import Support, terms

if TYPE_CHECKING:  # a name for a type is not worth the desk's start
    from dateline.blog.changes import Change

_MOST = 6  # a summary of more is a second blog
_CITED = 3
_SHORT, _LONG = 8, 45  # words
_AGAIN = 0.45  # share of a sentence's words at which another says the same
_ANEW = 0.25  # the same where both count the same thing: acres burned, people killed
_WEAK = 0.3  # of the best post's support: what is weaker is not cited
_CHOSEN_FROM = 60  # the best so many are compared with each other: the choice stays linear in the posts

# A sentence that opens so leans on the one before it and means something else alone.
_LEANING = listed(
    "he she it they this that these those his her its their but and or so also however meanwhile another",
    "asked here there then earlier later both such still instead otherwise nor yet among",
)
_LEANING_PAIRS = frozenset(
    {
        ("the", "figure"),
        ("the", "total"),
        ("of", "them"),
        ("of", "those"),
        ("of", "these"),
        ("of", "which"),
        ("the", "latter"),
    }
)
_FIRST_PERSON = listed("i we our ours my me you your i'm we're we've i've you're")
_MARKS = frozenset('"“”«»„?:')


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: Line
    post: PostText
    terms: frozenset[str]
    counted: frozenset[str]  # what numbers count in it
    score: float

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(term for term in self.terms if term[0].isdigit())


def propose(posts: Sequence[PostText], flawed: Iterable[Span] = (), most: int = _MOST) -> tuple[Sentence, ...]:
    """At most `most` sentences, in the order in which to print them: those of the standfirst, then the newest first.

    A standfirst's own sentences are kept, since a person wrote them as the summary; they gain the posts behind them.
    No sentence is chosen in which a span of `flawed` lies: a slip should be put right before it is said twice.
    """
    told = [post for post in posts if post.id != STANDFIRST]
    index = Support(told)
    kept = [sentence for post in posts if post.id == STANDFIRST for sentence in _sourced(post, index)][:most]
    said = [frozenset(terms(sentence.text)) for sentence in kept]
    chosen: list[_Candidate] = []
    candidates = _without(flawed, _candidates(told, index))
    for candidate in _current(candidates[:_CHOSEN_FROM]):
        if len(kept) + len(chosen) == most:
            break
        if not any(_alike(candidate.terms, other) for other in said):
            chosen.append(candidate)
            said.append(candidate.terms)
    chosen.sort(key=lambda candidate: candidate.post.said, reverse=True)
    return (*kept, *(Sentence(one.text, _cited(one.text, index, first=one.post.id)) for one in chosen))


def standing(sentences: Iterable[Sentence], touched: Collection[str]) -> tuple[list[Sentence], list[Sentence]]:
    """Those that stand and those that are withdrawn, since they cite a post in `touched`."""
    stand: list[Sentence] = []
    withdrawn: list[Sentence] = []
    for sentence in sentences:
        (withdrawn if set(sentence.posts) & set(touched) else stand).append(sentence)
    return stand, withdrawn


def touched(changes: Iterable[Change], before: Collection[str] = ()) -> frozenset[str]:
    """The posts corrected or retracted after the summary was last revised, from a blog's changes in order.

    `before`: what this gave for the changes before these.
    """
    found = set(before)
    for change in changes:
        if change.kind == "summary.revised":
            found.clear()
        elif change.kind in ("post.corrected", "post.retracted"):
            found.add(change.subject)
    return frozenset(found)


def _sourced(standfirst: PostText, index: Support) -> list[Sentence]:
    lines = [sentence for line in standfirst.paragraphs for sentence in split(line)]
    cited = [Sentence(line.text, _cited(line.text, index)) for line in lines if len(terms(line.text)) > 2]
    return [sentence for sentence in cited if sentence.posts and not _addresses(sentence.text)]


def _cited(text: str, index: Support, first: str = "") -> tuple[str, ...]:
    """The posts to cite, best first; `first` is the one that the sentence stands in."""
    scores = index.scores(text)
    ranked = [post for post in index.rank(text) if post != first and scores[post] >= _WEAK * max(scores.values())]
    if not first:
        return tuple(ranked[:_CITED])
    also = [post for post in ranked if scores[post] >= 0.5 * scores[first]]
    return (first, *also[: _CITED - 1])


def _candidates(posts: Sequence[PostText], index: Support) -> list[_Candidate]:
    """Every sentence that can stand alone, what the story is about first; of equals the newer."""
    times = {at: number for number, at in enumerate(sorted({post.said for post in posts}))}
    found = []
    for post in posts:
        newness = (times[post.said] + 1) / len(times)
        if not post.language.lower().startswith("en"):
            continue  # what leans on its neighbours is told by a language's own words, and there are English ones only
        headline = frozenset(terms(post.headline.text)) if post.headline else frozenset()
        for number, line in enumerate(post.paragraphs):
            for place, sentence in enumerate(split(line)):
                own = terms(sentence.text)
                if stands_alone(sentence.text) and own:
                    opening = 1.4 if number == place == 0 else 1.0
                    shared = len(headline & set(own)) / (len(headline) or 1)
                    score = _centrality(own, index) * opening * (1 + shared) * (0.7 + 0.3 * newness)
                    counted = frozenset(unit for number, unit in pairwise(own) if number[0].isdigit())
                    found.append(_Candidate(sentence, post, frozenset(own), counted, score))
    return sorted(found, key=lambda one: (-one.score, [-ord(c) for c in one.post.said], one.text))


def _centrality(own: Sequence[str], index: Support) -> float:
    """How near a sentence is to the middle of the story: what many posts tell, and what tells much, together."""
    return sum(index.holders(term) * index.rarity(term) for term in set(own)) / (len(own) + 4)


def stands_alone(text: str) -> bool:
    """Whether a sentence can be read without its neighbours: no quotation, no question, no 'he' to begin with."""
    found = [word.lower().replace("’", "'") for word, _, _ in words(text)]
    if not _SHORT <= len(found) <= _LONG or not text.endswith(".") or not text[0].isupper():
        return False
    leans = found[0] in _LEANING or any(pair in _LEANING_PAIRS for pair in pairwise(found[:6]))
    return not leans and not _MARKS & set(text) and not _addresses(text)


def _addresses(text: str) -> bool:
    """Whether it speaks to readers or of the writer; 'US' in capitals is a country."""
    return any(word.lower().replace("’", "'") in _FIRST_PERSON or word == "us" for word, _, _ in words(text)) or (
        text.startswith(("Read ", "Follow ", "Here", "Watch ", "Listen ", "See "))
    )


def _alike(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own & other) >= _AGAIN * min(len(own), len(other))


def _without(flawed: Iterable[Span], candidates: Sequence[_Candidate]) -> list[_Candidate]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for span in flawed:
        spans[span.post].append(span)
    return [
        one
        for one in candidates
        if not any(span.start < one.line.end and span.end > one.line.start for span in spans[one.post.id])
    ]


def _current(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Without those that a newer post tells again with other numbers: five dead, when it is seven by now."""
    return [one for one in candidates if not any(_overtakes(other, one) for other in candidates)]


def _overtakes(newer: _Candidate, older: _Candidate) -> bool:
    if newer.post.said <= older.post.said or not older.numbers or older.numbers <= newer.numbers:
        return False
    same = (older.terms - older.numbers) & (newer.terms - newer.numbers)
    share = _ANEW if older.counted & newer.counted else _AGAIN
    return len(same) >= share * (min(len(older.terms), len(newer.terms)) - 1)
