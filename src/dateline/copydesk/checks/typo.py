"""A word that no dictionary has and that is one slip away from one that everybody uses, or that the blog uses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import pairwise

from dateline.copydesk.english import is_known
from dateline.copydesk.gazetteer import kind, pronoun
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText, Span
from dateline.copydesk.sentences import CLOSERS, OPENERS
from dateline.copydesk.spans import finding, span
from dateline.copydesk.spelling import coined, meant
from dateline.copydesk.vocabulary import LONGEST, Token, lines_of

_BEFORE_START = frozenset(".!?:…")
_FOREIGN = listed("avant le la les des du el los las del della il der das und von una et y")  # small words of phrases
_NEAR = 2  # words on either side that tell of another language


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if post.language.partition("-")[0].lower() != "en":
        return
    lines = [line for line in (post.headline, *post.paragraphs) if line is not None]
    for line, tokens in zip(lines, lines_of(post), strict=True):
        for i, token in enumerate(tokens):
            if not _is_strange(token, line.text, line.start, ledger) or _is_among_foreign(tokens, i):
                continue
            found = meant(token.text, partial(_used, ledger), partial(_beside, tokens, i, ledger))
            if found is None:
                continue
            fix = found.word.capitalize() if token.text[0].isupper() else found.word
            shown = _evidence(fix, post, ledger)
            why = f"No dictionary has “{token.text}”; “{fix}” is one slip away"
            why += " and stands elsewhere in the blog." if shown else "."
            place = (token.start, token.end)
            yield finding(post, place, "typo", why, tier="error" if found.sure else "ask", fix=fix, evidence=shown)


def _is_among_foreign(tokens: list[Token], i: int) -> bool:
    """Whether a word near by is unknown too, or another language's: two unknown words are no two slips."""
    near = [*tokens[max(0, i - _NEAR) : i], *tokens[i + 1 : i + 1 + _NEAR]]
    return any(token.text.lower() in _FOREIGN or _foreign(token) for token in near)


def _is_strange(token: Token, text: str, offset: int, ledger: Ledger) -> bool:
    """Whether nobody knows the word and nothing tells that it is a name, a handle, an address or a coinage."""
    word = token.text
    if not 3 <= len(word) <= LONGEST or not word.isascii() or not word.isalpha():
        return False
    if not (word.islower() or word[1:].islower()):
        return False
    at, end = token.start - offset, token.end - offset
    if text[at - 1 : at] in ("@", "#", "/", "_", "-", ".", "’", "'", "&") and at:
        return False
    behind, beyond = text[end : end + 1], text[end + 1 : end + 2]
    if (behind and behind in "-@/_‑&") or (behind == "." and beyond.isalnum()):
        return False
    if behind and behind in "’'" and not beyond.isalnum() and word[-1] != "s":  # singin'
        return False
    if word[0].isupper() and (not _starts(text, at) or kind(word) or pronoun(word)):
        return False
    return not is_known(word) and ledger.words.uses_lower(word.lower()) <= 1


def _starts(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    before = before.rstrip(OPENERS + CLOSERS).rstrip()
    return not before or before[-1] in _BEFORE_START


def _foreign(token: Token) -> bool:
    word = token.text
    return word.islower() and word.isalpha() and not is_known(word) and not coined(word)


def _used(ledger: Ledger, form: str) -> bool:
    return ledger.words.uses_lower(form) > 0


def _beside(tokens: list[Token], i: int, ledger: Ledger, form: str) -> bool:
    """Whether the blog has the word between or next to these neighbours elsewhere."""
    row = [*tokens[max(0, i - 1) : i], Token(form, 0, 0), *tokens[i + 1 : i + 2]]
    return any(ledger.words.follows(one.text, two.text) for one, two in pairwise(row))


def _evidence(word: str, post: PostText, ledger: Ledger) -> tuple[Span, ...]:
    if not ledger.words.uses(word):
        return ()
    for other in ledger.holding(word, post):
        for tokens in lines_of(other):
            for token in tokens:
                if token.text == word:
                    return (span(other, token.start, token.end),)
    return ()
