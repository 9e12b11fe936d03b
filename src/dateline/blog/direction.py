"""Which way a text runs, beside a text whose way is known (Unicode's bidirectional algorithm, UAX 9).

Browsers' own guess, `dir="auto"`, takes the first letter for the whole: an Arabic paragraph that begins with the name
of a Latin agency would run to the right, its full stop at the wrong end. Most letters are no better a guide, since a
short sentence can hold a long quotation. So a text runs as the text around it does unless hardly a letter of it does.
"""

from __future__ import annotations

import re

# Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic; their presentation forms; the plane of the other scripts
# that run to the left.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_LETTERS = re.compile(f"[{_RIGHT}]+")
_LEFT_LETTERS = re.compile(rf"(?:(?![{_RIGHT}])[^\W\d_])+")
# From the first such letter to the last before something of the line around them. Spaces and the signs of a name stay
# inside; commas, brackets and digits do not, since they belong to the sentence.
_RUN = re.compile(f"[{_RIGHT}](?:[{_RIGHT} '’\"“”.\u00b7-]*[{_RIGHT}])?")
_SHARE = 4


def lies(text: str, base: str) -> str:
    """`ltr` or `rtl`: `base`, unless less than a quarter of the letters run that way."""
    if base == "ltr" and not holds(text, "rtl"):
        return base  # as most are, and this is asked of every key event at every change of one
    left, right = _count(_LEFT_LETTERS, text), _count(_RIGHT_LETTERS, text)
    own, other = (left, "rtl") if base == "ltr" else (right, "ltr")
    return base if own * _SHARE >= left + right else other


def holds(text: str, direction: str) -> bool:
    """Whether any letter of it runs that way."""
    return (_RIGHT_LETTERS if direction == "rtl" else _LEFT_LETTERS).search(text) is not None


def runs(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, and whether a piece is a run of words that are written to the left.

    In a line that runs to the right such a run has to be kept apart, or figures and brackets after it would go to its
    other side: a name, and then `(58)`.
    """
    found: list[tuple[str, bool]] = []
    end = 0
    for run in _RUN.finditer(text):
        found += [(text[end : run.start()], False), (run.group(), True)]
        end = run.end()
    return [piece for piece in (*found, (text[end:], False)) if piece[0]]


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))
