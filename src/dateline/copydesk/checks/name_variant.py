"""A name spelt unlike the same name elsewhere in the blog."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import chain

from dateline.copydesk.capitals import NOT_NAMES
from dateline.copydesk.english import is_common, is_known
from dateline.copydesk.gazetteer import kind, pronoun
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText, Span, Tier
from dateline.copydesk.spans import finding, span
from dateline.copydesk.vocabulary import OTHER, Token, lines_of, slip_of

_LONG = 7  # letters from which one slip between two names is hardly ever two names
_SHORT = 4
_OFTEN = 3  # uses of the usual form that a short name alone needs
_ENDINGS = tuple("aeinorsy")  # Ivanov, Ivanova; Patria, Patrian; a plural: another name by its grammar


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if post.language.partition("-")[0].lower() != "en":
        return
    for tokens in lines_of(post):
        for i, token in enumerate(tokens):
            found = _usual(tokens, i, ledger) if _may_be_name(token.text) else None
            if found is None:
                continue
            usual, tier = found
            shown = _evidence(usual, post, ledger)
            # Of two forms that stand once each, the later one is asked about.
            if tier == "error" or (shown and _is_earlier(shown[0], post, token, ledger)):
                why = f"The name is “{usual}” elsewhere in the blog ({ledger.words.uses(usual)} times)."
                yield finding(post, (token.start, token.end), "name-variant", why, tier=tier, fix=usual, evidence=shown)


def _is_earlier(shown: Span, post: PostText, token: Token, ledger: Ledger) -> bool:
    return shown.start < token.start if shown.post == post.id else ledger.precedes(shown.post, post)


def _may_be_name(word: str) -> bool:
    return len(word) >= _SHORT and word[0].isupper() and word[1:].islower() and word.isalpha() and not kind(word)


def _usual(tokens: list[Token], i: int, ledger: Ledger) -> tuple[str, Tier] | None:
    """The form that the name is a slip of, and how sure; None when there is none or it is a name of its own."""
    name, words = tokens[i].text, ledger.words
    own = words.uses(name)
    if own > 2 or words.uses(name.lower()):
        return None
    near = [
        form
        for form in words.near(name)
        if _may_be_name(form) or kind(form)
        if not _is_inflected(name, form) and not _is_inflected(form, name)
    ]
    before, after = _beside(tokens, i, -1), _beside(tokens, i, 1)
    fitting: list[tuple[int, str, Tier]] = []
    for form in near:
        tier = _fits(name, form, before, after, ledger)
        if tier:
            fitting.append((-words.uses(form), form, tier))
    fitting.sort()
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][1], fitting[0][2]


def _fits(name: str, form: str, before: str, after: str, ledger: Ledger) -> Tier | None:
    words = ledger.words
    own, usual = words.uses(name), words.uses(form)
    if usual < own or (usual == own and own > 1):
        return None
    if (before and words.follows(before, form)) or (after and words.follows(form, after)):
        return "error" if usual > own else "ask"
    # Whom a dictionary knows, and whoever has another given name or surname, is somebody else.
    if is_known(name) or pronoun(name) or after or (before and ledger.names.full(form)):
        return None
    plain = slip_of(name, form) != OTHER or _unaccented(name) == _unaccented(form)
    if usual == own:
        # A surname alone needs somebody who was introduced by it.
        introduced = len(name) > _SHORT and not before and ledger.names.full(form) is not None
        return "error" if slip_of(name, form) != OTHER and (introduced or is_known(form)) else None
    return "error" if len(name) >= _LONG or usual >= (2 if plain else _OFTEN) else None


def _is_inflected(longer: str, name: str) -> bool:
    """Whether one is the other with an ending; a last letter doubled is none."""
    return longer[:-1] == name and longer[-1] in _ENDINGS and longer[-1] != name[-1]


def _unaccented(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _beside(tokens: list[Token], i: int, step: int) -> str:
    """The name that stands right before or behind; "" for none, and for a title, a day, an abbreviation."""
    if not 0 <= i + step < len(tokens):
        return ""
    one, two = sorted((tokens[i], tokens[i + step]), key=lambda token: token.start)
    other = tokens[i + step].text
    if two.start - one.end != 1 or not other[0].isupper() or other.isupper() or other.lower() in NOT_NAMES:
        return ""
    return "" if is_common(other.lower()) and not pronoun(other) else other


def _evidence(form: str, post: PostText, ledger: Ledger) -> tuple[Span, ...]:
    """The first use in an earlier post, in any other, or in this one."""
    for other in chain(ledger.holding(form, post), [post]):
        for line in other.lines:
            at = line.text.find(form)
            if at >= 0:
                return (span(other, line.start + at, line.start + at + len(form)),)
    return ()
