"""A name spelt unlike the same name elsewhere in the blog."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dateline.copydesk.english import is_known
from dateline.copydesk.gazetteer import kind, pronoun
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText, Span
from dateline.copydesk.spans import finding, span
from dateline.copydesk.vocabulary import Token, lines_of, slips

_LONG = 7  # letters from which one slip between two names is hardly ever two names
_SHORT = 4


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    said: set[str] = set()
    for tokens in lines_of(post):
        for i, token in enumerate(tokens):
            name = token.text
            if len(name) < _SHORT or not name[0].isupper() or not name[1:].islower() or name in said:
                continue
            usual = _usual(tokens, i, ledger, post)
            if usual is None:
                continue
            said.add(name)
            shown = _evidence(usual, post, ledger)
            if shown or kind(usual) or is_known(usual):
                yield finding(
                    post,
                    (token.start, token.end),
                    "name-variant",
                    f"The blog writes “{usual}” elsewhere, {ledger.words.uses(usual)} times, and “{name}” only here.",
                    fix=usual,
                    evidence=shown,
                )


def _usual(tokens: list[Token], i: int, ledger: Ledger, post: PostText) -> str | None:
    """The one form that the name is a slip of; None when there is none or it is a name of its own."""
    name, words = tokens[i].text, ledger.words
    if name[:1] + name[1:].lower() in words_lower(name, ledger) or kind(name) or pronoun(name) and len(name) < _LONG:
        return None
    own = words.uses(name)
    near = [form for form in words.near(name) if form[0].isupper() and form[1:].islower() and len(form) >= _SHORT]
    fitting = [form for form in near if words.uses(form) > own and _fits(tokens, i, form, ledger)]
    best = sorted(fitting, key=lambda form: (-words.uses(form), form))
    if best and not (len(best) > 1 and words.uses(best[0]) == words.uses(best[1])):
        return best[0]
    return None
