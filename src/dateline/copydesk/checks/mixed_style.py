"""One thing written in two ways: US beside U.S., a typographic apostrophe among straight ones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText, Span
from dateline.copydesk.spans import finding

_DOTTED = {"U.S.": "US", "U.K.": "UK", "U.N.": "UN", "E.U.": "EU"}
_FORM = re.compile(r"\b(?:U\.S\.|U\.K\.|U\.N\.|E\.U\.|US|UK|UN|EU)(?![\w&])")
_APOSTROPHE = re.compile(r"[^\W\d_]['’][^\W\d_]")
_READ = 200  # posts: enough to know the house's way, and no more work in a longer blog
_FEWEST = 8  # straight apostrophes that make one curly one an oversight

Use = tuple[PostText, int, int, str]


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    yield from _abbreviations(post)
    yield from _apostrophes(post, ledger)


def _abbreviations(post: PostText) -> Iterable[Finding]:
    """Within a post only: in two posts the forms may be two agencies' own."""
    forms: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for line in (post.headline, *post.paragraphs):
        if line is None or line.text.isupper():
            continue
        for match in _FORM.finditer(line.text):
            plain = _DOTTED.get(match[0], match[0])
            place = (line.start + match.start(), line.start + match.end())
            forms.setdefault(plain, {}).setdefault(match[0], []).append(place)
    for held in forms.values():
        if len(held) < 2:
            continue
        usual, other = sorted(held, key=lambda form: (-len(held[form]), form))
        start, end = held[usual][0]
        evidence = (Span(post.id, start, end, usual),)
        why = f"“{other}” and “{usual}” stand in one post: one of them."
        yield finding(post, held[other][0], "mixed-style", why, tier="ask", fix=usual, evidence=evidence)


def _apostrophes(post: PostText, ledger: Ledger) -> Iterable[Finding]:
    for line in post.paragraphs:
        if "’" not in line.text or "'" not in "".join(other.text for other in post.paragraphs):
            continue
        found = [match for match in _APOSTROPHE.finditer(line.text) if "’" in match[0]]
        if len(found) == 1 and _straight(post, ledger) >= _FEWEST * len(found):
            at = line.start + found[0].start() + 1
            yield finding(post, (at, at + 1), "mixed-style", "The blog's other apostrophes are straight.", fix="'")


def _straight(post: PostText, ledger: Ledger) -> int:
    """Straight apostrophes in the blog when there is no other curly one; 0 when there is."""
    straight = curly = 0
    for one in (post, *ledger.newest(post, _READ)):
        for line in one.paragraphs:
            for match in _APOSTROPHE.finditer(line.text):
                curly += "’" in match[0]
                straight += "'" in match[0]
        if curly > 1:
            return 0
    return straight
