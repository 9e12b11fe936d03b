"""What is no transcript: refused whole, with the line."""

from __future__ import annotations

import pytest

from dateline.errors import TranscriptError
from tests.wire.reading import moments, transcript

GOOD = "14:05\nBridge shut\nUntil Friday.\n\n09:15\nBridge creaks\nPeople heard it.\n"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 0, "empty"),
        (b" \n\n\t\n", 0, "empty"),
        (b"\xef\xbb\xbf", 0, "empty"),
        (b"Just a text.\nWithout any time.\n", 0, "no line looks like a time label"),
        (b"\n14:05\n\n13:00\n", 2, "nothing stands below"),
        (b"14:05\nHeadline\nText\0more\n", 3, "NUL"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 3, "NUL"),
        ("14:05\nHeadline\nCafé fermé.\n".encode("latin-1"), 3, "0xe9"),
        ("14:05\nHeadline\nA \u202egnissim\u202c word.\n".encode(), 3, "U+202E"),
        (b"14:05\nHeadline\n\x1b[31mred\n", 3, "U+001B"),
        ("14:05\nHeadline\nText".encode("utf-16")[:-1], 3, "UTF-16"),
        (b"x" * (8 * 1024 * 1024 + 1), 0, "8.0 MiB"),
    ],
    ids=["empty", "blank", "mark", "prose", "bare", "nul", "png", "latin-1", "bidi", "escape", "utf-16", "large"],
)
def test_refused_with_its_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        transcript(data)
    assert caught.value.line == line
    assert words in caught.value.detail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    found = transcript(GOOD.replace("creaks", "créaks – “loudly”").replace("\n", end).encode(encoding))
    assert moments(found) == ["2022-02-02T08:15", "2022-02-02T13:05"]
    assert found.entries[0].headline == "Bridge créaks – “loudly”"


def test_big_endian_too() -> None:
    assert len(transcript(b"\xfe\xff" + GOOD.encode("utf-16-be")).entries) == 2


def test_a_label_with_nothing_below_it_is_said_and_makes_no_entry() -> None:
    found = transcript(GOOD + "\n08:00\n\n")
    assert len(found.entries) == 2
    assert [w.line for w in found.warnings] == [9]
