"""A word that no dictionary has and that is one slip away from one that everybody uses, or that the blog uses."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dateline.copydesk.english import is_common, is_core, is_known
from dateline.copydesk.gazetteer import kind, pronoun
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText, Span
from dateline.copydesk.sentences import CLOSERS, OPENERS
from dateline.copydesk.spans import finding, span
from dateline.copydesk.vocabulary import DOUBLED, LONGEST, LOST, SWAPPED, Token, lines_of, slip_of, slips

_SHORT, _BRIEF = 4, 5
_HEADS = listed(
    "anti auto bio co counter cross cyber de down eco ex extra fore geo hyper in inter kilo macro mega micro mid",
    "mini mis mono multi nano neo non off on out over para petro photo poly post pre pro pseudo re self semi sub super",
    "tele trans tri ultra un under up vice",
)
_TAILS = listed(
    "ability able ably dom er ers esque est fest fold free gate ing ings ish ism ist ists ed less like ly maker man",
    "men ness proof r ship st style s wide wise woman women y isation ization ise ize ised ized",
)
_BEFORE_START = frozenset(".!?:…")


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if post.language.partition("-")[0].lower() != "en":
        return
    lines = [line for line in (post.headline, *post.paragraphs) if line is not None]
    for line, tokens in zip(lines, lines_of(post), strict=True):
        strange = [_is_strange(token, line.text, line.start, ledger) for token in tokens]
        for i, token in enumerate(tokens):
            # Two unknown words side by side are another language or a name, not two slips.
            if not strange[i] or (i and _foreign(tokens[i - 1])) or (i + 1 < len(tokens) and _foreign(tokens[i + 1])):
                continue
            meant = _meant(token.text, tokens, i, ledger)
            if meant is None:
                continue
            shown = _evidence(meant, post, ledger)
            why = f"No dictionary has “{token.text}”; “{meant}” is one slip away"
            why += " and stands elsewhere in the blog." if shown else "."
            yield finding(post, (token.start, token.end), "typo", why, fix=meant, evidence=shown)


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
    if text[end : end + 1] in ("-", "@", "/", "_", "‑", "&") and end < len(text):
        return False
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum():
        return False
    if word[0].isupper() and (not _starts(text, at) or kind(word) or pronoun(word)):
        return False
    return not is_known(word) and ledger.words.uses_lower(word.lower()) <= 1


def _starts(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    before = before.rstrip(OPENERS + CLOSERS).rstrip()
    return not before or before[-1] in _BEFORE_START


def _coined(word: str) -> bool:
    """Whether it is put together of known parts: "coparent", "rebookings", "onetime"."""
    for cut in range(2, len(word) - 1):
        head, tail = word[:cut], word[cut:]
        if head in _HEADS and len(tail) > 3 and is_known(tail):
            return True
        if cut > 2 and len(tail) > 2 and is_common(head) and is_common(tail) and (len(head) > 3 or len(tail) > 3):
            return True
        if tail in _TAILS and cut > 2 and (_stem(head)):
            return True
    return False


def _stem(head: str) -> bool:
    if is_known(head) and is_common(head):
        return True
    return len(head) > 3 and (is_common(head + "e") or (head[-1] == head[-2] and is_common(head[:-1])))


def _foreign(token: Token) -> bool:
    word = token.text
    return word.islower() and word.isalpha() and not is_known(word)


def _meant(word: str, tokens: list[Token], i: int, ledger: Ledger) -> str | None:
    """The word that was meant; None where that is anybody's guess, or where the word is a coinage."""
    lower = word.lower()
    found = []
    coined = _coined(lower)
    for form in slips(lower):
        if not form.islower() or len(form) < 3 or not is_known(form) or form == f"{lower}g":  # darlin', as it is sung
            continue
        slip = slip_of(lower, form)
        used = ledger.words.uses_lower(form) > 0
        plain = slip in (SWAPPED, DOUBLED)
        # A coinage looks like a slip too, but hardly like these; and a rare word is not what a hand aims at.
        # Short foreign words are near some short English one, whatever they are.
        brief = len(word) < _BRIEF + (slip != LOST)
        likely = used or (not brief and (is_core(form) or (slip == LOST and len(word) > _BRIEF and is_common(form))))
        believed = (used or is_common(form)) if plain else likely and not coined
        if believed and (len(word) >= _SHORT or slip == SWAPPED):
            beside = _beside(form, tokens, i, ledger)
            found.append((not beside, not used, slip, not is_core(form), form))
    if not found:
        return None
    best = min(found)[-1]
    return best.capitalize() if word[0].isupper() else best


def _beside(form: str, tokens: list[Token], i: int, ledger: Ledger) -> bool:
    """Whether the blog has the word between or next to these neighbours elsewhere."""
    row = [*tokens[max(0, i - 1) : i], Token(form, 0, 0), *tokens[i + 1 : i + 2]]
    return any(ledger.words.follows(one.text, two.text) for one, two in pairwise(row))


def _evidence(word: str, post: PostText, ledger: Ledger) -> tuple[Span, ...]:
    if not ledger.words.uses(word):
        return ()
    for other in ledger.others(post):
        for tokens in lines_of(other):
            for token in tokens:
                if token.text == word:
                    return (span(other, token.start, token.end),)
    return ()
