"""What a number counts: the head of the noun phrase behind it, whose it is, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.copydesk import gazetteer
from dateline.copydesk.lexemes import Lexeme, bare
from dateline.copydesk.listed import listed

_PLURALS = listed(
    "people men women children police personnel staff crew aircraft sheep cattle fish dead injured wounded",
    "missing killed policemen servicemen fishermen mps teeth feet troops lives",
)
_NO_HEADS = listed(
    "stands rises falls remains times sides ways things parts halves thirds others is was has does this its",
    "his us as s news always perhaps less plus across besides towards afterwards cents officials' sorts kinds",
    "types steps upstairs downstairs overseas indoors outdoors forwards backwards",
)
_STOPS = listed(
    "of in on at to from for by with into near under over after before since until during about against",
    "between among through across and or but nor so that which who whom whose where when while as than then if",
    "because the a an this these those his her its their our my your he she it they we you i is are was were",
    "be been being am has have had do does did will would shall should may might can could must not never also",
    "only said says told later ago per each all both any no out up down off away back now still already there",
    "here what how why said did more",
)
_COMPOUNDS = {("service", "members"), ("police", "officers"), ("percentage", "points"), ("polling", "stations")}
_STATES = {
    **dict.fromkeys(("killed", "dead", "died", "deaths", "fatalities", "die", "perished", "drowned"), "killed"),
    **dict.fromkeys(("injured", "wounded", "hurt", "injuries"), "injured"),
    **dict.fromkeys(("missing", "unaccounted"), "missing"),
    **dict.fromkeys(("arrested", "detained"), "arrested"),
    **dict.fromkeys(("hospitalised", "hospitalized"), "hospitalised"),
    "evacuated": "evacuated",
    "displaced": "displaced",
    "rescued": "rescued",
}
_DOING = {
    **dict.fromkeys(("killed", "killing", "kills", "kill"), "killed"),
    **dict.fromkeys(("injured", "injuring", "injures", "wounded", "wounding", "wounds", "hurt", "hurting"), "injured"),
    **dict.fromkeys(("arrested", "arresting", "detained", "detaining"), "arrested"),
}
# What may stand between the people counted and what became of them: "people have been confirmed dead".
_BETWEEN = listed(
    "have has had been were was are is being be also now reported confirmed feared known to left as officially",
    "so far reportedly believed presumed remain remains still who others already lay listed",
)
# Nouns that say themselves what became of people.
_SELF_STATED = listed("deaths fatalities injuries arrests")
CASUALTIES = frozenset(("killed", "injured", "missing"))
_PEOPLE = listed("people persons person dead killed injured wounded missing deaths fatalities injuries lives others")
# Words for the same thing: figures of the same kind are compared with each other.
_SAME = {
    **dict.fromkeys(("soldiers", "service members", "servicemen", "personnel"), "troops"),
    **dict.fromkeys(("deaths", "fatalities", "dead", "lives"), "people killed"),
    "injuries": "people injured",
    "arrests": "people arrested",
    "houses": "homes",
    "percent": "per cent",
    "kph": "km/h",
}
_TYPO_LENGTH = 6
# None of these is another English word once a letter is lost, as "officers" is ("offices").
_KNOWN = listed(
    "troops people police deaths students pupils passengers residents buildings vehicles protesters",
    "firefighters civilians migrants children workers families hospitals schools arrests",
)
TIME_UNITS = listed(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades",
    "nights",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: lexemes [start, end); `unit` "service members" or "people killed", `actor` a country."""

    end: int
    unit: str
    actor: str | None = None
    based: str | None = None


def subject(unit: str | None) -> str:
    """The kind of thing that a unit counts: "service members" and "soldiers" are "troops"."""
    return _SAME.get(unit or "", unit or "")


def country(word: str) -> str | None:
    """The country that a word names or belongs to: "US", "American", "France's"."""
    name = bare(word) if word.islower() else word.removesuffix("'s").removesuffix("’s")
    if name in ("US", "U.S.", "USA", "U.S.A.", "American", "Americans", "States"):
        return "United States"
    if name in ("UK", "U.K.", "Britain", "British", "Kingdom"):
        return "United Kingdom"
    return gazetteer.country(name) or (name if gazetteer.is_country(name) else None)


def counted(lexemes: list[Lexeme], at: int) -> Counted | None:
    """The noun phrase whose first word stands there; None where no plural noun follows."""
    at += _skipped(lexemes, at)
    words: list[Lexeme] = []
    for lexeme in lexemes[at : at + 6]:
        if not lexeme.word or lexeme.low in _STOPS or lexeme.low.endswith("'s"):
            break
        words.append(lexeme)
    head = _head(words)
    if head is None:
        return None
    low = _spelt(words[head].low)
    pair = (words[head - 1].low, low) if head else ("", low)
    unit = " ".join(pair) if pair in _COMPOUNDS else low
    narrow = words[: head - (pair in _COMPOUNDS)]
    actor = next((found for lexeme in narrow if lexeme.capital and (found := country(lexeme.text))), None)
    based = next((lexeme.text[:-6] for lexeme in narrow if lexeme.low.endswith("-based")), None)
    return Counted(at + head + 1, unit, actor, based)


def _skipped(lexemes: list[Lexeme], at: int) -> int:
    low = lexemes[at].low if at < len(lexemes) else ""
    return 1 if low in ("other", "more", "additional", "extra") and at + 1 < len(lexemes) else 0


def _head(words: list[Lexeme]) -> int | None:
    """Index of the noun: the last of the first run of plurals. A plural with a capital is a name, but for "MPs"."""
    head = next((i for i, lexeme in enumerate(words) if _plural(lexeme)), None)
    while head is not None and head + 1 < len(words) and _plural(words[head + 1]):
        if words[head + 1].low in _STATES:
            break
        head += 1
    return head


def _plural(lexeme: Lexeme) -> bool:
    low = lexeme.low
    if low in _NO_HEADS:
        return False
    if lexeme.capital:
        initials = len(low) > 2 and lexeme.text[:-1].isupper() and lexeme.text.endswith("s")
        return initials or (low.endswith("ns") and gazetteer.country(lexeme.text[:-1]) is not None)
    return low in _PLURALS or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")))


def _spelt(low: str) -> str:
    """A long known unit with one letter lost, as in a slip of the hand, is that unit; anything else is itself."""
    return low if low in _KNOWN or len(low) < _TYPO_LENGTH - 1 else _LOST_LETTER.get(low, low)


_LOST_LETTER = {
    word[:i] + word[i + 1 :]: word for word in sorted(_KNOWN) if len(word) >= _TYPO_LENGTH for i in range(len(word) - 1)
}


def outcome(lexemes: list[Lexeme], start: int, noun: Counted) -> str:
    """The unit with what became of the counted: "people killed", "firefighters injured"; the bare unit elsewhere."""
    if noun.unit in _SELF_STATED:
        return noun.unit
    inside = (_STATES[lexeme.low] for lexeme in lexemes[start : noun.end - 1] if lexeme.low in _STATES)
    state = _STATES.get(noun.unit) or next(inside, None) or done_by(lexemes, start) or done_to(lexemes, noun.end)
    if state is None:
        return noun.unit
    return f"{'people' if noun.unit in _PEOPLE else noun.unit} {state}"


def done_by(lexemes: list[Lexeme], start: int) -> str | None:
    """What the verb before a number did to those counted: `killing 12 people`, but not `were killed 12 days later`."""
    low = lexemes[start - 1].low if start else ""
    passive = start > 1 and lexemes[start - 2].low in ("was", "were", "been", "be", "being")
    return None if passive else _DOING.get(low)


def done_to(lexemes: list[Lexeme], at: int) -> str | None:
    """What became of those counted just before: `have been killed`, `were injured`, `dead`."""
    for lexeme in lexemes[at : at + 7]:
        if lexeme.low in _STATES:
            return _STATES[lexeme.low]
        if lexeme.low not in _BETWEEN:
            return None
    return None
