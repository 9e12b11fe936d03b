"""The places of a transcript's entries in its file."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from dateline.copydesk.model import PostText
from dateline.wire.transcript import read
from dateline.wire.transcript.texts import post_texts

PARIS, DAY = ZoneInfo("Europe/Paris"), date(2026, 5, 4)
BELOW = """\
The harbour burns.
All crews are out.

- 21:30 Paris time (GMT+2)
Crane falls
The crane at dock four has fallen.

- 21:30 Paris time (GMT+2)
Smoke
Smoke stands over dock four.
The crane at dock four stands.

- 20:05 Paris time (GMT+2)
Alarm
The alarm was given at 20:01.
"""
BESIDE = """\
16:40 GMT - Crane falls
The crane at dock four has fallen.

16:00 GMT - Smoke
Smoke stands over dock four.

15:20 GMT - Alarm
Alarm was given.
"""
ABOVE = """\
Crane falls
16:40
The crane at dock four has fallen.

Smoke
16:00
Smoke stands over dock four.

Alarm
15:20
Alarm was given.
"""


def texts(file: str) -> list[PostText]:
    return post_texts(file, read(file.encode(), date=DAY, zone=PARIS, today=DAY), PARIS, "en")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("file", [BELOW, BESIDE, ABOVE])
def test_every_line_is_where_it_says(file: str, ends: str) -> None:
    file = file.replace("\n", ends)
    posts = texts(file)
    assert next(post.headline.text for post in posts if post.headline) == "Alarm"
    for post in posts:
        for line in post.lines:
            assert file[line.start : line.end] == line.text
    told = " ".join(line.text for post in posts for line in post.lines)
    assert {word for word in file.split() if word.isalpha()} <= set(told.replace(".", "").split())
    starts = [line.start for post in posts for line in post.lines]
    assert len(starts) == len(set(starts)), "no line is given to two posts"


def test_ids_are_what_people_call_the_entries() -> None:
    assert [post.id for post in texts(BELOW)] == ["LEDE", "2005", "2130", "2130-2"]
    lede, *_, newest = texts(BELOW)
    assert lede.at == newest.at and lede.label is None and len(lede.paragraphs) == 2


def test_a_file_that_begins_with_its_first_label_has_no_standfirst() -> None:
    for above in ("", "\n\n", "   \n"):
        posts = texts(above + BELOW.partition("\n\n")[2])
        assert [post.id for post in posts] == ["2005", "2130", "2130-2"]
        assert all(line.text for post in posts for line in post.lines)


def test_lines_that_were_broken_to_a_width_keep_their_length() -> None:
    sentence = "Fire crews from four towns went into the hold of the burning ship at noon and came out after one hour."
    rows = [sentence[:58].rstrip(), sentence[58:].strip()]
    file = "\n\n".join(f"1{n}:00 GMT\n{rows[0]}\n{rows[1]}\n{rows[0]}\n{rows[1]}" for n in range(6)) + "\n"
    for post in texts(file):
        for line in post.lines:
            assert file[line.start : line.end].replace("\n", " ") == line.text
