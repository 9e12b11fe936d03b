"""Which posts support a sentence: every post scored by the rare words that it shares with it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from dateline.copydesk import gazetteer
from dateline.copydesk.alike import common
from dateline.copydesk.listed import listed
from dateline.copydesk.model import PostText
from dateline.copydesk.sentences import words

# BM25 (Robertson and Zaragoza, 2009). A post's length says little of what it is about, so it counts for less than in
# a search engine; a word in the headline, or in the first paragraph, is what the post is about.
_SATURATION, _LENGTH = 1.2, 0.4
_HEADLINE, _LEAD, _BODY = 2.5, 1.25, 1.0
_RUN = 0.6  # a pair of neighbouring words found again, against the sum of both
_NUMBER = 1.6  # what a number is worth against a word as rare: a summary keeps the figures and changes the words

# A post that sums others up says what they say and supports nothing itself.
_SUMMING_UP = (
    "summary",
    "recap",
    "what we know",
    "so far",
    "key points",
    "main points",
    "key developments",
    "at a glance",
)
_SECOND_HAND = 0.6
_STALE = 0.15  # what the first post loses against the last: a summary tells how things stand by now

_NUMERALS = (
    ("zero", ""), ("one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"), ("five", "fifth"),
    ("six", "sixth"), ("seven", "seventh"), ("eight", "eighth"), ("nine", "ninth"), ("ten", "tenth"),
    ("eleven", "eleventh"), ("twelve", "twelfth"),
)  # fmt: skip
_NUMBER_OF = {word: str(number) for number, both in enumerate(_NUMERALS) for word in both if word}
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing", "ers", "ied", "ies", "ed", "er", "es", "ly",
    "s", "e",
)  # fmt: skip
_FUNCTION = listed(
    "the a an and or but nor of in on at to for from by with as into over under after before about against than",
    "is are was were be been being has have had do does did will would could should may might can must",
    "he she it they we you i his her its their our your him them us me who whom whose which that this these those",
    "there here not no so if while when where what how said says say told according also more most some any",
)


def terms(text: str) -> list[str]:
    """The words that carry meaning, in order, cut back so that 'deployed' meets 'deployment' and 'seven' meets '7'."""
    return [term for term in (_term(word) for word, _, _ in words(text)) if term]


def _term(word: str) -> str:
    plain = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    if plain in _FUNCTION:
        return ""
    if plain[0].isdigit():
        return plain.replace(",", "")
    if plain in _NUMBER_OF:
        return _NUMBER_OF[plain]
    if word[0].isupper() and (country := gazetteer.country(word)):
        return _stem(country.casefold())
    plain = common(plain.replace(".", ""))
    return plain if len(plain) < 4 else _stem(plain)


def _stem(word: str) -> str:
    """Without the first ending of the list that it has, and six letters at most: in one story's few thousand words
    what begins alike mostly is alike, and a true stemmer would miss as many ('announced', 'announcement') as it saves.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if len(ending) < 3 else 4):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:6]


class Support:
    """An index over posts. Linear in their text; a question costs what its words occur."""

    def __init__(self, posts: Iterable[PostText]) -> None:
        self._order: dict[str, int] = {}
        self._lengths: dict[str, float] = {}
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)  # term -> post -> weight
        self._runs: dict[tuple[str, str], set[str]] = defaultdict(set)
        told = list(posts)
        for post in told:
            self._add(post)
        times = {said: number for number, said in enumerate(sorted({post.said for post in told}), 1)}
        self._trust = {post.id: self._trusted(post, times[post.said] / len(times)) for post in told}
        self._usual = sum(self._lengths.values()) / max(1, len(self._lengths)) or 1.0

    def _add(self, post: PostText) -> None:
        self._order[post.id] = len(self._order)
        weights: dict[str, float] = defaultdict(float)
        for number, line in enumerate([post.headline, *post.paragraphs]):
            found = terms(line.text) if line else []
            for term in found:
                weights[term] += (_HEADLINE, _LEAD, _BODY)[min(number, 2)]
            for run in pairwise(found):
                self._runs[run].add(post.id)
        self._lengths[post.id] = sum(weights.values())
        for term, weight in weights.items():
            self._weights[term][post.id] = weight

    def _trusted(self, post: PostText, newness: float) -> float:
        headline = post.headline.text.casefold() if post.headline else ""
        own_work = _SECOND_HAND if any(words in headline for words in _SUMMING_UP) else 1.0
        return own_work * (1 - _STALE + _STALE * newness)

    def rarity(self, term: str) -> float:
        """How much a term tells: the fewer posts hold it, the more."""
        holders = len(self._weights.get(term, ()))
        worth = math.log(1 + (len(self._order) - holders + 0.5) / (holders + 0.5))
        return worth * _NUMBER if term[0].isdigit() else worth

    def holders(self, term: str) -> int:
        """How many posts hold a term."""
        return len(self._weights.get(term, ()))

    def scores(self, sentence: str) -> dict[str, float]:
        """Post id -> how much it supports the sentence, for those that share a word with it."""
        asked = terms(sentence)
        worths = {term: self.rarity(term) for term in asked}
        found: dict[str, float] = defaultdict(float)
        for term, worth in worths.items():
            for post, weight in self._weights.get(term, {}).items():
                length = 1 - _LENGTH + _LENGTH * self._lengths[post] / self._usual
                found[post] += worth * weight * (_SATURATION + 1) / (weight + _SATURATION * length)
        for run in dict.fromkeys(pairwise(asked)):
            for post in self._runs.get(run, ()):
                found[post] += _RUN * (worths[run[0]] + worths[run[1]])
        return {post: score * self._trust[post] for post, score in found.items()}

    def rank(self, sentence: str) -> list[str]:
        """The posts that share a word with the sentence, the best support first; of equals the one given first."""
        scores = self.scores(sentence)
        return sorted(scores, key=lambda post: (-scores[post], self._order[post]))
