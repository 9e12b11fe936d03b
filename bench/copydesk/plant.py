"""Defects planted by chance into the invented blogs, once their own are put right: many more than people would write.

The same seed gives the same text. A slip is made as hands make it: a letter left out, doubled, or two exchanged; a word
typed twice; a closing mark of another kind.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bench.copydesk.reading import Case, Json, read_posts
from bench.copydesk.spans import gold_span
from dateline.copydesk.listed import listed
from dateline.copydesk.model import PostText

_ERRORS = ("typo", "name-variant", "doubled-word", "label", "mismatched-quotes", "dangling", "same-quote")
_DOUBLED = listed("the a of to in and was has for on with at from und war mit auf von bei une dans pour avec sur")
_ANNOUNCED = ("Watch the video here:", "Here is the statement in full:", "Our correspondent has more:")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Edit:
    """Text to be replaced; `rule` names the defect that this makes, '' when it mends one."""

    start: int
    end: int
    text: str
    rule: str = ""


def mended(case: Case) -> Case:
    """The blog without its defects of tier error; the others keep their place in the text."""
    edits = [_mend(defect, case.text) for defect in case.gold["defects"] if defect["type"] in _ERRORS]
    return _edited(case, edits)


def planted(case: Case, seed: int) -> Case:
    """A mended blog with about one defect for every other post; they are its gold's defects `planted`."""
    chance = random.Random(f"{case.name} {seed}")
    makers: tuple[_Maker, ...] = (_typo, _name, _double, _mismatch, _announce, _label)
    if case.gold.get("language", "en") != "en":
        makers = (_double, _mismatch, _announce, _label)  # there are word lists for English only
    known = Counter(word for post in case.posts for line in post.lines for word in _WORD.findall(line.text))
    edits: list[Edit] = []
    posts = [post for post in case.posts if post.id != "LEDE"]
    chance.shuffle(posts)
    for number, post in enumerate(posts[: (len(posts) + 1) // 2]):
        edit = makers[number % len(makers)](post, known, chance)
        if edit is not None and (edit.rule != "label" or all(other.rule != "label" for other in edits)):
            edits.append(edit)
    return _edited(case, edits)


_Maker = Callable[[PostText, "Counter[str]", random.Random], Edit | None]


def _mend(defect: Json, text: str) -> Edit:
    start, end = gold_span(defect)
    if defect["type"] == "dangling":
        return Edit(start, min(len(text), end), "More soon.")
    if defect["type"] == "mismatched-quotes":
        inner = text[start:end].strip("\"“”'‘’„«»")
        closing = {"“": "”", "‘": "’", "„": "“", "«": " »"}.get(text[start], '"')
        return Edit(start, end, f"{text[start]}{inner}{closing}")
    return Edit(start, end, defect["fix"] or "")


def _edited(case: Case, edits: Iterable[Edit]) -> Case:
    made = sorted(edits, key=lambda edit: edit.start)
    ends, shifts, out, at, planted_defects = [0], [0], [], 0, []
    for edit in made:
        out += [case.text[at : edit.start], edit.text]
        place = edit.start + shifts[-1]
        if edit.rule:
            planted_defects.append(
                {"type": edit.rule, "offset": place, "text": edit.text, "post": "", "severity": "error"}
            )
        shifts.append(shifts[-1] + len(edit.text) - (edit.end - edit.start))
        ends.append(edit.end)
        at = edit.end
    text = "".join([*out, case.text[at:]])
    kept = [
        {**defect, "offset": defect["offset"] + shifts[bisect_right(ends, defect["offset"]) - 1]}
        for defect in case.gold["defects"]
        if defect["type"] not in _ERRORS
    ]
    gold = {**case.gold, "defects": kept, "planted": planted_defects}
    return replace(case, text=text, gold=gold, posts=read_posts(text, gold))


def _typo(post: PostText, known: Counter[str], chance: random.Random) -> Edit | None:
    found = [
        (m, line) for line in post.paragraphs for m in _WORD.finditer(line.text) if len(m[0]) > 5 and m[0].islower()
    ]
    if not found:
        return None
    match, line = chance.choice(found)
    wrong = _slip(match[0], chance)
    return Edit(line.start + match.start(), line.start + match.end(), wrong, "typo") if wrong not in known else None


def _name(post: PostText, known: Counter[str], chance: random.Random) -> Edit | None:
    found = [
        (m, line)
        for line in post.paragraphs
        for m in _WORD.finditer(line.text)
        if len(m[0]) > 5 and m[0].istitle() and known[m[0]] > 2 and not known[m[0].lower()]
    ]
    if not found:
        return None
    match, line = chance.choice(found)
    wrong = _slip(match[0], chance)
    return Edit(line.start + match.start(), line.start + match.end(), wrong, "name-variant")


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(2, len(word) - 1)
    kind = chance.choice(["omit", "double", "swap"])
    if kind == "swap" and word[at] != word[at - 1]:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    if kind == "omit" and word[at] != word[at - 1]:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at - 1] + word[at:] if word[at] != word[at - 1] else word[:at] + word[at] + word[at:]


def _double(post: PostText, known: Counter[str], chance: random.Random) -> Edit | None:
    found = [(m, line) for line in post.paragraphs for m in _WORD.finditer(line.text) if m[0] in _DOUBLED]
    if not found:
        return None
    match, line = chance.choice(found)
    start = line.start + match.start()
    return Edit(start, start + len(match[0]), f"{match[0]} {match[0]}", "doubled-word")


def _mismatch(post: PostText, known: Counter[str], chance: random.Random) -> Edit | None:
    other = {'"': "”", "”": '"'}
    for line in post.paragraphs:
        first = line.text[:1]
        if first in '"“' and first:
            end = line.text.find('"' if first == '"' else "”", 1)
            if end > 0:
                said = line.text[:end]
                return Edit(line.start, line.start + end + 1, said + other[line.text[end]], "mismatched-quotes")
    return None


def _announce(post: PostText, known: Counter[str], chance: random.Random) -> Edit | None:
    last = post.paragraphs[-1]
    said = chance.choice(_ANNOUNCED)
    return Edit(last.end, last.end, f"\n{said}", "dangling") if last.text.endswith(".") else None


def _label(post: PostText, known: Counter[str], chance: random.Random) -> Edit | None:
    if post.label is None:
        return None
    text = post.label.text
    for house, other in ((":", "."), (".", ":")):
        if text[1:3].find(house) >= 0:
            return Edit(post.label.start, post.label.end, text.replace(house, other, 1), "label")
    return None
