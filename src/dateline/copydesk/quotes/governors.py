"""Which verb governs a quoted passage, and who is its subject."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.copydesk.listed import listed
from dateline.copydesk.quotes.cues import DEED, HEARER, INVERTED, NOUNLIKE, PARTICIPLES, SAY
from dateline.copydesk.quotes.phrases import Mention, Tokens, beginning_after, clause_opens, ending_at, ending_before

# Base forms: verbs only behind "to", an auxiliary or a modal.
_BASE = listed(
    "say tell add ask write call describe warn insist argue claim declare announce explain condemn denounce criticise",
    "criticize praise accuse express voice cite admit acknowledge confirm deny suggest promise vow pledge note recall",
    "label brand dub repeat reply respond answer urge demand complain predict state testify confess conclude",
)
_LOOSE = listed(
    "spoke spoken speaks speaking gave given used uses using saw sees wants wanted expects expected hoped hopes",
    "found felt pushed pointed points offered offering issued shared sharing raised raises viewed views wished",
    "wishes discussed considered considers thought thinks believes believed feels read reads reading reported",
    "reports revealed posted proposed requested ordered cast painted portrayed regards regarded ruled estimated",
)
_BE = listed("is are was were be been being 's")
_FINITE = listed(
    "has have had is are was were will would could did does may might must can should went came gave took made",
    "met held left won lost saw told said spoke wrote stood sat began rose fell ran became kept put set led hit",
    "sent spent built thought felt found brought bought paid drew flew grew knew threw broke chose drove ate",
    "got heard laid meant read sought taught understood wore swore struck shook rang sang sank slept woke hung",
    "hurt let quit shut split spread",
)
_TITLED = listed(
    "book memoir album novel film movie song single play poem show series programme program documentary essay",
    "column article painting magazine musical podcast game app ship vessel operation codenamed nicknamed titled",
    "entitled named dubbed so-called term word words phrase hashtag slogan motto acronym nickname known sign",
    "signs banner placard shirt t-shirt shirts hat cap chapter episode exhibition mission headline headlined",
    "captioned labelled marked reading",
)
# What a colon can hand over: "Her message to voters: …".
_WORDS = listed(
    "message answer response advice verdict words reaction explanation comment reply warning promise conclusion",
)


@dataclass(frozen=True, slots=True)
class Governor:
    """`verb` is the token's index, -1 where a colon or "according to" does the work of one."""

    verb: int
    cue: str
    subject: Mention


def governor(tokens: Tokens, q: int, direct: bool) -> Governor | None:
    """Who says the passage at token q. `direct`: it is a sentence of its own rather than a fragment of another's."""
    orders = (_behind, _before) if direct and not _introduced(tokens, q) else (_before, _behind)
    for find in orders:
        found = find(tokens, q)
        if found is not None:
            return found
    return None


def titled(tokens: Tokens, q: int) -> bool:
    """Whether the marks only name something: the film “…”, a group called “…”, so-called “…”."""
    k = q - 1
    while k >= 0 and tokens[k].text in (",", "the", "a", "an"):
        k -= 1
    if k < 0:
        return False
    low = tokens[k].low
    reflexive = low.endswith(("self", "selves")) and k > 0 and tokens[k - 1].low.startswith("call")
    if low in _TITLED or reflexive:
        return True
    if low == "as" and k and tokens[k - 1].low in ("known", "billed", "listed", "classified"):
        return True
    return (
        low == "called"
        and k > 0
        and tokens[k - 1].low not in ("he", "she", "they", "also", "has", "had", "it", "have")
        and (ending_at(tokens, k - 1) is None or tokens[k - 1].low in _BE)
    )


def _introduced(tokens: Tokens, q: int) -> bool:
    """Whether the words right before the passage hand over to it: said: “…”, added that “…”."""
    k = q - 1
    if k >= 0 and tokens[k].text in (",", ":"):
        k -= 1
    return k >= 0 and (tokens[q - 1].text == ":" or tokens[k].low in SAY or tokens[k].low == "that")


def _behind(tokens: Tokens, q: int) -> Governor | None:
    """“…,” said Ruiz. · “…,” Ruiz, the mayor, said. · “…” on the crisis, Ruiz said in an interview."""
    i = q + 1
    while i < len(tokens) and (tokens[i].text in ",–—-…" and tokens[i].quote is None):
        i += 1
    if i >= len(tokens):
        return None
    if tokens[i].low == "according" and i + 1 < len(tokens) and tokens[i + 1].low == "to":
        subject = beginning_after(tokens, i + 1)
        return Governor(-1, "according to", subject) if subject else None
    spoken = INVERTED if tokens[q].text[-1] not in ",!?" else SAY - PARTICIPLES
    if tokens[i].name is None and tokens[i].low in spoken and not _participial(tokens, i):
        subject = beginning_after(tokens, i)
        if subject is not None and subject.head not in ("it", "they"):
            return Governor(i, tokens[i].low, subject)
    found = _clause(tokens, i) or _any_verb(tokens, q, i)
    if found is not None:
        return found
    for c in range(i, min(len(tokens) - 2, i + 40)):
        if tokens[c].quote is not None:
            return None
        if tokens[c].text == "," and (found := _clause(tokens, c + 1)) is not None and tokens[found.verb].low in SAY:
            return found if _trails(tokens, found.verb) else None
        if tokens[c].text == "," and tokens[c + 1].low == "according" and tokens[c + 2].low == "to":
            subject = beginning_after(tokens, c + 2)
            return Governor(-1, "according to", subject) if subject else None
    return None


def _any_verb(tokens: Tokens, q: int, i: int) -> Governor | None:
    """`“Brush your teeth,” Achterberg radioed.`: behind a quote's comma whatever a name did is how it was said."""
    if tokens[q].text[-1] not in ",!?" or tokens[i].quote is not None:
        return None
    for v in range(i + 1, min(len(tokens), i + 6)):
        token = tokens[v]
        if token.mark or token.quote is not None:
            return None
        if token.name is None and token.low.endswith("ed") and not token.text[0].isupper():
            subject = ending_before(tokens, v)
            person = subject is not None and (
                subject.kind == "pronoun" or (subject.name and subject.name.kind == "person")
            )
            return Governor(v, token.low, subject) if subject is not None and person and subject.start <= i else None
    return None


def _participial(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].low in ("by", "to", "in", "on", "at", "for")


def _trails(tokens: Tokens, verb: int) -> bool:
    """Whether the clause ends with the verb and where, when or to whom: it takes what stood before as its words."""
    if verb + 1 >= len(tokens):
        return True
    after = tokens[verb + 1]
    if after.quote is not None or after.low in ("that", "he", "she", "they", "it", "the", "there", "a", "his", "her"):
        return after.low in ("the", "a", "his", "her") and tokens[verb].low in HEARER
    return True


def _clause(tokens: Tokens, i: int) -> Governor | None:
    """A subject that begins at token i, with a verb of speaking."""
    for v in range(i + 1, min(len(tokens), i + 45)):
        token = tokens[v]
        if token.quote is not None:
            return None
        if token.name is not None or token.mark:
            continue
        if token.low in SAY | DEED and token.low not in PARTICIPLES and not _noun(tokens, v):
            subject = ending_before(tokens, v)
            if subject is None:
                continue
            lead = subject.start - i
            if lead <= 0 or all(tokens[k].low in ("but", "and", "as", "so") for k in range(i, subject.start)):
                return Governor(v, token.low, subject)
            return None
        if token.low == "put" and v + 1 < len(tokens) and tokens[v + 1].low == "it":
            subject = ending_before(tokens, v)
            return Governor(v, "put it", subject) if subject else None
    return None


def _before(tokens: Tokens, q: int) -> Governor | None:
    """Ruiz said “…” · Ruiz said the plan was “…” · Ruiz welcomed it, calling it “…”."""
    for v in range(q - 1, -1, -1):
        token = tokens[v]
        if token.text == ";":
            break
        if token.name is not None or token.mark or token.quote is not None:
            continue
        if token.low == "according" and v + 1 < q and tokens[v + 1].low == "to":
            subject = beginning_after(tokens, v + 1)
            return Governor(-1, "according to", subject) if subject else None
        if token.low == "put" and tokens[v + 1].low == "it" and (subject := ending_before(tokens, v)):
            return Governor(v, "put it", subject)
        base = token.low in _BASE and v > 0 and _bare_form(tokens, v)
        if not base and (token.low not in SAY | DEED or not _reaches(tokens, v, q)):
            continue
        if v > 0 and tokens[v - 1].quote is not None and token.low in INVERTED:
            between = beginning_after(tokens, v)  # “…,” said Ruiz, a nurse, “…”
            if between is not None:
                return Governor(v, token.low, between)
        if _passive(tokens, v):
            return _agent(tokens, v, q)
        subject = _subject(tokens, v, base)
        if subject is not None:
            return Governor(v, token.low, subject)
    return _colon(tokens, q)


def _reaches(tokens: Tokens, v: int, q: int) -> bool:
    """Whether a verb that often means something else stands close enough to the passage to mean this."""
    low = tokens[v].low
    gap = q - v - 1
    if _noun(tokens, v):
        return False
    if low in _LOOSE:
        return gap <= 5 and not any(token.text == "," for token in tokens[v + 2 : q])
    return low in SAY or gap <= 16


def _noun(tokens: Tokens, v: int) -> bool:
    """Whether a word that is spelt like a noun stands where one does: behind "the", an adjective, a possessive."""
    if tokens[v].low not in NOUNLIKE or v == 0:
        return False
    before = tokens[v - 1]
    if before.name is not None:
        return before.name.possessive
    return before.low in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "of",
        "to",
        "no",
        "any",
        "some",
        "such",
        "these",
        "in",
    )


def _bare_form(tokens: Tokens, v: int) -> bool:
    k = v - 1
    while k > 0 and tokens[k].low.endswith("ly"):
        k -= 1
    return tokens[k].low in (
        "to",
        "would",
        "will",
        "did",
        "not",
        "could",
        "can",
        "should",
        "might",
        "may",
        "must",
        "and",
        "also",
    )


def _passive(tokens: Tokens, v: int) -> bool:
    k = v - 1
    while k >= 0 and (tokens[k].low.endswith("ly") or tokens[k].low in ("also", "not", "then", "widely", "once")):
        k -= 1
    low = tokens[v].low
    return k >= 0 and tokens[k].low in _BE and low not in PARTICIPLES and low not in ("says", "tells")


def _agent(tokens: Tokens, v: int, q: int) -> Governor | None:
    """The one by whom, where a passive names one: was described by Ruiz as “…”, was called “…” by Ruiz."""
    for k in (*range(v + 1, q), *range(q + 1, min(len(tokens), q + 3))):
        if tokens[k].low == "by" and (subject := beginning_after(tokens, k)):
            return Governor(v, tokens[v].low, subject)
    return None


def _subject(tokens: Tokens, v: int, base: bool) -> Mention | None:
    if tokens[v].low == "saying" and v > 1 and tokens[v - 1].low == "as" and tokens[v - 2].low in ("quoted", "cited"):
        return ending_before(tokens, v - 2)
    before = v - 1
    while before >= 0 and tokens[before].low in ("only", "also", "then", "later", "simply", "not", "even", "again"):
        before -= 1
    participle = tokens[v].low in PARTICIPLES and not (before >= 0 and tokens[before].low in _BE)
    if participle or base:
        if base and before >= 0 and tokens[before].low != "to" and (near := ending_before(tokens, v)):
            return near
        return _of_sentence(tokens, v)
    if before >= 0 and (tokens[before].low in ("and", "but", "or", "then") or tokens[before].text == ","):
        near = ending_before(tokens, v) if tokens[before].text == "," else None
        return near or _of_sentence(tokens, before)
    return ending_before(tokens, v)


def _of_sentence(tokens: Tokens, v: int) -> Mention | None:
    """The nearest subject to the left that opens a clause, for a verb that shares it."""
    for i in range(v - 1, 0, -1):
        token = tokens[i]
        if token.name is not None or token.mark or token.quote is not None:
            continue
        if token.low in PARTICIPLES or _noun(tokens, i):
            continue
        finite = token.low in _FINITE or token.low in SAY | DEED or (token.low.endswith("ed") and len(token.low) > 3)
        if not finite:
            continue
        if tokens[i - 1].quote is not None and token.low in INVERTED | SAY and (subject := beginning_after(tokens, i)):
            return subject
        subject = ending_before(tokens, i)
        if (
            subject is not None
            and clause_opens(tokens, subject.start)
            and tokens[subject.start - 1].low not in ("who", "which")
        ):
            return subject
    return None


def _colon(tokens: Tokens, q: int) -> Governor | None:
    """`Ruiz: “…”` and `Her message to voters: “…”`."""
    if q < 2 or tokens[q - 1].text != ":":
        return None
    subject = ending_at(tokens, q - 2)
    if subject is not None and subject.kind == "name" and subject.start == 0:
        return Governor(-1, ":", subject)
    acting = _of_sentence(tokens, q - 1)
    if acting is not None and acting.name is not None and acting.name.kind == "person":
        return Governor(-1, ":", acting)
    if not any(token.low in _WORDS for token in tokens[1:4]):
        return None
    first = tokens[0]
    if first.name is not None and first.name.possessive and first.name.kind == "person":
        return Governor(-1, ":", Mention(0, 1, "name", "", first.text, name=first.name, definite=True))
    if first.low in ("his", "her"):
        pronoun = "he" if first.low == "his" else "she"
        return Governor(-1, ":", Mention(0, 1, "pronoun", pronoun, first.text))
    return None
