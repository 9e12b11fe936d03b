"""A small word that is lost: "a trip Russia" where the blog has "a trip to Russia", "one its runways"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.spans import finding
from dateline.copydesk.vocabulary import LINKS, Token, lines_of

_COUNTED = listed(
    "one two three four five six seven eight nine ten some most many much none several dozens hundreds thousands"
)
_OWNED = listed("the its their his her our my these those")
# Between these no reader of English misses anything: "some these days" is never right, "many the" neither.
_FITTING = {"one": _OWNED - {"the", "her", "his"}, "most": listed("the its our these those")}
_OF = {"according": "to", "thanks": "to", "due": "to", "instead": "of", "regardless": "of"}
_AFTER_OF = _OWNED | {"a", "an"}


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if post.language.partition("-")[0].lower() != "en":
        return
    for tokens in lines_of(post):
        for one, two in pairwise(tokens):
            link = _lost(one, two, ledger)
            if two.start - one.end == 1 and link:
                why = f"“{link}” seems to be missing between “{one.text}” and “{two.text}”."
                fix = f"{one.text} {link} {two.text}"
                yield finding(post, (one.start, two.end), "missing-word", why, fix=fix)


def _lost(one: Token, two: Token, ledger: Ledger) -> str | None:
    left, right = one.text.lower(), two.text.lower()
    if right in _FITTING.get(left, _OWNED if left in _COUNTED - {"some", "much", "many"} else ()):
        return "of"
    if right in _AFTER_OF and left in _OF:
        return _OF[left]
    return _seen(one, two, ledger)


def _seen(one: Token, two: Token, ledger: Ledger) -> str | None:
    """The link that the blog always has between these two words, which stand side by side only here."""
    if not one.text.islower() or one.text in LINKS or two.text.lower() in LINKS or len(one.text) < 4:
        return None
    if ledger.words.follows(one.text, two.text) > 1:
        return None
    between = ledger.words.between(one.text.lower(), two.text.lower())
    # Only a name: "talks today" beside "talks on today's strike" is nothing.
    if len(between) != 1 or not two.text[0].isupper() or one.text.endswith(("s", "ed", "ing")):
        return None
    link, times = next(iter(between.items()))
    return link if times >= 2 and link not in ("and", "that", "as", "a", "the") else None
