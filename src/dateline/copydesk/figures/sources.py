"""Who gives a figure, and how sure that makes it. English.

Status: `unnamed` (nobody can be held to it), `claimed` (by a party to the matter), `official` (a body or its people),
`attributed` (somebody else, by name); None where no source stands. A sentence without a source of its own goes on with
the one before it in the paragraph; the third such sentence speaks for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.copydesk import gazetteer, roles
from dateline.copydesk.figures.units import country
from dateline.copydesk.lexemes import Lexeme, bare
from dateline.copydesk.listed import listed

_SPEECH = listed(
    "said says say announced confirmed reported added stated estimated warned insisted declared reports",
    "confirms announces estimates according claimed claims claim alleged alleges told tells revealed disclosed",
    "put puts",
)
# Whatever is the subject of these has spoken.
_ALWAYS = listed("said says")
_CLAIMS = listed("claimed claims claim alleged alleges")
_AUX = listed("has have had also later earlier already now then again on initially since")
_RIVALS = listed("rebels militants separatists insurgents guerrillas hackers activists gunmen militia")
_PRONOUNS = listed("it he she they this which who that")
_AUTHORITIES = listed("police authorities officials prosecutors firefighters organisers organizers rescuers hospitals")
_HIDDEN = listed("source sources insider insiders")
_HIDDEN_ONE = listed("official diplomat aide officer person executive")
_LINKS = listed("of with for from in at on and close familiar briefed near to by")
_DETERMINERS = listed("the a an this that these those all many some most")
_CONJUNCTIONS = listed("that and but or nor so when where while if whether because as")
_REACH = 12
_GOES_ON = 2


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name the source, and the status that it gives."""

    name: str
    status: str
    left: int = _GOES_ON  # sentences without a source of their own that still go on with this one


def of(lexemes: list[Lexeme], before: Source | None) -> Source | None:
    """The source of a sentence's figures; `before` is the sentence's before it in the same paragraph."""
    for at, lexeme in enumerate(lexemes):
        if lexeme.low not in _SPEECH or (lexeme.low == "told" and _low(lexemes, at + 1) == "to"):
            continue  # "240 people told to leave" said nothing
        if lexeme.low == "according":
            words = _behind(lexemes, at + 2) if at + 1 < len(lexemes) and lexemes[at + 1].low == "to" else []
        else:
            words = _ahead(lexemes, at) or _with_apposition(lexemes, at)
            words = words or (_behind(lexemes, at + 1) if _turned(lexemes, at) else [])
        if words and words[0].low in _PRONOUNS and len(words) == 1:
            return replace(before, left=_GOES_ON) if before else Source(words[0].text, "attributed")
        if words and (_can_speak(words) or lexeme.low in _ALWAYS):
            return Source(_text(words), _status(words, lexeme.low))
    return replace(before, left=before.left - 1) if before is not None and before.left else None


def _text(words: list[Lexeme]) -> str:
    """The words as they were written, but for what stood between two parts of them."""
    told = words[0].text
    for one, two in pairwise(words):
        told += two.text if one.end == two.start else f" {two.text}"
    return told


def _ahead(lexemes: list[Lexeme], at: int) -> list[Lexeme]:
    """The subject in front of a verb: back to the last comma or quotation mark, without auxiliaries."""
    end = at
    while end > 0 and lexemes[end - 1].low in _AUX:
        end -= 1
    begin = end
    while begin > 0 and end - begin < _REACH and (lexemes[begin - 1].word or lexemes[begin - 1].text in "'’-."):
        begin -= 1
    if end - begin >= _REACH or (end - begin == 1 and lexemes[begin].low in _CONJUNCTIONS):
        return []
    for i in range(end - 1, begin, -1):
        if lexemes[i].low in ("the", "a", "an") and lexemes[i - 1].low not in _LINKS:
            return lexemes[i:end]
    return lexemes[begin:end]


def _with_apposition(lexemes: list[Lexeme], at: int) -> list[Lexeme]:
    """The subject that two commas part from its verb, with what they enclose: "The mayor, Lena Brandvold, said"."""
    if at < 4 or lexemes[at - 1].text != ",":
        return []
    first = next((i for i in range(at - 2, max(0, at - 2 - _REACH), -1) if lexemes[i].text == ","), 0)
    begin = first
    while begin > 0 and first - begin < _REACH and lexemes[begin - 1].word:
        begin -= 1
    subject, beside = lexemes[begin:first], lexemes[first + 1 : at - 1]
    # Somebody's name is on one side, what he or she is on the other.
    if begin or not subject or not beside or not any(_can_speak(words) for words in (subject, beside)):
        return []
    return [*subject, *beside]


def _turned(lexemes: list[Lexeme], at: int) -> bool:
    """Whether the verb follows a comma or a quotation mark, so that its subject stands behind it."""
    return at > 0 and not lexemes[at - 1].word


def _behind(lexemes: list[Lexeme], at: int) -> list[Lexeme]:
    end = at
    while end < len(lexemes) and end - at < _REACH and lexemes[end].word:
        end += 1
    return [] if _low(lexemes, at) in _CONJUNCTIONS else lexemes[at:end]


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if at < len(lexemes) else ""


def _can_speak(words: list[Lexeme]) -> bool:
    """Whether the head of the phrase, in front of its first preposition, is a name or one who speaks."""
    end = next((i for i, word in enumerate(words) if i and word.low in _LINKS), len(words))
    head = words[end - 1]
    return _speaks(head.low) or (head.capital and head.low not in _DETERMINERS)


def _speaks(low: str) -> bool:
    low = bare(low)
    return low in _HIDDEN or low in _AUTHORITIES or low in roles.BODIES or low in roles.PEOPLE or roles.is_role(low)


def _status(words: list[Lexeme], verb: str) -> str:
    lows = [bare(word.low) for word in words]
    if any(low in _HIDDEN for low in lows) or (lows[0] in ("a", "an", "one") and lows[-1] in _HIDDEN_ONE):
        return "unnamed"
    if verb in _CLAIMS or any(low in _RIVALS for low in lows):
        return "claimed"
    name = " ".join(word.text for word in words if word.low != "the")
    known = gazetteer.kind(name) or country(name)
    body = any(
        low in roles.BODIES or low in _AUTHORITIES or (roles.is_role(low) and low not in roles.HONORIFICS)
        for low in lows
    )
    return "official" if known or body else "attributed"
