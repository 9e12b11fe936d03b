"""Lines into sentences, and text into words. Linear in the text; every offset is kept.

A split too few costs a rule one sentence; a split too many tears a speaker from a quote. So a full stop after what
may be an abbreviation ends a sentence only where a word follows that hardly ever stands inside one ("The", "But").
"""

from __future__ import annotations

import re

from dateline.copydesk.listed import listed
from dateline.copydesk.model import Line

CLOSERS = "\"'”’»)]"
OPENERS = "\"'“‘«(["

_END = re.compile(r"[.!?…]+")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:['’&\-‑]|(?<=\d)[.,/:](?=\d))[^\W_]+)*")

# Never the last word of a sentence: a name or a number follows them.
_TITLES = listed(
    "mr mrs ms mx dr prof rev hon gov lt sen rep reps sens gen col maj capt cmdr adm sgt cpl pvt det supt insp",
    "pres amb msgr fr sr mt ft st messrs mme mlle asst dep atty no nos art fig vol pp op cit ca approx viz vs",
    "v",
)
# May end a sentence, and mostly do not.
_SHORT = listed(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp co",
    "ltd bros llc plc est et al etc jr esq ave blvd rd dept univ assn dist calif conn del fla ill ind kan mass",
    "mich minn miss mont neb nev okla ore penn tenn tex va vt wash wis wyo ala ariz ark colo ga ky md mo pa",
    "n.y n.j n.c s.c n.d s.d n.h n.m r.i d.c u.s u.k u.n e.u a.m p.m e.g i.e ph.d u.s.a u.a.e",
)
_STARTERS = listed(
    "the a an he she it they we i you but and however in on at after before when while as if this that these",
    "those there his her its their our my some many most no one two meanwhile also both earlier later since",
    "for from with by under asked what why how where who according although despite",
)
_SPOKEN = listed(
    "said says asked added told wrote shouted cried replied tweeted posted exclaimed wondered continued yelled",
)


def words(text: str) -> list[tuple[str, int, int]]:
    """Words and numbers with their offsets in `text`: "Tolo's", "8,500", "U.S.", "pro-union" are one each."""
    return [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


def split(line: Line) -> list[Line]:
    """The sentences of a line, in order, without the white space between them."""
    text, found, begin = line.text, [], 0
    for end in _ends(text):
        found.append(_line(line, begin, end))
        begin = end
    found.append(_line(line, begin, len(text)))
    return [sentence for sentence in found if sentence.text]


def _line(line: Line, begin: int, end: int) -> Line:
    piece = line.text[begin:end]
    lead = len(piece) - len(piece.lstrip())
    return Line(piece.strip(), line.start + begin + lead)


def _ends(text: str) -> list[int]:
    """Where sentences end, the last one left out."""
    ends = []
    for mark in _END.finditer(text):
        end = mark.end()
        while end < len(text) and text[end] in CLOSERS and not text[end].isspace():
            end += 1
        if end < len(text) and text[end].isspace() and _parts(text, mark, end):
            ends.append(end)
    return ends


def _parts(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether what follows `end` is another sentence."""
    after = text[end : end + 80].lstrip()
    following = after.lstrip(OPENERS)
    if not following or not (following[0].isupper() or following[0].isdigit()):
        return False
    next_words = [word for word, _, _ in words(following)[:6]]
    first = next_words[0].lower() if next_words else ""
    closed = end > mark.end()
    if mark.group()[-1] in "!?" and closed:
        return not _attribution(next_words)
    if mark.group() != "." or closed:
        return True
    before = _last_word(text, mark.start())
    if before in _TITLES:
        return before == "no" and not following[0].isdigit() and mark.start() > 2
    if before in _SHORT or _initial(text, mark.start()):
        return first in _STARTERS or after[0] in '"“«'
    return True


def _last_word(text: str, end: int) -> str:
    begin = end
    while begin > 0 and end - begin < 12 and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    return text[begin:end].lower()


def _initial(text: str, end: int) -> bool:
    """Whether the stop at `end` follows a lone capital, as in "Susan B. Keller" or "U.S."."""
    if end < 1 or not text[end - 1].isupper():
        return False
    return end == 1 or not (text[end - 2].isalnum() or text[end - 2] in "'’")


def _attribution(next_words: list[str]) -> bool:
    """Whether a closed quote goes on with who said it: "Why now?" Ms. Ortiz asked."""
    for word in next_words:
        if word.lower() in _SPOKEN:
            return True
        if not word[0].isupper() and word not in ("the", "a", "of", "de", "van"):
            return False
    return False
