"""Which side of now a time expression lies on, from the verbs of its sentence. English.

The nearest verb before it decides ("said Monday that they will meet Thursday"), the one directly behind it when it
stands between subject and verb ("The mayor on Tuesday suggested"), the first one behind it when it opens the sentence.
"""

from __future__ import annotations

from dateline.copydesk.lexemes import Lexeme
from dateline.copydesk.listed import listed
from dateline.copydesk.times.calendar import WEEKDAYS, Direction

# How many lexemes away a verb may stand: keeps the whole linear, and a verb further off is another clause's.
_REACH = 24

_AHEAD = listed(
    "will won't shall would may might must should scheduled due slated expected planned plans plan planning",
    "hopes hope intends intend aims aim wants want vows pledges promises prepares preparing upcoming deadline",
    "tomorrow awaits next expect expects begins starts opens meets ends expires arrives leaves returns faces",
    "resumes closes votes plays hosts travels visits concludes departs convenes joins heads kicks awaiting",
    "await face looming",
)
_BEHIND = listed(
    "had has have was were did said told met began took held went came made gave got saw left found won lost",
    "fell rose broke struck spoke wrote sent shot kept paid sold bought brought led felt stood became knew",
    "thought grew drew flew ran sat swore drove died built caught dealt fought heard hung laid lay sank sought",
    "shook slid spent stole swept threw withdrew woke wore chose ate fled froze gone been done taken given",
    "seen shown known fallen risen says blew bore beat sang ago",
)
# Words that end as past forms do and are none.
_NO_PAST = listed(
    "need indeed speed feed seed breed exceed proceed succeed embed bleed greed weed deed reed hundred bed red",
    "shed kindred sacred naked wicked rugged crooked unprecedented armed united",
)
# After these, an infinitive tells what happened ("failed to show up Monday"), not what is to come.
_DONE = listed(
    "declined sought moved opted attempted proceeded chose failed began begun continued managed forced used",
    "refused helped gathered rushed seemed appeared happened proved came went returned tended struggled able",
    "unable thousands hundreds",
)
# Nouns that follow a "to" of direction, where another word would be an infinitive.
_GOALS = listed(
    "parliament hospital prison court power war office jail school safety shore land date death life police",
    "press media congress lawmakers reporters troops back this that their his her its our your my a an the all",
    "some about around nearly almost over at which whom him them us me it these those each one two three four",
    "five six eight ten and",
)
# Plain forms that are verbs behind a plural ("Polls open Tuesday") and mostly nouns elsewhere.
_PLAIN = listed(
    "open close begin start resume meet arrive return end leave expire hold vote travel face visit conclude go"
)
_NO_PLURALS = listed("is was has his its this as us yes less does plus")
_FUTURE_LEADS = listed("until till")
_PAST_LEADS = listed("since")
_OPEN_LEADS = listed("by before through from starting beginning effective for due")
# What is arranged when it "is going on": other verbs in that form tell of the present ("is investigating a fire").
_ARRANGED = listed(
    "going meeting holding travelling traveling visiting leaving returning arriving starting beginning opening",
    "playing hosting facing flying heading expecting planning preparing appearing voting launching speaking",
    "moving closing",
)
_LINKING = listed("be stay remain get become keep")
_CLOCK = listed("on a.m. p.m. am pm : o'clock")
_BREAKS = frozenset(";:—–?!")


def direction(lexemes: list[Lexeme], start: int, end: int) -> Direction:
    """The side for the expression of lexemes [start, end); `open` when the sentence does not tell."""
    lead = _lead(lexemes, start)
    if lead in _FUTURE_LEADS:
        return "future"
    if lead in _PAST_LEADS:
        return "past"
    behind = _mark(lexemes, end) if end < len(lexemes) else None
    if lexemes[end - 1].low.endswith("'s"):
        return _owned(lexemes, start, end)
    if start == 0 and end < len(lexemes) and lexemes[end].low in ("is", "marks", "brings", "sees"):
        return "future"
    before = _before(lexemes, start)
    if behind and (before is None or start - before[1] > 2):
        return behind
    if before:
        return before[0]
    if lead in _OPEN_LEADS:
        return "future"
    return _behind(lexemes, end)


def _lead(lexemes: list[Lexeme], start: int) -> str:
    """The word in front, an "on" and a time of day left out: `until 6am on Friday`."""
    while start and (lexemes[start - 1].low in _CLOCK or lexemes[start - 1].text[0].isdigit()):
        start -= 1
    return lexemes[start - 1].low if start else ""


def _owned(lexemes: list[Lexeme], start: int, end: int) -> Direction:
    """`Tuesday's vote`: the verb behind tells of it ("said Tuesday's vote would go ahead"), the one before seldom."""
    leads = [lexeme.low for lexeme in lexemes[max(0, start - 2) : start]]
    if leads[-1:] in (["after"], ["following"]):
        return "past"
    if leads[-1:] == ["before"] or leads == ["ahead", "of"]:
        return "future"
    before = _before(lexemes, start)
    if before and before[0] == "past" and start - before[1] > 1:
        return "past"
    side = _behind(lexemes, end)
    return before[0] if before and side == "open" else side


def _before(lexemes: list[Lexeme], start: int) -> tuple[Direction, int] | None:
    for i in range(start - 1, max(-1, start - _REACH), -1):
        if lexemes[i].text in _BREAKS:
            return None
        if mark := _mark(lexemes, i):
            return ("past" if _had_been(lexemes, i) else mark), i
    return None


def _had_been(lexemes: list[Lexeme], i: int) -> bool:
    """`had been due to end Wednesday`: a plan that is over."""
    lows = [lexeme.low for lexeme in lexemes[max(0, i - 4) : i]]
    return "had" in lows and "been" in lows


def _behind(lexemes: list[Lexeme], end: int) -> Direction:
    for i in range(end, min(len(lexemes), end + _REACH)):
        if lexemes[i].text in _BREAKS:
            break
        if mark := _mark(lexemes, i):
            return mark
    return "open"


def _mark(lexemes: list[Lexeme], i: int) -> Direction | None:
    """What the word itself says: a verb of the past, of the future, or no verb that tells."""
    low = lexemes[i].low
    if low == "to":
        return _infinitive(lexemes, i)
    if low in _AHEAD:
        return None if low in ("may", "march") and lexemes[i].capital else "future"
    if low.endswith("'ll"):
        return "future"
    if low in ("could", "can"):
        return None if i + 1 < len(lexemes) and lexemes[i + 1].low == "not" else "future"
    if low in ("warned", "warns", "warn") and i + 1 < len(lexemes) and lexemes[i + 1].low == "of":
        return "future"
    if low in _PLAIN:
        return "future" if i and _plural(lexemes[i - 1].low) else None
    if low == "set":
        return "future" if i + 1 < len(lexemes) and lexemes[i + 1].low in ("to", "for") else "past"
    if low in ("is", "are"):
        there = i > 0 and lexemes[i - 1].low == "there"
        return "future" if there or (i + 1 < len(lexemes) and _ahead_after_be(lexemes[i + 1].low)) else None
    regular = low.endswith("ed") and len(low) > 3 and low not in _NO_PAST and (not lexemes[i].capital or i == 0)
    if regular or low in _BEHIND:
        return "future" if _has_to(lexemes, i) or _to_be(lexemes, i) else "past"
    return None


def _ahead_after_be(low: str) -> bool:
    return low in ("to", "due", "set", "on") or low in WEEKDAYS or low in _ARRANGED


def _has_to(lexemes: list[Lexeme], i: int) -> bool:
    return lexemes[i].low in ("has", "have") and i + 1 < len(lexemes) and lexemes[i + 1].low == "to"


def _to_be(lexemes: list[Lexeme], i: int) -> bool:
    """`will be held`, `to be taken`: ahead, although the participle is a past form."""
    return (
        i > 1
        and lexemes[i - 1].low in _LINKING
        and (lexemes[i - 2].low in _AHEAD or lexemes[i - 2].low in ("to", "could", "can"))
    )


def _plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "'s")) and low not in _NO_PLURALS


def _infinitive(lexemes: list[Lexeme], i: int) -> Direction | None:
    if i + 1 >= len(lexemes):
        return None
    verb = lexemes[i + 1]
    plural = verb.low.endswith("s") and not verb.low.endswith(("ss", "cus"))
    if not verb.word or verb.capital or plural or verb.low in _GOALS or verb.low.endswith(("ing", "'s")):
        return None
    if any(lexemes[j].low in _DONE or lexemes[j].low == "according" for j in range(max(0, i - 4), i)):
        return None
    return "future"
