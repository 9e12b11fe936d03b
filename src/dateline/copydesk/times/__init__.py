"""When things happen, as a post says it: expressions with their values, counted from the post's moment at its place.

English only. A value is ISO 8601: a day, a week `2022-W05`, a month, a year, an interval; None for what stays vague and
for what cannot be counted because the post's time is not known. Other languages abstain.
"""

from __future__ import annotations

from dateline.copydesk.lexemes import Lexeme, read
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Line, PostText, Time
from dateline.copydesk.times import clock, days, spans
from dateline.copydesk.times.calendar import Anchor, anchor
from dateline.copydesk.times.reading import Found, Sentence

# The first that reads an expression wins: a longer one stands before those that would read a part of it.
_READERS = (
    days.numeric,
    clock.clock,
    days.day_month,
    days.month_day,
    days.around_today,
    days.weekday,
    spans.period,
    spans.weekend,
    spans.stretch,
    spans.ago,
    spans.beside_event,
    days.month,
    days.year,
    spans.vague,
)
_KEYS = (
    listed(
        "this last previous past next coming following earlier later end weekend the over in within during for ago",
        "after before",
    )
    | spans.VAGUE
)


def extract(post: PostText) -> tuple[Time, ...]:
    """The time expressions of headline and paragraphs, in order. Nothing for a post in another language."""
    if post.language.partition("-")[0].lower() != "en":
        return ()
    counted = anchor(post.at, post.zone)
    lines = [line for line in (post.headline, *post.paragraphs) if line is not None]
    return tuple(
        time for line in lines for piece, lexemes in read(line) for time in _times(piece, lexemes, counted, post.id)
    )


def _times(piece: Line, lexemes: list[Lexeme], counted: Anchor, post: str) -> list[Time]:
    sentence = Sentence(lexemes, counted)
    found: list[Found] = []
    at = 0
    while at < len(lexemes):
        one = _read(sentence, at) if _may_begin(sentence, at) else None
        if one is None:
            at += 1
            continue
        while found and found[-1].end > one.start:
            found.pop()
        found.append(one)
        at = max(one.end, at + 1)
    return [_time(piece, sentence, one, post) for one in clock.dated(sentence, found)]


def _may_begin(sentence: Sentence, at: int) -> bool:
    """Whether a reader may want the lexeme: most words of a text are told off here, at the cost of one look."""
    lexeme = sentence.lexemes[at]
    return lexeme.low in _KEYS or lexeme.text[0].isdigit() or lexeme.capital or lexeme.low in _LOWER_HEADS


_LOWER_HEADS = listed("today tonight yesterday tomorrow noon midnight midday today's yesterday's tomorrow's")


def _read(sentence: Sentence, at: int) -> Found | None:
    for reader in _READERS:
        if found := reader(sentence, at):
            return found
    return None


def _time(piece: Line, sentence: Sentence, found: Found, post: str) -> Time:
    start, end = sentence.lexemes[found.start].start, sentence.lexemes[found.end - 1].end
    text = piece.text[start:end]
    if text.endswith(("'s", "’s")):
        text, end = text[:-2], end - 2
    return Time(post, piece.start + start, piece.start + end, text, found.value, found.kind)
