"""Which English word was meant by one that no dictionary has, and whether it surely was.

Surely: a slip that hands make (letters exchanged, one typed twice, one lost, a vowel taken for another) in a word
that everybody writes, long enough that few others are near it. A short word, or another slip, may be a name, a trade
mark, another language or somebody's joke; what remains of those is only asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from dateline.copydesk.english import is_common, is_core, is_known
from dateline.copydesk.listed import listed
from dateline.copydesk.vocabulary import DOUBLED, LOST, OTHER, SWAPPED, slip_of, slips

_VOWELS = frozenset("aeiouy")
_SHORT, _MIDDLING, _LONG, _VERY_LONG = 5, 6, 7, 9  # letters; the longer a word, the fewer others are near it
_TRIPLE = re.compile(r"(.)\1\1")
_FRENCH = frozenset("bcdgptv")  # before -re where English has -er
# The words that every text is full of, and the only ones that a slip of three to five letters is read as.
_SMALL = listed(
    "the and that with for you this but his from they she her been have their said would there what about which when",
    "were was will who more can out other into than them some could time these two may then first any now such like",
    "our over also after back where most only those people before just through being under while since",
    "because between had has not are all one its how him did your made many must very still should against",
)
_HEADS = listed(
    "anti auto bio co counter cross cyber de down eco ex extra fore geo hyper in inter kilo macro mega micro mid",
    "mini mis mono multi nano neo non off on out over para petro photo poly post pre pro pseudo re self semi sub super",
    "tele trans tri ultra un under up vice",
)
_TAILS = listed(
    "ability able ably dom er ers es esque est ey fest fold free gate ing ings ish ism ist ists ed less like ly maker",
    "man men ness proof r s ship st style wide wise woman women y isation ization ise ize ised ized",
)
_BARE = listed("s es r y ey")  # endings that any word takes, and that many a slip looks like


class Meant(NamedTuple):
    word: str
    sure: bool


def meant(word: str, used: Callable[[str], bool], fits: Callable[[str], bool]) -> Meant | None:
    """The word that was meant, in lower case; None where that is anybody's guess, or where the word is a coinage.

    `used`: whether the blog has a word elsewhere. `fits`: whether it has it next to these neighbours.
    """
    lower = word.lower()
    if coined(lower):
        return None
    found = []
    for form in slips(lower):
        if form == f"{lower}g" or not form.islower() or len(form) < 3 or not is_known(form):  # darlin', as it is sung
            continue
        seen, near = used(form), fits(form)
        sure = _surely(lower, form, seen, near)
        if sure or _perhaps(lower, form, seen):
            found.append((not sure, not near, not seen, _kind(lower, form), not is_core(form), form))
    if not found:
        return None
    unsure, _, _, kind, _, form = min(found)
    plain = not unsure and kind in (SWAPPED, LOST) and (len(word) >= _MIDDLING or form in _SMALL)
    if word[0].isupper() and not plain:
        return None  # what opens a sentence may be a name
    return Meant(form, not unsure)


_VOWEL = OTHER + 1


def _kind(word: str, form: str) -> int:
    kind = slip_of(word, form)
    return _VOWEL if kind == OTHER and _is_vowel_taken(word, form) else kind


def _surely(word: str, form: str, used: bool, fits: bool) -> bool:
    kind, size = _kind(word, form), len(word)
    if word[0] != form[0]:
        return used and kind == LOST and size >= _SHORT
    if size < _SHORT:
        return kind in (SWAPPED, LOST) and (form in _SMALL or fits)
    core, common = used or is_core(form), used or is_common(form)
    if kind == DOUBLED:  # of a rare word the doubled letter is often another spelling of it: kibbitz
        return _TRIPLE.search(word) is not None or (common if size >= _LONG else core and (used or size == _MIDDLING))
    if kind == SWAPPED:
        known = common or size >= _VERY_LONG
        return (known if size >= _MIDDLING else core and word[-1] == form[-1]) and _is_exchanged(word, form)
    if kind == LOST:
        return word[-1] == form[-1] and (core if size == _SHORT else common or size >= _VERY_LONG)
    if kind == _VOWEL:
        return size >= _LONG and word[-1] == form[-1] and common
    return common and word == form.removesuffix("ing") + "eing"  # the stem's e, that is dropped


def _perhaps(word: str, form: str, used: bool) -> bool:
    """Whether it is worth a question."""
    if word[0] != form[0] or (_kind(word, form) in (OTHER, SWAPPED) and word[-1] != form[-1]):
        return False
    return len(word) >= _LONG and (used or is_common(form))


def _is_exchanged(word: str, form: str) -> bool:
    """Whether the letters exchanged are neighbours, or the word is long: few others have its letters then."""
    if word[-2:] == "re" and word[-3] in _FRENCH and form[-2:] == "er":
        return False  # ministre, membre: French
    apart = [i for i, (one, other) in enumerate(zip(word, form, strict=True)) if one != other]
    return len(word) > _LONG or apart[-1] - apart[0] == 1


def _is_vowel_taken(word: str, form: str) -> bool:
    """Whether one vowel stands for another: "seperate"."""
    return len(word) == len(form) and all(
        one == other or {one, other} <= _VOWELS for one, other in zip(word, form, strict=True)
    )


@lru_cache(maxsize=1024)
def coined(word: str) -> bool:
    """Whether it is put together of known parts: "coparent", "rebookings", "onetime", "snuggly"."""
    if _TRIPLE.search(word):
        return False
    for cut in range(2, len(word)):
        head, tail = word[:cut], word[cut:]
        if head in _HEADS and len(tail) > 3 and is_known(tail):
            return True
        if cut > 3 and len(tail) > 3 and is_common(head) and is_common(tail):
            return True
        if cut > 2 and tail in _TAILS and _takes(head, tail):
            return True
    return False


def _takes(head: str, tail: str) -> bool:
    """Whether English joins the two: with the last consonant doubled, the stem's e lost, -es behind a hiss."""
    if tail in _BARE:
        if len(head) + len(tail) < _MIDDLING:
            return False
        hiss = head.endswith(("s", "x", "z", "ch", "sh", "th", "o"))
        return (is_known(head) and (tail != "es" or hiss)) or (tail == "y" and is_common(head + "e"))
    if len(head) < 4 and tail[0] in _VOWELS:
        return False  # it would double its last letter
    if head[-1] == "e" and tail[0] in "ei" and head[-2] not in "eoy":
        return False
    if is_common(head) or (tail[0] in _VOWELS and is_common(head + "e")):
        return True
    doubled = len(head) > 4 and head[-1] == head[-2] and head[-3] in _VOWELS and head[-4] not in _VOWELS
    return tail[0] in _VOWELS and doubled and is_common(head[:-1])
