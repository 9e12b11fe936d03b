from __future__ import annotations

import re

from tests.cli.command import Dateline

DESCRIPTION = {
    "slug", "title", "standfirst", "language", "zone", "place", "state", "opened_at", "closed_at", "paused", "cursor",
    "url",
}  # fmt: skip


def test_a_blog_from_opening_to_reopening(dateline: Dateline) -> None:
    opened = dateline.json(
        "blog",
        "open",
        "harbour-fire",
        "--title",
        "Fire in the harbour",
        "--zone",
        "Europe/Paris",
        "--standfirst",
        "Day one.",
    )
    assert set(opened) == DESCRIPTION
    assert (opened["place"], opened["language"], opened["state"]) == ("Paris", "en", "live")
    assert re.fullmatch(r"[0-9a-f]{8}\.1", opened["cursor"])
    assert opened["url"] == "http://127.0.0.1:8000/harbour-fire"

    described = dateline.json("blog", "describe", "harbour-fire", "--title", "Fire at dock four", "--standfirst", "")
    assert (described["title"], described["standfirst"], described["zone"]) == ("Fire at dock four", "", "Europe/Paris")
    assert described["cursor"].endswith(".2")

    same = dateline("blog", "describe", "harbour-fire", "--title", "Fire at dock four")
    assert same.code == 0 and same.out.startswith("Nothing to change")

    paused = dateline.json("blog", "pause", "harbour-fire", "--note", "Back at 7:00")
    assert (paused["paused"], paused["state"]) == ("Back at 7:00", "live")
    assert "Back at 7:00" in dateline("blog", "show", "harbour-fire").out
    assert dateline.json("blog", "resume", "harbour-fire")["paused"] is None
    assert dateline("blog", "resume", "harbour-fire").out.startswith("Nothing to change")
    assert dateline.json("blog", "pause", "harbour-fire")["paused"] == ""

    closed = dateline.json("blog", "close", "harbour-fire")
    assert closed["paused"] is None
    assert closed["state"] == "closed" and closed["closed_at"]
    assert dateline("blog", "close", "harbour-fire", "--json").problem["status"] == 409
    assert dateline.json("blog", "reopen", "harbour-fire")["state"] == "live"

    shown = dateline.json("blog", "show", "harbour-fire")
    assert set(shown) == DESCRIPTION | {"summary", "posts", "changed_at", "digest"}
    assert shown["cursor"].endswith(".7") and len(shown["digest"]) == 64


def test_a_draft_is_listed_here(dateline: Dateline) -> None:
    assert (
        dateline.json("blog", "open", "quiet", "--title", "静かな街", "--zone", "Asia/Tokyo", "--draft")["state"]
        == "draft"
    )
    assert {b["slug"]: b["state"] for b in dateline.json("blog", "list")} == {"harbour-fire": "live", "quiet": "draft"}
    lines = dateline("blog", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["harbour-fire", "quiet"] and "静かな街" in lines[1]
    assert "静かな街" in dateline("blog", "show", "quiet").out


def test_refusals_are_one_line_or_one_problem(dateline: Dateline) -> None:
    done = dateline("blog", "open", "harbour-fire", "--title", "Again")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ") and done.err.count("\n") == 1
    assert dateline("blog", "open", "Harbour", "--title", "T", "--json").problem["field"] == "slug"
    assert dateline("blog", "show", "nowhere", "--json").problem["status"] == 404
    assert dateline("blog", "describe", "harbour-fire", "--title", "a\x1b[31mb", "--json").problem["field"] == "title"


def test_addresses_follow_the_setting_url(dateline: Dateline) -> None:
    assert (
        "https://live.example.org/quiet"
        in dateline("blog", "show", "quiet", env={"DATELINE_URL": "https://live.example.org"}).out
    )
