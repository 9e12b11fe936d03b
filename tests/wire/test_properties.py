"""What holds for every file: it is read or refused; what a house's style renders is read back; time is linear."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import TranscriptError
from dateline.wire.transcript import Transcript, read
from tests.wire.reading import TODAY

ZONE = ZoneInfo("Europe/Paris")
FRAGMENTS = [
    "14:05", "- 21:30 Paris time (GMT+1)", "9 a.m.", "Noon ET", "5h ago", "18h39", "1405 GMT", "[10:00] Title",
    "25:61", "14:05 – 15:00", "00:00", "24:00", "Thursday", "2 Feb 2022", "02/03/2022 1:00 PM",
    "29 February 14:05", "---", "", "", "A sentence that ends.", "A headline", "**Bold**", "# Title",
    "14:05 was when", "Wed 23:59", "(", "+++ 7:07 +++",
    "2022-02-30 10:00", "9999-12-31 23:59", "1000-01-01T00:00Z", "14:05 (GMT", "14:05 GMT+", "𝟙𝟜:𝟘𝟝", "١٤:٠٥",
    "3:00am IST", "à",
]  # fmt: skip


def _read(data: bytes, day: date | None = date(2022, 2, 2)) -> Transcript | None:
    try:
        return read(data, date=day, zone=ZONE, today=TODAY)
    except TranscriptError:
        return None


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _read(data)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=40), max_size=25), st.none() | st.dates())
def test_any_lines_are_read_or_refused_and_entries_are_in_order(lines: list[str], day: date | None) -> None:
    found = _read("\n".join(lines).encode("utf-8", "replace"), day)
    if found is not None:
        stamps = [e.at for e in found.entries]
        assert stamps == sorted(stamps)
        assert all(e.headline or e.paragraphs for e in found.entries)
        assert all(w.line > 0 for w in found.warnings)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(FRAGMENTS) | st.sampled_from(["Line @ ends.", "Line @ of it", "14:05 | Line @ on it"]),
        max_size=25,
    )
)
def test_every_line_of_text_is_there_exactly_once(shapes: list[str]) -> None:
    lines = [shape.replace("@", f"<{n}>") for n, shape in enumerate(shapes)]
    found = _read("\n".join(lines).encode())
    if found is not None:
        text = "\n".join([found.standfirst, *("\n".join([e.headline, *e.paragraphs]) for e in found.entries)])
        for n, shape in enumerate(shapes):
            if "@" in shape:
                assert text.count(f"Line <{n}>") == 1


class Told(NamedTuple):
    headline: str
    paragraphs: list[str]
    minutes: int  # since the entry before


WORDS = [
    "river",
    "harbour",
    "Mayor",
    "pier",
    "said",
    "on Monday",
    "ferry",
    "“closed”",
    "café",
    "Nº 7",
    "north",
    "3 boats",
]
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
headlines = phrases.map(lambda words: f"The {words}")
paragraphs = phrases.map(lambda words: f"It is known that {words} was seen by many.")
entries = st.builds(Told, headlines, st.lists(paragraphs, min_size=1, max_size=3), st.integers(1, 11 * 60))

CLOCKS = ["%H:%M", "%H.%M", "%Hh%M", "%H:%M:00", "%I:%M %p", "%H%M CET"]
SUFFIXES = ["", " CET", " Paris time (GMT+1)", " (GMT+1)", " Paris (UTC+01:00)", " CET (GMT+1)"]
MARKS = ["{}", "- {}", "• {}", "[{}]", "**{}**", "### {}", "({})", "{}:"]
DATES = ["", "%d %B %Y, ", "%Y-%m-%d ", "%B %d, %Y, ", "%a ", "%d.%m.%Y, "]


class Style(NamedTuple):
    clock: str
    suffix: str
    mark: str
    day: str
    same_line: bool
    blank: bool
    newest_first: bool

    def label(self, at: datetime) -> str:
        suffix = "" if self.clock.endswith("CET") else self.suffix
        return self.mark.format(at.strftime(self.day + self.clock) + suffix)


styles = st.builds(
    Style,
    st.sampled_from(CLOCKS),
    st.sampled_from(SUFFIXES),
    st.sampled_from(MARKS),
    st.sampled_from(DATES),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(entries, min_size=3, max_size=12, unique_by=lambda told: told.headline),
    styles,
    st.lists(paragraphs, max_size=2),
    st.integers(0, 1439),
)
def test_what_a_house_renders_is_read_back(told: list[Told], style: Style, standfirst: list[str], minute: int) -> None:
    gap = "\n\n" if style.blank else "\n"
    at = datetime(2022, 2, 2, tzinfo=ZONE) + timedelta(minutes=minute)
    expected, pieces = [], []
    for n, entry in enumerate(told):
        at += timedelta(minutes=entry.minutes if n else 0)
        expected.append((f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:00.000Z}", entry.headline, entry.paragraphs))
        parted = style.label(at) + (" " if style.mark.endswith(":") else " – ") + entry.headline
        first = [parted] if style.same_line else [style.label(at), entry.headline]
        pieces.append(gap.join([*first, *entry.paragraphs]))
    if style.newest_first:
        pieces.reverse()
    text = gap.join([*standfirst, *pieces])
    found = read(text.encode(), date=date(2022, 2, 2), zone=ZONE, today=TODAY)
    assert [(e.at, e.headline, e.paragraphs) for e in found.entries] == expected
    assert found.standfirst == "\n\n".join(standfirst)


HOSTILE = {
    "posts": "14:05 Paris time (GMT+1)\nA headline\nSome text of the post, which is not long.\n\n",
    "labels": "14:05\n",
    "brackets": "[([(14:05 – ",
    "blank lines": "\n",
    "headings": "Thursday, February 3\n",
    "rules": "---\n",
    "dashes": "-",
    "near labels": "14:05 Aa Bb Cc Dd Ee Ff\n",
    "ages": "5h ago\n",
    "days": "Feb 2, 14:05\nx\n",
    "timetable": "15:00\nText.\n14:05: a\n14:06: b\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_in_the_length(name: str) -> None:
    piece = HOSTILE[name]

    def seconds(size: int) -> float:
        data = (f"14:05\nText.\n{piece * (size // len(piece))}\n13:00\nText.\n").encode()
        start = time.process_time()
        _read(data)
        return time.process_time() - start

    small = min(seconds(30_000) for _ in range(2))
    large = min(seconds(120_000) for _ in range(2))
    assert large < 10 * max(small, 0.01), "four times the length took more than ten times as long"


def test_fifty_thousand_posts_in_seconds() -> None:
    text = "".join(
        f"{n // 60 % 24:02d}:{n % 60:02d}\nHeadline {n}\nText of post {n}, one line.\n\n" for n in range(50_000)
    )
    start = time.process_time()
    found = _read(text.encode())
    assert found is not None
    assert len(found.entries) == 50_000
    assert found.entries[-1].headline == "Headline 49999"
    assert time.process_time() - start < 20


def test_a_file_of_nothing_but_labels_is_refused() -> None:
    with pytest.raises(TranscriptError, match="line 100001: more than 100000 time labels"):
        read(b"14:05\n" * 200_000, date=None, zone=ZONE, today=TODAY)
