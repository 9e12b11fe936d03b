"""What lies ahead, as a post says it: planned ("will travel", "is due to"), possible ("may", "not ruling out"), or
conditional ("would be activated, if"). A clause makes a plan where it has a time ahead or a verb of doing; English.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.copydesk.lexemes import Lexeme, read
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Line, Plan, PostText, Time
from dateline.copydesk.times.calendar import anchor, week
from dateline.copydesk.within import within

_WILL = listed("will shall he'll she'll we'll they'll it'll i'll you'll")
_MAY = listed("may might could")
_SET = listed("due scheduled set slated planned expected supposed")
_PLANNING = listed("plans intends aims expects hopes vows pledges promises")
_BE = listed("is are was were be been")
# Cues only beside a time ahead: the present of an arrangement, and what is awaited.
_ARRANGED = listed(
    "starts begins opens meets resumes votes arrives returns ends closes takes comes goes expires visits",
    "travels plays expects expect expected awaits concludes reconvenes departs launches leaves follows",
    "forecast sits stays",
)
_TOLD = (" announced", " said", " revealed", " published", " unveiled", " outlined", " agreed", " reported")
_AHEAD_NOUNS = listed("upcoming forthcoming")
_DEEDS = listed(
    "travel visit meet speak deploy send hold move go vote start begin arrive close open resume appear publish",
    "launch leave address sign hear rule sentence play return host face announce release receive present",
    "discuss deliver fly march strike walk take join stay reopen extend end expire step run attend brief",
    "give introduce cut raise lower debate decide reconvene testify land dock sail head call summon convene",
    "evacuate restore build ban impose lift withdraw activated deployed sent held moved published released",
    "announced opened closed lowered raised extended restored reopened cancelled postponed lifted imposed",
    "introduced sworn buried flown taken brought questioned charged",
)
_ASKING = listed("asked invited summoned ordered called told instructed subpoenaed urged")
_ADVERBS = listed("not also now soon shortly then still likely probably already be to again only have later finally")
_OPENS = listed("that which who where when while as because so and but whether if said says after before")
_ENDS = listed("but while which who adding saying according although because although said says when")
_PRONOUNS = listed("he she they it who which we i this that")
_QUOTES = frozenset('"“”«»')
_CLAUSE = 36
_LEAD = 24
_STOP_WORDS = listed(
    "the a an of to in on at for and or will would is are be was were has have had it its his her their he she",
    "they with by from that this who which said says also after before as not but may might could been due set",
)
# Two plans are one when they share this part of the shorter one's words.
_SAME = 0.6
_NEWEST = 24  # plans looked at for one word


def extract(post: PostText, times: Sequence[Time]) -> tuple[Plan, ...]:
    """The plans of headline and paragraphs, in order, each once. `times`: the post's own. Linear."""
    if post.language.partition("-")[0].lower() != "en":
        return ()
    found: list[Plan] = []
    for line in (post.headline, *post.paragraphs):
        if line is not None:
            for piece, lexemes in read(line):
                found.extend(_plans(post, piece, lexemes, times, line is post.headline))
    return merge(found)


def merge(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """The same plan told in several clauses or posts, once: its first words, its first time, all its posts."""
    kept: list[Plan] = []
    held: list[frozenset[str]] = []
    by_word: dict[str, list[int]] = {}
    for plan in plans:
        words = _content(plan.what)
        near = {i for word in words for i in by_word.get(word, ())[-_NEWEST:]}
        same = next((i for i in sorted(near) if _same(plan, words, kept[i], held[i])), None)
        if same is None:
            for word in words:
                by_word.setdefault(word, []).append(len(kept))
            kept.append(plan)
            held.append(words)
        else:
            posts = tuple(dict.fromkeys((*kept[same].posts, *plan.posts)))
            kept[same] = replace(kept[same], when=kept[same].when or plan.when, posts=posts)
    return tuple(kept)


def _content(what: str) -> frozenset[str]:
    return frozenset(word for word in what.lower().replace("’", "'").split() if word.strip(".,'\"") not in _STOP_WORDS)


def _same(plan: Plan, words: frozenset[str], other: Plan, held: frozenset[str]) -> bool:
    if plan.when and other.when and plan.when != other.when:
        return False
    return len(words & held) >= max(2, _SAME * min(len(words), len(held)))


def _plans(post: PostText, piece: Line, lexemes: list[Lexeme], times: Sequence[Time], is_headline: bool) -> list[Plan]:
    found: list[Plan] = []
    until, marks = 0, 0
    for at in range(len(lexemes)):
        marks += lexemes[at].text in _QUOTES
        if at < until:
            continue
        status = _cue(lexemes, at) or ("planned" if is_headline and _is_headlined(lexemes, at) else None)
        asked = status is None and _is_asked(lexemes, at)
        arranged = status is None and (asked or lexemes[at].low in _ARRANGED)
        if (status is None and not arranged) or _is_over(lexemes, at):
            continue
        begin, end = _clause(lexemes, at, quoted=marks % 2 == 1)
        low, high = piece.start + lexemes[begin].start, piece.start + lexemes[end - 1].end
        ahead = [time for time in within(times, low, high) if _is_ahead(time, post) and not _tells(piece, time)]
        if not ahead and (arranged or not _does(lexemes, at)):
            continue
        when = next((time.value for time in ahead if time.value), None)
        if when is None and found and _low(lexemes, begin - 1) == "when":
            when = found[-1].when  # "resumes tomorrow, when she is due to give evidence"
        what = piece.text[lexemes[begin].start : lexemes[end - 1].end].strip(' ,;.:"“”')
        found.append(
            Plan(
                when,
                what,
                _conditional(lexemes[begin : end + _CLAUSE], status or ("possible" if asked else "planned")),
                (post.id,),
            )
        )
        until = end
    return found


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def _is_asked(lexemes: list[Lexeme], at: int) -> bool:
    """`asked Haskett to testify`: whether somebody is to do something since another wants it."""
    if lexemes[at].low != "to" or _low(lexemes, at + 1) not in _DEEDS:
        return False
    return any(_low(lexemes, i) in _ASKING for i in range(at - 1, max(-1, at - 6), -1))


def _cue(lexemes: list[Lexeme], at: int) -> str | None:
    """Whether the lexeme says that something is ahead: `planned` or `possible`."""
    low, behind = lexemes[at].low, _low(lexemes, at + 1)
    if low in _WILL or low in _AHEAD_NOUNS or (low in _PLANNING and behind == "to") or low == "would":
        return "planned"
    if low in _BE and behind == "to":
        return "planned"
    if low in _SET and behind in ("to", "for", "on", "in", "at", "from"):
        return "planned"
    if low in _MAY and behind != "not" and not (low == "may" and lexemes[at].capital):
        return "possible"
    if low in ("possibility", "prospect") and behind == "of":
        return "possible"
    ruled = low in ("ruling", "ruled", "rule") and behind == "out"
    denied = any(_low(lexemes, i) in ("not", "n't", "cannot", "didn't", "hasn't", "doesn't") for i in range(at - 3, at))
    return "possible" if ruled and denied else None


def _is_headlined(lexemes: list[Lexeme], at: int) -> bool:
    """A headline's infinitive: `Okafor to publish results`."""
    return at > 0 and lexemes[at].low == "to" and lexemes[at - 1].word and _low(lexemes, at + 1) in _DEEDS


def _is_over(lexemes: list[Lexeme], at: int) -> bool:
    """`had been due to take place`: a plan that came to nothing or is done."""
    lows = [lexeme.low for lexeme in lexemes[max(0, at - 3) : at + 1]]
    return "had" in lows and "been" in lows and "already" not in lows


def _tells(piece: Line, time: Time) -> bool:
    """Whether the time belongs to something done (`those announced on Wednesday`)."""
    return piece.text[: time.start - piece.start].rstrip().endswith(_TOLD)


def _does(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a verb of doing follows the cue, or the cue itself names what is ahead."""
    if lexemes[at].low in (*_AHEAD_NOUNS, "possibility", "ruling", "ruled", "rule"):
        return True
    if lexemes[at].low in ("scheduled", "slated") and _low(lexemes, at + 1) == "to":
        return True  # whatever it is; "due to" may give a reason instead
    for i in range(at + 1, min(at + 5, len(lexemes))):
        if lexemes[i].low in _DEEDS:
            return True
        if lexemes[i].low not in _ADVERBS and lexemes[i].low not in _SET:
            return False
    return False


def _conditional(lexemes: list[Lexeme], status: str) -> str:
    return "conditional" if any(lexeme.low in ("if", "unless") for lexeme in lexemes) else status


def _clause(lexemes: list[Lexeme], at: int, *, quoted: bool) -> tuple[int, int]:
    """The clause around a cue; from the sentence's beginning where its own subject is a pronoun."""
    begin = at
    while begin > max(0, at - _LEAD):
        before = lexemes[begin - 1]
        if before.low in _OPENS or before.text in ";:" or (quoted and before.text in _QUOTES):
            break
        begin -= 1
    if lexemes[begin].low in _PRONOUNS and not quoted:
        begin = max(0, at - _LEAD)
    end = at + 1
    while end < min(len(lexemes), at + _CLAUSE):
        here = lexemes[end]
        if here.text in ";" or (quoted and here.text in _QUOTES):
            break
        if here.text == "," and _low(lexemes, end + 1) in _ENDS:
            break
        end += 1
    return begin, end


def _is_ahead(time: Time, post: PostText) -> bool:
    """Whether the time lies at or behind the post's day; `soon` and its kind do, without a value."""
    if time.value is None:
        return time.text.lower() in ("soon", "shortly", "upcoming", "imminently")
    day = anchor(post.at, post.zone).day
    if day is None or time.value.startswith("P"):
        return False
    first = time.value.partition("/")[0]
    today = (week(day) or "") if "W" in first else day.isoformat()
    return first[: len(today)] >= today[: len(first)]
