"""Runs of capitalised words in a line, each with what stands before it: the raw material of names.

A run is "Olaf Brandt" in "German Chancellor Olaf Brandt, 63,": its role is "German Chancellor". What a run names is
guessed from its own words and its neighbours only; names.py weighs the guesses of all posts.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.copydesk import gazetteer
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Line
from dateline.copydesk.roles import BEFORE_ROLE, BODIES, HONORIFICS, PAPERS, PEOPLE, PERSONS, SHORT_TITLES, is_role
from dateline.copydesk.sentences import words

_PARTICLES = listed("de da del della di du dos das van von der den ter la le las los al el bin ibn ben y e o' zu af")
_JOINTS = listed("of for")
# Nouns that a sentence may open with: "Sources at the club", "Police said".
_COMMON = PEOPLE | PAPERS | BODIES | PERSONS
_OFFICES = listed("mp mps pm mep meps msp msps mla ceo cfo coo")  # capitals, and still not a body's name
_BODILY = listed("owner operator sponsor employer developer producer partner rival winner champion")
_BODY_ENDS = listed(
    "inc corp ltd plc llc gmbh ag sa fc afc cf united rovers athletic wanderers times post herald tribune",
    "gazette journal news press media holdings partners systems technologies group airlines airways energy",
    "motors pharmaceuticals entertainment studios records capital industries international enterprises",
    "authorities republicans democrats nations police",
)
_PLACE_ENDS = listed(
    "street road avenue lane boulevard square river lake bay island islands county mount mountain mountains",
    "beach bridge park hills valley harbour harbor port peninsula sea ocean coast forest canyon creek falls",
    "heights village town city station stadium arena airport terminal highway region province district strait",
    "channel canal plaza point cove sound firth loch glen moor fell wood woods dam reservoir estate quay pier",
    "dock docks",
)

_SUBJECTS = listed("he she it they we you i who that there")
# Streets, bridges, rivers and hills, whose kind comes first in other languages: Rua dos Moleiros, Pont Neuf.
_PLACE_STARTS = listed(
    "lake mount port fort st cape north south east west",
    "rua ponte avenida praça largo calle plaza puente paseo via piazza corso rue pont quai place boulevard",
    "avenue château chateau rio río monte sierra puerto porto costa isla ilha île val",
)
NOT_NAMES = listed(
    "the a an he she it they we i you his her its their our my your this that these those there here who what",
    "why how where when which whose and but or nor so yet if as at by for from in into of off on onto out over",
    "to up with within without after before during since until till while although though because unless about",
    "above across against along among around behind below beneath beside between beyond despite down except",
    "inside like near outside past per through throughout toward towards under upon via not no yes please also",
    "then now earlier later meanwhile however still just only even once again almost nearly some any all both",
    "each every many most more much several few two three four five six seven eight nine ten hundreds thousands",
    "dozens millions another other others such one first second last next monday tuesday wednesday thursday",
    "friday saturday sunday january february march april may june july august september october november",
    "december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec today yesterday",
    "tomorrow tonight according asked speaking is are was were be been being has have had do does did will",
    "would can could should might must let's it's that's there's he's she's i'm i've we're we've they're don't",
    "what's who's here's let get go read watch see good well okay ok oh gmt bst cet est edt pst utc am pm tv",
    "live update updates breaking",
)


@dataclass(frozen=True, slots=True)
class Run:
    """`start`/`end` into the post's text. `before` is the role in front of it, `after` the one behind a comma."""

    text: str
    start: int
    end: int
    kind: str | None
    before: str
    after: str
    certain: bool  # the kind rests on evidence here, not only on the run's shape
    possessive: bool
    opens: bool  # a sentence opens with it: its capital says nothing
    pronoun: str | None


Words = list[tuple[str, int, int]]


def runs(line: Line) -> list[Run]:
    """The line's runs, in order."""
    found, tokens, i = [], words(line.text), 0
    while i < len(tokens):
        if not _capital(tokens[i][0]):
            i += 1
            continue
        stop = _run_end(line.text, tokens, i)
        run = _run(line, tokens, i, stop)
        if run is not None:
            found.append(run)
        i = stop
    return found


def _capital(word: str) -> bool:
    return word[0].isupper() or (word[:2] in ("d'", "d’", "al") and word[2:4].strip("-'’")[:1].isupper())


def bare(word: str) -> str:
    """A word without its possessive ending."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word


def _plain(word: str) -> str:
    return bare(word).lower().replace("’", "'")


def _small(word: str) -> bool:
    """Whether the word never is a name, whatever verb is drawn to it: "he'd"."""
    plain = _plain(word)
    return plain in NOT_NAMES or plain.partition("'")[0] in _SUBJECTS


def _possessive(text: str, token: tuple[str, int, int]) -> bool:
    word, _, end = token
    return bare(word) != word or (word.endswith("s") and text[end : end + 2] in ("' ", "’ "))


def _adjoins(text: str, left: tuple[str, int, int], right: tuple[str, int, int]) -> bool:
    gap = text[left[2] : right[1]]
    if gap in (" ", "\u00a0"):
        return True
    short = len(left[0]) == 1 or left[0].lower() in HONORIFICS or left[0].lower() in SHORT_TITLES or left[0] == "St"
    return gap == ". " and short


def _run_end(text: str, tokens: Words, i: int) -> int:
    """Index behind the run that begins at token i: capitals, with the particles and joints between them."""
    j = i + 1
    while j < len(tokens) and j - i < 12:
        if _possessive(text, tokens[j - 1]) or not _adjoins(text, tokens[j - 1], tokens[j]):
            break
        word = tokens[j][0]
        if _capital(word):
            j += 1
            continue
        low = word.lower()
        ahead = j + 1
        if low == "of" and ahead < len(tokens) and tokens[ahead][0] == "the":
            ahead += 1
        joins = low in _PARTICLES or (low in _JOINTS and _body_like([t[0] for t in tokens[i:j]]))
        if not joins or ahead >= len(tokens) or not _capital(tokens[ahead][0]):
            break
        if not all(_adjoins(text, tokens[k], tokens[k + 1]) for k in range(j - 1, ahead)):
            break
        j = ahead + 1
    return j


def _body_like(capitals: list[str]) -> bool:
    return any(word.lower() in BODIES or word.lower() == "bank" for word in capitals)


def _run(line: Line, tokens: Words, i: int, stop: int) -> Run | None:
    text = line.text
    opens = _opens(text, tokens[i][1])
    while i < stop and _small(tokens[i][0]) and (opens or tokens[i][0] != tokens[i][0].upper()):
        if not opens and i + 1 < stop and gazetteer.pronoun(tokens[i][0]):
            break  # "by Per Lindahl", "with Will Okafor"
        i, opens = i + 1, False
    core = _core(tokens, i, stop)
    alone = tokens[i][0].lower() if stop - i == 1 else ""
    if core >= stop or (opens and alone in _COMMON) or alone in _OFFICES:
        return None
    possessive = _possessive(text, tokens[stop - 1])
    start = tokens[core][1]
    end = tokens[core][1] + len(bare(text[start : tokens[stop - 1][2]]))
    name = text[start:end]
    before = _role_before(text, tokens, core, stop)
    after = _role_after(text, tokens, stop)
    parts = [bare(token[0]) for token in tokens[core:stop]]
    kind, certain = _kind(parts, name, before, after, text[tokens[core - 1][1] : start].strip() if core else "")
    behind = text[tokens[stop - 1][2] : tokens[stop - 1][2] + 6]
    if kind is None and len(parts) > 1 and behind[:6].lstrip(" ,(")[:2].isdigit():
        kind, certain = "person", behind[:2] == ", "
    pronoun = _pronoun(parts, before)
    shift = line.start
    return Run(name, start + shift, end + shift, kind, before, after, certain, possessive, opens, pronoun)


def _opens(text: str, start: int) -> bool:
    lead = text[max(0, start - 4) : start].rstrip("\"'“‘«([–—- ")
    return not lead or lead[-1] in ".?!:…" or start < 2


def _core(tokens: Words, i: int, stop: int) -> int:
    """Index of the run's first word that is no role: behind "German Chancellor", "Sen.", "NATO Secretary-General"."""
    lows = [bare(token[0]).lower() for token in tokens[i:stop]]
    if stop - i > 1 and gazetteer.pronoun(lows[0]) and lows[0] not in HONORIFICS and not is_role(lows[1]):
        return i
    last = -1
    for k, low in enumerate(lows[:-1]):
        if is_role(low):
            last = k
    if last >= 0:
        return i + last + 1
    if stop - i > 2 and gazetteer.pronoun(lows[1]) and not gazetteer.pronoun(lows[0]):
        return i + 1  # "Republican Clay Hutchens", "Britain Peter Marsh"
    return i


def _role_before(text: str, tokens: Words, core: int, stop: int) -> str:
    """What the name is preceded by, if it is a role: "police spokesman", "France's President"."""
    k = core
    if k > 2 and _apposed(text, tokens, k, stop) and (office := _office_of(text, tokens, k)):
        return office
    if k == 0 or not is_role(bare(tokens[k - 1][0]).lower()):
        return ""
    if not _near(text, tokens, k - 1) and not _apposed(text, tokens, k, stop):
        return ""
    k -= 1
    while k > 0 and core - k < 8 and _near(text, tokens, k - 1):
        word = bare(tokens[k - 1][0])
        low = word.lower()
        joined = _possessive(text, tokens[k - 1]) and _capital(tokens[k - 1][0])
        fits = low in BEFORE_ROLE or is_role(low) or low in BODIES or gazetteer.country(word) or low in ("and", "of")
        capital = _capital(word) and low not in NOT_NAMES
        if not (joined or fits or capital):
            break
        k -= 1
    while k < core - 1 and tokens[k][0].lower() in ("and", "of"):
        k += 1
    return text[tokens[k][1] : tokens[core - 1][2]]


def _office_of(text: str, tokens: Words, core: int) -> str:
    """The office in front of a comma that has something behind it: "president of Patria, Ana Ruiz,"."""
    for k in range(core - 2, max(-1, core - 7), -1):
        word = tokens[k][0]
        if not _near(text, tokens, k):
            return ""
        if is_role(word.lower()) and tokens[k + 1][0] in ("of", "for", "at"):
            return text[tokens[k][1] : tokens[core - 1][2]]
    return ""


def _apposed(text: str, tokens: Words, core: int, stop: int) -> bool:
    """Whether commas set the name off behind an office: "the mayor, Ana Ruiz, said"."""
    return text[tokens[core - 1][2] : tokens[core][1]] == ", " and text[
        tokens[stop - 1][2] : tokens[stop - 1][2] + 1
    ] in (",", ".", ";", "")


def _near(text: str, tokens: Words, k: int) -> bool:
    return text[tokens[k][2] : tokens[k + 1][1]] in (" ", ". ", "\u00a0", "' ", "’ ")


def _role_after(text: str, tokens: Words, stop: int) -> str:
    """The role behind a comma: "Ana Ruiz, the mayor of Tolo, said"."""
    if stop >= len(tokens) or text[tokens[stop - 1][2] : tokens[stop][1]] != ", ":
        return ""
    k = stop
    while k < len(tokens) and k - stop < 8:
        low = bare(tokens[k][0]).lower()
        if k > stop and not _near(text, tokens, k - 1):
            return ""
        if low in PERSONS:
            end = k + 1
            while end < len(tokens) and end - k < 7 and _near(text, tokens, end - 1):
                word = tokens[end][0]
                if not (_capital(word) or word in ("of", "for", "at", "the", "in", "and", "officer", "general")):
                    break
                end += 1
            if _capital(tokens[end - 1][0]) and not _opens_with_joint(tokens, k, end):
                return ""
            begin = stop + (tokens[stop][0].lower() in ("the", "a", "an", "its", "their"))
            role = text[tokens[begin][1] : tokens[end - 1][2]]
            return role if begin <= k else ""
        if not (
            low in BEFORE_ROLE or low in ("the", "a", "an", "its", "of") or low in BODIES or _capital(tokens[k][0])
        ):
            return ""
        k += 1
    return ""


def _opens_with_joint(tokens: Words, k: int, end: int) -> bool:
    """Whether capitals behind the office belong to it ("mayor of Tolo") and are not another's name ("President Sy")."""
    return end == k + 1 or not _capital(tokens[k + 1][0])


def _kind(parts: list[str], name: str, before: str, after: str, previous: str) -> tuple[str | None, bool]:
    """What a run names, and whether there is evidence for it here."""
    lows = [part.lower() for part in parts]
    known = gazetteer.kind(name) or (gazetteer.kind(" ".join(parts)) if len(parts) > 1 else None)
    if (
        before
        and lows[-1] not in BODIES
        and (before.rsplit(maxsplit=1)[-1] not in _BODILY or gazetteer.pronoun(lows[0]))
    ):
        return "person", len(parts) > 1 or known is None
    if known:
        return known, True
    if lows[-1] in _BODY_ENDS or any(low in BODIES for low in lows):
        return "organisation", True
    if len(parts) > 1 and (lows[-1] in _PLACE_ENDS or lows[0] in _PLACE_STARTS):
        return "place", True
    if len(parts) == 1:
        if gazetteer.country(name):
            return "people", True
        if name.isupper() and 2 <= len(name) <= 6:
            return "organisation", True
        return ("place", False) if previous in ("in", "near", "from", "at", "across", "outside") else (None, False)
    if gazetteer.country(parts[0]):
        return None, False
    if len(parts) <= 4 and (gazetteer.pronoun(lows[0]) or after):
        return "person", True
    return (
        ("person", False)
        if len(parts) <= 3 and previous not in ("the", "The", "in", "In", "at", "near")
        else (None, False)
    )


def _pronoun(parts: list[str], before: str) -> str | None:
    for word in before.lower().replace(".", " ").split():
        if HONORIFICS.get(word, "they") != "they":
            return HONORIFICS[word]
        if word in (
            "spokeswoman",
            "chairwoman",
            "congresswoman",
            "councilwoman",
            "actress",
            "queen",
            "princess",
            "sister",
        ):
            return "she"
        if word in ("chairman", "congressman", "councilman", "king", "prince", "brother", "pope", "archbishop"):
            return "he"
    return gazetteer.pronoun(parts[0]) if len(parts) > 1 else None
