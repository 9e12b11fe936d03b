"""The words that a blog uses, how often, and what stands between them: evidence for spelling.

Evidence is what others wrote: a word that a draft alone has proves nothing about that draft, but the draft's own other
uses do, so counts are of uses and not of posts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dateline.copydesk.listed import listed
from dateline.copydesk.model import PostText
from dateline.copydesk.sentences import words

# Words whose loss leaves a gap that the rest of the blog can fill.
LINKS = listed("a an the of to in on at for from with by into over as and that is are was were has have had be been")
LONGEST = 40  # letters; no word is longer, and a line of one letter has as many slips as it is long, each as long
_LETTERS = "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýß"


class Token(NamedTuple):
    """A word without its possessive ending; `start`, `end` into the post's text."""

    text: str
    start: int
    end: int


class Vocabulary:
    def __init__(self) -> None:
        self._posts: dict[str, PostText] = {}
        self._uses: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._gaps: dict[tuple[str, str], Counter[str]] = {}
        self._first: dict[str, str] = {}  # word -> a post that has it, mostly the first; gone with that post

    def __contains__(self, post_id: str) -> bool:
        return post_id in self._posts

    def learn(self, post: PostText) -> None:
        """Take in a post's words; a post of the same id is replaced."""
        if self._posts.get(post.id) is post:
            return
        self.forget(post.id)
        self._posts[post.id] = post
        self._count(post, 1)

    def forget(self, post_id: str) -> None:
        """Take a post's words out again. One that is not there is no error."""
        post = self._posts.pop(post_id, None)
        if post is not None:
            self._count(post, -1)

    def uses(self, word: str) -> int:
        """How often the blog has this very form, capitals and all."""
        return self._uses[word]

    def uses_lower(self, word: str) -> int:
        """How often it has the word, in lower case or opening a sentence."""
        return self._uses[word] + self._uses[word.capitalize()]

    def holder(self, word: str) -> str | None:
        """A post that has this very form, if one is known without looking."""
        return self._first.get(word)

    def follows(self, left: str, right: str) -> int:
        """How often `right` stands right behind `left`, whatever their case."""
        return self._pairs[left.lower(), right.lower()]

    def between(self, left: str, right: str) -> Counter[str]:
        """The link words that stand between two words, with how often."""
        held = self._gaps.get((left, right))
        return Counter({word: n for word, n in held.items() if n > 0}) if held else Counter()

    def near(self, word: str) -> list[str]:
        """Forms that the blog uses and that are one slip away from `word`, itself left out."""
        return sorted(form for form in slips(word) if self._uses[form] > 0)

    def _count(self, post: PostText, step: int) -> None:
        for tokens in lines_of(post):
            texts = [token.text for token in tokens]
            lows = [text.lower() for text in texts]
            for text in texts:
                if step > 0:
                    self._first.setdefault(text, post.id)
                elif self._first.get(text) == post.id:
                    del self._first[text]
            if step > 0:  # both are a loop in C, which step after step is not
                self._uses.update(texts)
                self._pairs.update(pairwise(lows))
            else:
                self._uses.subtract(texts)
                self._pairs.subtract(pairwise(lows))
            for i in range(1, len(texts) - 1):
                if texts[i] in LINKS:
                    self._gaps.setdefault((lows[i - 1], lows[i + 1]), Counter())[texts[i]] += step


@lru_cache(maxsize=4)
def lines_of(post: PostText) -> tuple[list[Token], ...]:
    """The words of the headline and of each paragraph. Kept for a few posts: every check asks for a draft's words."""
    return tuple(
        [
            Token(bare, line.start + start, line.start + start + len(bare))
            for word, start, _ in words(line.text)
            if (bare := word[:-2] if word.endswith(("'s", "’s")) else word)
        ]
        for line in (post.headline, *post.paragraphs)
        if line is not None
    )


def slips(word: str) -> Iterable[str]:
    """What one slip of a hand makes of a word, in its own case: a letter lost, doubled or another, two swapped."""
    found: set[str] = set()
    if len(word) > LONGEST:
        return found
    for i in range(len(word) + 1):
        left, right = word[:i], word[i:]
        letters = _LETTERS.upper() if i == 0 and word[:1].isupper() else _LETTERS
        if right:
            found.add(left + right[1:])
            found.update(left + letter + right[1:] for letter in letters)
        if len(right) > 1:
            found.add(left + _swapped(right))
        if len(right) > 2 and right[:3].islower():
            found.add(left + right[2] + right[1] + right[0] + right[3:])
        found.update(left + letter + (right.lower() if i == 0 else right) for letter in letters)
    found.discard(word)
    return found


SWAPPED, DOUBLED, LOST, OTHER = range(4)


def slip_of(word: str, form: str) -> int:
    """What a hand did to `form` that made `word` of it, which is one of its slips: the likeliest kinds come first."""
    word, form = word.lower(), form.lower()
    if len(word) == len(form):
        return SWAPPED if sorted(word) == sorted(form) else OTHER
    if len(word) < len(form):
        return LOST
    at = next((i for i, (one, two) in enumerate(zip(word, form, strict=False)) if one != two), len(form))
    return DOUBLED if at and word[at] == word[at - 1] else OTHER


def _swapped(right: str) -> str:
    first, second = right[0], right[1]
    if first.isupper():
        first, second = first.lower(), second.upper()
    return second + first + right[2:]
