from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Dateline

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_f63f1594baed7ec2.txt"
DAY = ("--date", "2026-05-04", "--zone", "Europe/Paris")
TRANSCRIPT = """\
The harbour burns.

- 21:30 Paris time (GMT+1)
Crane falls
The crane at dock four has fallen.

- 20:05 Paris time (GMT+2)
Smoke
Smoke stands over dock four.
"""


@pytest.fixture(scope="module")
def transcript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wire") / "harbour.txt"
    path.write_text(TRANSCRIPT)
    return path


def test_a_transcript_is_imported_once(dateline: Dateline, transcript: Path) -> None:
    untitled = dateline("import", str(transcript), "--into", "fire", *DAY)
    assert untitled.code == 1 and "title" in untitled.err
    first = dateline("import", str(transcript), "--into", "fire", "--title", "Fire", *DAY)
    assert first.code == 0 and "2 added" in first.out
    assert f"{transcript}:3: " in first.err  # the offset that is not Paris's in May
    again = dateline.json("import", str(transcript), "--into", "fire", *DAY)
    assert set(again) == {"slug", "added", "skipped", "warnings", "cursor", "url"}
    assert (again["added"], again["skipped"], again["warnings"][0]["line"]) == (0, 2, 3)
    assert [p["headline"] for p in dateline.json("post", "list", "fire")] == ["Crane falls", "Smoke"]


@pytest.mark.skipif(not SEED.exists(), reason="the transcript that newsrooms gave us is not in this checkout")
def test_a_real_transcript(dateline: Dateline) -> None:
    words = ("import", str(SEED), "--into", "seed", "--date", "2022-02-02", "--zone", "Europe/Paris", "--title", "Seed")
    done = dateline.json(*words)
    assert (done["added"], [w["line"] for w in done["warnings"]]) == (11, [5])
    posts = dateline.json("post", "list", "seed")
    assert posts[0]["at"] == "2022-02-02T20:30:00.000Z"
    assert len(dateline.json("blog", "show", "seed")["standfirst"].split("\n\n")) == 4


def test_what_is_no_transcript_is_refused_whole(dateline: Dateline, tmp_path: Path) -> None:
    for content in (b"", b"no time label anywhere\n", b"- 21:30\n\xff\xfe broken\n"):
        (tmp_path / "file.txt").write_bytes(content)
        done = dateline("import", str(tmp_path / "file.txt"), "--into", "other", "--title", "Other", *DAY)
        assert (done.code, done.out) == (1, "") and done.err.count("\n") == 1
    assert dateline("blog", "show", "other").code == 1


def test_mistakes_on_the_line_are_exit_2(dateline: Dateline, transcript: Path, tmp_path: Path) -> None:
    assert dateline("import", str(transcript)).code == 2
    assert dateline("import", str(transcript), "--into", "fire", "--date", "yesterday").code == 2
    missing = dateline("import", str(tmp_path / "none.txt"), "--into", "fire")
    assert missing.code == 1 and "none.txt" in missing.err


def test_an_export_is_the_same_elsewhere(dateline: Dateline, transcript: Path, tmp_path: Path) -> None:
    lines = dateline("export", "fire").out
    header = json.loads(lines.splitlines()[0])
    done = dateline.json("export", "fire", "-o", str(tmp_path / "fire.jsonl"))
    assert done == {
        "slug": "fire",
        "path": str(tmp_path / "fire.jsonl"),
        "files": 1,
        "cursor": f"{header['epoch']}.{header['seq']}",
    }
    assert (tmp_path / "fire.jsonl").read_text() == lines
    elsewhere = Dateline(tmp_path / "data")
    assert elsewhere.json("import", str(tmp_path / "fire.jsonl"), "--into", "fire")["added"] == header["seq"]
    assert elsewhere.json("import", str(tmp_path / "fire.jsonl"), "--into", "fire")["added"] == 0
    there, here = elsewhere.json("verify", "fire"), dateline.json("verify", "fire")
    assert there["digest"] == here["digest"] == header["digest"]
    assert elsewhere("export", "fire").out == lines


def test_a_folder_and_a_document(dateline: Dateline, transcript: Path, tmp_path: Path) -> None:
    site = dateline.json("export", "fire", "--format", "site", "-o", str(tmp_path / "site"))
    assert "Crane falls" in (tmp_path / "site" / "index.html").read_text() and site["files"] > 3
    assert "Crane falls" in dateline("export", "fire", "--format", "markdown").out
    assert dateline("export", "fire", "--json").code == 2
    assert dateline("export", "nowhere").code == 1
