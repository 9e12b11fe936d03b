"""What was taken out of a text and what was put in, word by word.

Greedy shortest edit script (E. W. Myers, 'An O(ND) Difference Algorithm and Its Variations', 1986), with a bound on the
work: texts too unlike for it are held together by the words that stand once in each of them, and what then has nothing
in common is simply replaced. difflib was the alternative; it is quadratic on texts of few different words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Literal, NamedTuple

# What parts words: white space, and the punctuation of ASCII, Latin-1, general use, Arabic, Devanagari and CJK. Named
# by what ends a word, since what continues one (vowel signs, joiners) has no class in Python's expressions.
_BREAKS = (
    "\\s!-/:-@\\[-`{-~\u00a1-\u00bf\u2000-\u200b\u2010-\u2018\u201a-\u206f\u060c\u061b\u061f\u06d4\u0964\u0965"
    "\u3000-\u303f\uff01-\uff0f"
)
# Scripts that do not part words by spaces are compared sign by sign, each with the marks that stand on it.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
_TOKEN = re.compile(
    f"\\s++|[{_UNSPACED}][{_MARKS}]*+|\\d++(?:[.,:]\\d++)++|[^{_BREAKS}{_UNSPACED}’]++(?:['’][^{_BREAKS}{_UNSPACED}’]++)*+|.",
    re.DOTALL,
)
_SENTENCE_END = tuple(".!?…:;。！？؟।")
_REPLACED = 4  # when less than one word in so many stays, two texts are easier to read one after the other

Marks = tuple[tuple[str, str], ...]
State = Literal["same", "gone", "new"]


class Token(NamedTuple):
    """A word, a sign or white space, and the marks on it: (`strong`, ``) or (`link`, address), as the body has them."""

    text: str
    marks: Marks = ()


class Run(NamedTuple):
    """Tokens that stayed, went or came. What stayed and went is the old text, what stayed and came the new one."""

    state: State
    tokens: tuple[Token, ...]


class Budget:
    """Steps of the exact search that are left for everything that shares this: 50,000 take some 25 ms."""

    def __init__(self, steps: int = 50_000) -> None:
        self.left = steps


Match = tuple[int, int, int]  # so many equal items from this place in the old and that one in the new sequence


def tokens(text: str, marks: Marks = ()) -> list[Token]:
    """The text in pieces that together are the text."""
    found = _TOKEN.findall(text)
    made = {piece: Token(piece, marks) for piece in set(found)}
    return [made[piece] for piece in found]


def matches(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Match]:
    """What both sequences have in common, in order: as much as can be while the budget lasts, and some after that."""
    start, end = _ends(old, new)
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    middle = _shortest(a, b, budget) if a and b else []
    if middle is None:
        middle = _anchored(a, b)
    found = [(0, 0, start)] if start else []
    found += [(i + start, j + start, n) for i, j, n in middle]
    if end:
        found.append((len(old) - end, len(new) - end, end))
    return found


def runs(old: Sequence[Token], new: Sequence[Token], budget: Budget) -> list[Run]:
    """The difference as a reader wants it told: whole words, whole phrases, and a replaced text as replaced."""
    most = max(_weight(old), _weight(new))
    shared = Counter(old) & Counter(new)  # no difference keeps more than this, whatever the order
    common = matches(old, new, budget) if _weight(list(shared.elements())) * _REPLACED >= most else []
    if sum(_weight(old[i : i + n]) for i, _, n in common) * _REPLACED < most:
        common = []
    return _phrases(_slid(_runs(old, new, common)))


def _ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """How long the common beginning is, and the common end beside it."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _shortest(a: Sequence[Hashable], b: Sequence[Hashable], budget: Budget) -> list[Match] | None:
    """The most that these have in common; None when the budget ends before it is found.

    `rounds[d]` holds how far into `a` each diagonal comes with d changes, from which the way back is read.
    """
    rounds: list[dict[int, int]] = []
    for d in range(len(a) + len(b) + 1):
        if budget.left <= 0:
            return None
        budget.left -= d + 1
        before, reached = rounds[-1] if d else {}, dict[int, int]()
        for k in range(-d, d + 1, 2):
            begun = x = _step(before, d, k)
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            budget.left -= x - begun
            reached[k] = x
            if x >= len(a) and x - k >= len(b):
                return _way_back([*rounds, reached], len(a), len(b))
        rounds.append(reached)
    raise AssertionError("some path always leads to the end")


def _step(before: dict[int, int], d: int, k: int) -> int:
    """Where change d brings diagonal k: down from the next one or right from the last, whichever is further."""
    if d == 0:
        return 0
    return before[k + 1] if _is_down(before, d, k) else before[k - 1] + 1


def _is_down(before: dict[int, int], d: int, k: int) -> bool:
    return k == -d or (k != d and before[k - 1] < before[k + 1])


def _way_back(rounds: list[dict[int, int]], x: int, y: int) -> list[Match]:
    found: list[Match] = []
    for d in range(len(rounds) - 1, -1, -1):
        before, k = rounds[d - 1] if d else {}, x - y
        begun = _step(before, d, k)
        if x > begun:
            found.append((begun, begun - k, x - begun))
        if d:
            x, y = (begun, begun - k - 1) if _is_down(before, d, k) else (begun - 1, begun - k)
    return found[::-1]


def _anchored(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Match]:
    """Held together by what stands exactly once in each: its longest run that is in order in both, and what adjoins."""
    once_a, once_b = Counter(a), Counter(b)
    place = {item: j for j, item in enumerate(b) if once_b[item] == 1}
    pairs = [(i, place[item]) for i, item in enumerate(a) if once_a[item] == 1 and item in place]
    found: list[Match] = []
    x = y = 0
    for i, j in [*_in_order(pairs), (len(a), len(b))]:
        if i < x or j < y:
            continue  # the match before this anchor has taken it in
        end = 0
        while i - end > x and j - end > y and a[i - end - 1] == b[j - end - 1]:
            end += 1
        n = end
        while i - end + n < len(a) and j - end + n < len(b) and a[i - end + n] == b[j - end + n]:
            n += 1
        if n:
            found.append((i - end, j - end, n))
        x, y = i - end + n, j - end + n
    return found


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising sequence of these pairs, whose first members rise already."""
    tops: list[int] = []  # the smallest end of a rising sequence of each length
    ends: list[int] = []  # whose end it is
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [j]
        ends[length : length + 1] = [index]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _weight(some: Sequence[Token]) -> int:
    return sum(len(token.text) for token in some if not token.text.isspace())


def _runs(old: Sequence[Token], new: Sequence[Token], common: list[Match]) -> list[Run]:
    found: list[Run] = []
    x = y = 0
    for i, j, n in [*common, (len(old), len(new), 0)]:
        parts: tuple[tuple[State, Sequence[Token]], ...] = (
            ("gone", old[x:i]),
            ("new", new[y:j]),
            ("same", old[i : i + n]),
        )
        found += [Run(state, tuple(some)) for state, some in parts if some]
        x, y = i + n, j + n
    return found


def _slid(found: list[Run]) -> list[Run]:
    """The same difference with each lone insertion or removal moved to where a writer would have made it.

    'One. Two.' out of 'One.' can be told as ' Two.' or as '. Two': of such places the best follows a sentence, or at
    least a space, and does not begin with punctuation.
    """
    slid = list(found)
    for at in range(1, len(slid) - 1):
        before, run, after = slid[at - 1 : at + 2]
        if run.state == "same" or before.state != "same" or after.state != "same":
            continue
        whole = [*before.tokens, *run.tokens, *after.tokens]
        size = len(run.tokens)
        low = high = len(before.tokens)
        while low and whole[low - 1] == whole[low + size - 1]:
            low -= 1
        while high + size < len(whole) - 1 and whole[high] == whole[high + size]:
            high += 1
        joins = at > 1 and slid[at - 2].state == run.state
        best = max(range(low, high + 1), key=lambda place: (_fitness(whole, place, joins), place))
        slid[at - 1 : at + 2] = [
            Run("same", tuple(whole[:best])),
            Run(run.state, tuple(whole[best : best + size])),
            Run("same", tuple(whole[best + size :])),
        ]
    return [run for run in slid if run.tokens]


def _fitness(whole: list[Token], place: int, joins: bool) -> int:
    """How good a place this is to begin in; at the very beginning it `joins` the change before, if it does."""
    if place == 0:
        return 4 if joins else 0
    first, last = whole[place].text, whole[place - 1].text
    if last.isspace():
        return 3 if place > 1 and whole[place - 2].text in _SENTENCE_END else 2
    return 1 if first.isspace() else 0


def _phrases(found: list[Run]) -> list[Run]:
    """Replaced words with only a space between them become one replaced phrase, what went before what came."""
    told: list[Run] = []
    gone: list[Token] = []
    came: list[Token] = []

    def end() -> None:
        if gone:
            told.append(Run("gone", tuple(gone)))
        if came:
            told.append(Run("new", tuple(came)))
        gone.clear()
        came.clear()

    for at, run in enumerate(found):
        if run.state == "gone":
            gone += run.tokens
        elif run.state == "new":
            came += run.tokens
        elif gone and came and at + 2 < len(found) and _is_gap(run) and found[at + 2].state == "new":
            gone += run.tokens
            came += run.tokens
        else:
            end()
            told.append(run)
    end()
    return told


def _is_gap(run: Run) -> bool:
    return len(run.tokens) == 1 and run.tokens[0].text.isspace()
