from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Dateline

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_f63f1594baed7ec2.txt"
WHEN = ("--date", "2026-05-04", "--zone", "Europe/Paris")
TRANSCRIPT = """\
The harbour burns.
- 21:30 Paris time (GMT+2)
Crane falls
The crane at dock four has has fallen, mayor Lena Brandvold said on Monday.
- 20:05 Paris time (GMT+2)
Smoke
Smoke stands over dock four, Brandvold said. Brandvlod had gone there at noon.
"""


@pytest.fixture(scope="module")
def transcript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "harbour.txt"
    path.write_text(TRANSCRIPT)
    return path


def test_people_are_shown_lines_and_reasons(dateline: Dateline, transcript: Path) -> None:
    done = dateline("check", str(transcript), *WHEN)
    assert done.code == 0
    assert f"{transcript}:4:24: error (doubled-word): “has has”" in done.out
    assert f"{transcript}:7:46: error (name-variant): “Brandvlod”" in done.out
    assert "Write: Brandvold" in done.out and "\n    line 4: “Brandvold”\n" in done.out
    assert "3 posts: " in done.out and done.out.endswith("2 findings\n")


def test_programs_get_offsets_into_the_file(dateline: Dateline, transcript: Path) -> None:
    found = dateline.json("check", str(transcript), *WHEN)
    assert [post["id"] for post in found["posts"]] == ["LEDE", "2005", "2130"]
    assert [post["at"] for post in found["posts"]][1:] == ["2026-05-04T18:05:00.000Z", "2026-05-04T19:30:00.000Z"]
    for finding in found["findings"]:
        assert TRANSCRIPT[finding["start"] : finding["end"]] == finding["text"]
    (time,) = [time for time in found["facts"]["times"] if "Monday" in time["text"]]
    assert time["value"] == "2026-05-04"
    assert (
        dateline("check", str(transcript), *WHEN, "--json").out
        == dateline("check", str(transcript), *WHEN, "--json").out
    )


def test_any_text_is_one_post(dateline: Dateline, tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text("A quiet evening\n\nIt was was quiet, she said.\n")
    found = dateline.json("check", str(text))
    assert [(post["id"], post["headline"]) for post in found["posts"]] == [("TEXT", "A quiet evening")]
    assert [finding["text"] for finding in found["findings"]] == ["was was"]
    assert dateline("check", str(text), "--format", "transcript", "--json").problem["status"] == 422


def test_a_transcript_may_be_read_as_a_text(dateline: Dateline, transcript: Path) -> None:
    assert len(dateline.json("check", str(transcript), "--format", "text")["posts"]) == 1


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"caf\xe9", b"a\0b"])
def test_what_is_no_text_is_refused(dateline: Dateline, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(data)
    done = dateline("check", str(path))
    assert done.code == 1 and done.err.startswith("Error: ") and not done.out


def test_bad_words_on_the_command_line(dateline: Dateline, transcript: Path) -> None:
    assert dateline("check", str(transcript), "--zone", "Mars/Olympus").code == 1
    assert dateline("check", str(transcript.with_name("nowhere"))).code == 1
    assert dateline("check", str(transcript), "--date", "soon").code == 2


def test_the_newsrooms_settings_are_obeyed(dateline: Dateline, transcript: Path, tmp_path: Path) -> None:
    (tmp_path / "copydesk.json").write_text(
        json.dumps({"off": ["doubled-word"], "house": [{"avoid": "dock", "write": "quay"}]})
    )
    found = dateline.json("check", str(transcript), *WHEN, "--data", str(tmp_path))
    assert {finding["rule"] for finding in found["findings"]} == {"name-variant", "house-list"}
    (tmp_path / "copydesk.json").write_text('{"off": ["no-such"]}')
    refused = dateline("check", str(transcript), *WHEN, "--data", str(tmp_path), "--json").problem
    assert refused["field"] == "copydesk.off"


@pytest.mark.skipif(not SEED.exists(), reason="the transcript that newsrooms gave us is not in this checkout")
def test_a_real_transcript(dateline: Dateline) -> None:
    found = dateline.json("check", str(SEED), "--date", "2022-02-02", "--zone", "Europe/Paris")
    text = SEED.read_text()
    assert len(found["posts"]) == 12
    errors = {(f["rule"], f["fix"]) for f in found["findings"] if f["tier"] == "error"}
    assert {("typo", "troops"), ("name-variant", "Pentagon"), ("dangling", None)} < errors and len(errors) == 5
    for finding in found["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["text"]
