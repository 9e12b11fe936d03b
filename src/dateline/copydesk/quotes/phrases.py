"""Who may be speaking: noun phrases that end right before a verb, or begin right behind one.

No tagger: a phrase is found by its determiner, its head noun (roles.py) and the names in it. Where the words in
between are not understood there is no phrase, and so no speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.copydesk import gazetteer
from dateline.copydesk.listed import listed
from dateline.copydesk.names import NameUse
from dateline.copydesk.quotes.cues import AUXILIARY, DEED, SAY
from dateline.copydesk.quotes.tokens import Token
from dateline.copydesk.roles import BODIES, PAPERS, PEOPLE, is_role

PRONOUNS = listed("he she they it")
_DETERMINERS = listed(
    "the a an his her their its one another some several many most no this that these those two three four five both",
    "every other any few dozens hundreds our my all each",
)
_POSSESSIVES = listed("his her their its")
_ALONE = listed("one another some others many both several two three few another")
_PREPOSITIONS = listed("of for at in from with on to near by within inside outside representing against behind under")
_BETWEEN = listed("familiar close present involved briefed based living responsible working knowledge access privy")
_WALLS = listed(
    "and or but that which who whom whose when while where if as because although though after before until",
    "since than so nor yet whether what how why there is are was were be been being has have had do does did",
    "will would can could should may might must not he she they it we you i me him them us",
)
_LY_NOUNS = listed("family assembly ally rally supply bully monopoly anomaly reply fly july italy")
_OFFICES = listed(
    "office lawyer lawyers attorney attorneys spokesman spokeswoman spokesperson campaign team camp family"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` of a sentence that name a speaker; `head` is the noun, `name` the name if it is one.

    `kind`: name, pronoun, role (one person), people, body, paper. `owner`: whose office, lawyer, statement it is.
    """

    start: int
    end: int
    kind: str
    head: str
    text: str
    name: NameUse | None = None
    definite: bool = False
    owner: NameUse | str | None = None


Tokens = Sequence[Token]


def ending_before(tokens: Tokens, verb: int) -> Mention | None:
    """The phrase that is the subject of the verb at `verb`, by standing before it."""
    j = _skip_auxiliaries(tokens, verb - 1)
    if j < 0:
        return None
    if tokens[j].text == ",":
        return _before_apposition(tokens, j)
    if tokens[j].low in ("who", "which"):
        k = j - 1 if j and tokens[j - 1].text != "," else j - 2
        return ending_at(tokens, k) if k >= 0 else None
    return ending_at(tokens, j)


def _skip_auxiliaries(tokens: Tokens, j: int) -> int:
    while j >= 0:
        token = tokens[j]
        if token.name is None and (token.low in AUXILIARY or (token.low.endswith("ly") and token.low not in _LY_NOUNS)):
            j -= 1
            if (
                j >= 0
                and tokens[j].low in ("on", "late", "early", "earlier", "later")
                and tokens[j + 1].text.endswith("day")
            ):
                j -= 1
        elif token.text == ")" and any(tokens[k].text == "(" for k in range(max(0, j - 8), j)):
            j = max(k for k in range(max(0, j - 8), j) if tokens[k].text == "(") - 1
        else:
            break
    return j


def _before_apposition(tokens: Tokens, comma: int) -> Mention | None:
    """`Ana Ruiz, 34, a nurse from Tolo, said`; `the mayor, Ana Ruiz, said`."""
    right = ending_at(tokens, comma - 1) if comma else None
    begin = comma
    for _ in range(5):
        begin = next((k for k in range(begin - 1, max(-1, begin - 40), -1) if tokens[k].text == ","), -1)
        if begin < 0:
            return None
        if right is not None and right.kind == "name" and right.start == begin + 1 and right.end == comma:
            left = ending_at(tokens, begin - 1) if begin else None
            if left is not None and left.kind in ("role", "body", "people"):
                return replace(right, start=left.start)
            start = _noun_start(tokens, begin - 1) if begin else 0
            if tokens[start].low in _DETERMINERS and clause_opens(tokens, start):
                return replace(right, start=start)  # "his opposite number, Ana Ruiz,"
        if not _appositive(tokens, begin + 1):
            return None
        found = ending_at(tokens, begin - 1) if begin else None
        person = found is not None and found.name is not None and found.name.kind == "person"
        if found is not None and (person or clause_opens(tokens, found.start)):
            return found
    return None


def _appositive(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return (
        token.low in ("who", "whose", "which", "where", "himself", "herself", "aged", "speaking", "also", "now", "then")
        or token.low in _DETERMINERS
        or token.low in _PREPOSITIONS
        or token.text[0].isdigit()
        or any(is_role(near.stem) or near.stem in BODIES for near in tokens[at : at + 3])
        or token.low.endswith(("ing", "ed"))
        or token.name is not None
        or token.text[0].isupper()
        or token.low in ("former", "chief", "deputy", "senior", "head", "general")
    )


def clause_opens(tokens: Tokens, at: int) -> bool:
    """Whether a clause may begin at token `at`: a mark, a quote, a conjunction or nothing stands before it."""
    if at <= 0:
        return True
    before = tokens[at - 1]
    return before.quote is not None or before.mark or before.low in _WALLS


def ending_at(tokens: Tokens, j: int) -> Mention | None:
    """The widest speaker-like phrase whose last token is `j`."""
    if tokens[j].low in ("whom", "which"):
        return None
    found = _simple(tokens, j)
    start = found.start if found is not None else _noun_start(tokens, j)
    for _ in range(4):
        outer = _outer(tokens, start)
        if outer is None:
            break
        wide = _simple(tokens, outer)
        if wide is not None and wide.kind == "name" and tokens[start - 1].low in ("of", "from", "at"):
            found = replace(wide, end=j + 1)
        elif wide is not None and wide.kind in ("role", "people", "body", "paper"):
            found = replace(wide, end=j + 1, text=_text(tokens, wide.start, j + 1))
        start = wide.start if wide is not None else _noun_start(tokens, outer)
        if start > outer:
            break
    return found


def _outer(tokens: Tokens, start: int) -> int | None:
    """Where the phrase ends that a preposition before `start` hangs on: "a spokesman | for the ministry"."""
    k = start - 1
    if k < 1 or tokens[k].low not in _PREPOSITIONS or tokens[k].name is not None:
        return None
    k -= 1
    while k > 0 and tokens[k].low in _BETWEEN:
        k -= 1
        if tokens[k].low in _PREPOSITIONS:
            k -= 1  # "with knowledge of"
    return k if k >= 0 and not tokens[k].mark and tokens[k].quote is None else None


def _noun_start(tokens: Tokens, j: int) -> int:
    """Index of the first word of the plain phrase that ends at j."""
    k = j
    while k >= 0:
        token = tokens[k]
        if token.quote is not None or (token.mark and token.text not in ("-", "%", "&")):
            break
        if token.name is None:
            if token.low in _DETERMINERS:
                return k
            if token.low in _PREPOSITIONS or token.low in _WALLS or (token.low in SAY and k < j):
                break
        k -= 1
    return k + 1


def _simple(tokens: Tokens, j: int) -> Mention | None:
    """The phrase without "of …" behind it whose last token is j."""
    last = tokens[j]
    if last.quote is not None or last.mark:
        return None
    if last.name is not None:
        return _named(tokens, j, last.name)
    pronoun = last.low.partition("'")[0]  # "he'd said"
    if pronoun in PRONOUNS:
        return Mention(j, j + 1, "pronoun", pronoun, last.text)
    if last.low in _WALLS or last.low in _PREPOSITIONS:
        return None
    start = _noun_start(tokens, j)
    if start > j:
        return None
    if last.low in _ALONE and start == j:
        return Mention(j, j + 1, "people", last.low, last.text)
    kind = _kind(last.stem)
    if kind is None and tokens[start].low in ("the", "a", "an") and _person_like(last):
        kind = "role"
    if kind is None:
        return None
    return _described(tokens, start, j, kind)


def _described(tokens: Tokens, start: int, j: int, kind: str) -> Mention | None:
    first = tokens[start]
    owner: NameUse | str | None = first.low if first.low in _POSSESSIVES else None
    for token in tokens[start:j]:
        if token.name is not None and token.name.possessive and token.name.kind in ("person", ""):
            owner = token.name
    if kind == "role" and start == j:
        return None  # a bare "spokesman" is half of something that was not understood
    definite = first.low in ("the", "this", "that") or owner is not None
    return Mention(start, j + 1, kind, tokens[j].stem, _text(tokens, start, j + 1), definite=definite, owner=owner)


def _kind(head: str) -> str | None:
    if is_role(head):
        return "role"
    if head in PEOPLE:
        return "people"
    if head in BODIES or head in _OFFICES:
        return "body"
    return "paper" if head in PAPERS else None


def _person_like(token: Token) -> bool:
    """ "the 34-year-old", "the Democrat", "the Frenchman", "the Texan"."""
    low = token.low
    return low.endswith("-year-old") or (
        token.text[0].isupper() and (low.endswith(("man", "woman", "crat", "can", "an")))
    )


def _named(tokens: Tokens, j: int, use: NameUse) -> Mention | None:
    if use.possessive:
        return None
    start = j
    while start > 0:
        before = tokens[start - 1]
        role = bool(use.role) and use.role.find(before.text) >= 0 and before.end <= use.start
        owner = before.name is not None and before.name.possessive
        if not (role or owner or before.low in ("mr", "mrs", "ms", "dr") or gazetteer.country(before.text)):
            break
        start -= 1
    wide = _noun_start(tokens, j)
    if use.kind in ("person", "") and 0 < start - wide <= 5 and (use.role or tokens[wide].low in ("the", "a", "an")):
        start = wide  # "air traffic controller Akira Senda", "the diver Stefan Moser"
    article = start > 0 and tokens[start - 1].low in ("the", "a", "an")
    text = use.text
    if article and use.kind != "person":
        text = f"{tokens[start - 1].low} {_text(tokens, start, j + 1)}"
    start -= article
    return Mention(start, j + 1, "name", "", text, name=use, definite=True)


def beginning_after(tokens: Tokens, verb: int) -> Mention | None:
    """The phrase that is the subject of the verb at `verb`, by standing behind it: said Ana Ruiz, the mayor."""
    i = verb + 1
    while i < len(tokens) and tokens[i].low in AUXILIARY and tokens[i].name is None:
        i += 1
    stop = i
    while stop < len(tokens) and stop - i < 14:
        token = tokens[stop]
        if token.quote is not None or token.mark or (token.name is None and stop > i and token.low in _WALLS):
            break
        if token.name is None and (token.low in _PREPOSITIONS or token.low in DEED | SAY) and stop > i:
            break
        stop += 1
        use = token.name
        if use is not None and use.kind == "person" and not use.possessive:
            break
    while stop > i + 1 and tokens[stop - 1].low in _BETWEEN:
        stop -= 1
    if stop == i:
        return None
    found = _simple(tokens, stop - 1)
    if found is None or found.start > i + 1:
        return None
    if found.kind in ("role", "people") and stop < len(tokens):
        return _with_name_or_tail(tokens, found, stop)
    return found


def _with_name_or_tail(tokens: Tokens, found: Mention, stop: int) -> Mention:
    """`said the mayor, Ana Ruiz` is Ana Ruiz; `said a spokesman for the ministry` keeps its tail."""
    if tokens[stop].text == "," and stop + 1 < len(tokens) and found.kind == "role":
        use = tokens[stop + 1].name
        ends = stop + 2 >= len(tokens) or tokens[stop + 2].mark or tokens[stop + 2].low in ("who", "in", "at", "on")
        if use is not None and use.kind in ("person", "") and not use.possessive and ends:
            return Mention(found.start, stop + 2, "name", "", use.text, name=use, definite=True)
    if tokens[stop].low in ("of", "for", "at", "from", "with", "familiar", "close", "in"):
        end = stop + 1
        while end < len(tokens) and end - stop < 8 and not tokens[end].mark and tokens[end].quote is None:
            if tokens[end].name is None and tokens[end].low in _WALLS:
                break
            end += 1
        return replace(found, end=end, text=_text(tokens, found.start, end))
    return found


def _text(tokens: Tokens, start: int, end: int) -> str:
    words = []
    for token in tokens[start:end]:
        possessive = token.name is not None and token.name.possessive
        words.append(token.text + "’s" * possessive)
    return " ".join(words)
