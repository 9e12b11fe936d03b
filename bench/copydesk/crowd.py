"""As many different posts as asked for, made of the invented blogs' posts with other names, numbers and words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bench.copydesk.reading import Case
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Line, PostText
from dateline.copydesk.sentences import words

_STARTS = sorted(listed("Bar Cor Dan Fel Gor Hal Jan Kel Lor Mar Nor Pel Ros Sal Tor Ver Wen Zel"))
_ENDS = sorted(listed("berg dale en field ham ini kov land man nes ovic quist ridge son ston ville wick yar"))
_OTHERS = 0.12  # share of the ordinary words that are swapped with others of the blogs: two storms are told alike


def posts(cases: Sequence[Case], count: int, seed: int = 0) -> list[PostText]:
    """`count` posts with ids and times of their own, oldest first; the same seed gives the same posts."""
    told = [post for case in cases for post in case.posts if post.id != "LEDE" and post.language == "en"]
    plain = sorted({w for post in told for line in post.lines for w, _, _ in words(line.text) if w.islower()})
    chance = random.Random(seed)
    made = []
    for number in range(count):
        if number % len(told) == 0:
            names: dict[str, str] = {}
            chance.shuffle(told)
        post = told[number % len(told)]
        change = partial(_changed, names=names, plain=plain, chance=chance)
        start, lines = 0, []
        for line in (post.headline or post.paragraphs[0], *post.paragraphs):
            lines.append(Line(change(line.text), start))
            start += len(lines[-1].text) + 1
        at = f"2024-03-{1 + number // 1440:02d}T{number // 60 % 24:02d}:{number % 60:02d}:00.000Z"
        made.append(replace(post, id=f"p{number}", at=at, headline=lines[0], paragraphs=tuple(lines[1:]), label=None))
    return made


def _changed(text: str, names: dict[str, str], plain: Sequence[str], chance: random.Random) -> str:
    out, at = [], 0
    for word, start, end in words(text):
        other = word
        if word.isdigit():
            other = str(chance.randrange(1, 10 ** len(word)))
        elif start and word.istitle() and word.isalpha() and len(word) > 3:
            other = names.setdefault(word, chance.choice(_STARTS) + chance.choice(_ENDS))
        elif word.islower() and len(word) > 3 and chance.random() < _OTHERS:
            other = chance.choice(plain)
        out += [text[at:start], other]
        at = end
    return "".join([*out, text[at:]])
