from __future__ import annotations

import csv
import io

import pytest

from tests.cli.command import Dateline

TOLD = (
    "A source at the port said that 240 sailors would be taken to Dunmore.",
    "“Nobody is hurt,” Mayor Lena Brandvold told reporters in Dunmore.",
    "The quay will be reopened on Friday, Brandvold said.",
)


@pytest.fixture(scope="module")
def blog(dateline: Dateline) -> str:
    dateline.json("blog", "open", "harbour", "--title", "Harbour")
    for number, text in enumerate(TOLD):
        dateline.json(
            "post", "publish", "harbour", "--body", "-", "--at", f"2026-05-04T1{number}:00:00Z", stdin=text.encode()
        )
    return "harbour"


def test_people_are_shown_who_said_what(dateline: Dateline, blog: str) -> None:
    done = dateline("facts", blog)
    assert done.code == 0
    lines = done.out.splitlines()
    assert "  Lena Brandvold  “Nobody is hurt”" in lines
    assert "Claims of unnamed sources: 1" in lines and "open" in lines[-1]
    assert any(line.startswith("  2026-05-08  planned") for line in lines)


def test_programs_get_json_or_a_table(dateline: Dateline, blog: str) -> None:
    found = dateline.json("facts", blog)
    (quote,) = [quote for quote in found["quotes"] if quote["kind"] == "direct"]
    url = next(post["url"] for post in found["posts"] if post["id"] == quote["post"])
    rows = list(csv.DictReader(io.StringIO(dateline("facts", blog, "--csv", "quotes").out, newline="")))
    assert [row["url"] for row in rows if row["speaker"] == "Lena Brandvold" and row["kind"] == "direct"] == [url]


def test_what_is_not_there(dateline: Dateline, blog: str) -> None:
    assert dateline("facts", "nosuch").code == 1
    assert dateline("facts", blog, "--csv", "secrets").code == 2
    assert dateline("facts", blog, "--csv", "quotes", "--json").code == 2
