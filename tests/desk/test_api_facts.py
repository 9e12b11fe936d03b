"""A blog's facts as JSON and as tables, and sentences for its summary."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.desk.conftest import Newsroom

TOLD = (
    ("Evacuation", "A source at the port said that 240 sailors would be taken to Dunmore.", "09:00"),
    ("Mayor speaks", "“Nobody is hurt,” Mayor Lena Brandvold told reporters in Dunmore.", "10:00"),
    ("Sailors ashore", "The harbour master, Ines Vandenberg, said 240 sailors had been taken to Dunmore.", "11:30"),
    ("Plans", "The quay at Dunmore will be reopened to ferries on Friday, Vandenberg said.", "12:00"),
)


@pytest.fixture
def told(newsroom: Newsroom) -> dict[str, Any]:
    """Posts by headline."""
    sent = ({"headline": head, "body": body, "at": f"2026-05-04T{at}:00Z"} for head, body, at in TOLD)
    return {post["headline"]: post for post in (newsroom.editor.post("/blogs/fire/posts", one).json for one in sent)}


def facts(newsroom: Newsroom) -> Any:
    reply = newsroom.reporter.get("/blogs/fire/facts")
    assert reply.status == 200, reply.raw.content
    return reply.json


def table(newsroom: Newsroom, name: str) -> list[dict[str, str]]:
    reply = newsroom.reporter.get(f"/blogs/fire/facts/{name}.csv")
    assert reply.status == 200 and reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="fire-{name}.csv"'
    return list(csv.DictReader(io.StringIO(reply.raw.content.decode("utf-8"), newline="")))


def test_every_fact_has_its_place_its_time_and_its_post(newsroom: Newsroom, told: dict[str, Any]) -> None:
    found = facts(newsroom)
    texts = {told[head]["id"]: f"{head}\n\n{body}" for head, body, _ in TOLD}
    texts[newsroom.post["id"]] = "Crews arrive\n\nThree engines are on the scene."
    for item in (*found["quotes"], *found["figures"], *found["claims"]):
        assert texts[item["post"]][item["start"] : item["end"]] == item["text"]
    (quote,) = [quote for quote in found["quotes"] if quote["kind"] == "direct"]
    assert quote["speaker"] == "Lena Brandvold" and quote["at"] == "2026-05-04T10:00:00.000Z"
    assert {post["id"]: post["url"] for post in found["posts"]}[quote["post"]] == told["Mayor speaks"]["url"]
    (plan,) = [plan for plan in found["agenda"] if plan["when"]]
    assert plan["when"].startswith("2026-05-08") and plan["posts"] == [told["Plans"]["id"]]
    assert {figure["subject"] for figure in found["figures"] if figure["low"] == 240} == {"sailors"}


def test_a_claim_is_open_until_it_is_borne_out(newsroom: Newsroom, told: dict[str, Any]) -> None:
    (claim,) = facts(newsroom)["claims"]
    assert (claim["state"], claim["minutes"], claim["post"]) == ("confirmed", 150, told["Evacuation"]["id"])
    assert claim["confirmed_by"]["post"] == told["Sailors ashore"]["id"]
    path = f"/blogs/fire/posts/{told['Sailors ashore']['id']}/retraction"
    assert newsroom.editor.post(path, {"reason": "Another ship."}, if_match='"1"').status == 200
    (claim,) = facts(newsroom)["claims"]
    assert (claim["state"], claim["minutes"], claim["confirmed_by"]) == ("open", None, None)


def test_another_headline_makes_no_claim_newer_than_what_bore_it_out(newsroom: Newsroom, told: dict[str, Any]) -> None:
    claim = f"/blogs/fire/posts/{told['Evacuation']['id']}"
    assert newsroom.editor.put(claim, {"headline": "Evacuation planned"}, if_match='"1"').status == 200
    assert [one["state"] for one in newsroom.editor.get("/blogs/fire/facts").json["claims"]] == ["confirmed"]
    anew = "A source at the port said that 240 sailors would be taken to Dunmore tonight."
    assert newsroom.editor.put(claim, {"body": anew}, if_match='"2"').status == 200
    assert [one["state"] for one in newsroom.editor.get("/blogs/fire/facts").json["claims"]] == ["open"]


def test_tables_lead_to_their_posts(newsroom: Newsroom, told: dict[str, Any]) -> None:
    quotes = table(newsroom, "quotes")
    assert {"Lena Brandvold"} == {row["speaker"] for row in quotes if row["kind"] == "direct"}
    assert {row["url"] for row in quotes} <= {post["url"] for post in told.values()}
    assert [row["low"] for row in table(newsroom, "figures")].count("240") == 2
    (claim,) = table(newsroom, "claims")
    assert claim["state"] == "confirmed" and claim["confirmed_by"] == told["Sailors ashore"]["url"]
    assert [row["url"] for row in table(newsroom, "agenda") if row["when"]] == [told["Plans"]["url"]]
    assert newsroom.reporter.get("/blogs/fire/facts/secrets.csv").status == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_text_is_a_formula_in_a_spreadsheet(newsroom: Newsroom, start: str) -> None:
    said = f"“{start}SUM(A1) is what we pay, and nothing else at all,” Mayor Lena Brandvold said."
    assert newsroom.editor.post("/blogs/fire/posts", {"body": said, "format": "text"}).status == 201
    (row,) = [row for row in table(newsroom, "quotes") if "SUM" in row["text"]]
    assert row["text"].startswith(f"'{start}SUM")


def test_facts_are_for_tokens(newsroom: Newsroom) -> None:
    for path in ("facts", "facts/quotes.csv", "summary/proposals"):
        assert newsroom.anybody.get(f"/blogs/fire/{path}").status == 401


def test_a_summarys_sentence_is_withdrawn_when_a_post_behind_it_is_corrected(
    newsroom: Newsroom, told: dict[str, Any]
) -> None:
    proposed = newsroom.reporter.get("/blogs/fire/summary/proposals").json
    assert proposed["withdrawn"] == [] and proposed["sentences"]
    ashore = told["Sailors ashore"]["id"]
    chosen = next(one for one in proposed["sentences"] if one["posts"][0] == ashore)
    assert chosen["text"] == TOLD[2][1]
    other = {"text": "The quay is shut.", "posts": [told["Plans"]["id"]]}
    assert newsroom.editor.put("/blogs/fire/summary", {"sentences": [chosen, other]}).status == 200

    correction = {"note": "It was 214 sailors.", "body": TOLD[2][1].replace("240", "214")}
    path = f"/blogs/fire/posts/{ashore}/corrections"
    assert newsroom.editor.post(path, correction, if_match='"1"').status == 200
    now = newsroom.reporter.get("/blogs/fire/summary/proposals").json
    assert now["withdrawn"] == [{**chosen, "because": [ashore]}]
    assert TOLD[2][1] not in {one["text"] for one in now["sentences"]}, "what is proposed is what is said now"

    assert newsroom.editor.put("/blogs/fire/summary", {"sentences": [other]}).status == 200
    assert newsroom.reporter.get("/blogs/fire/summary/proposals").json["withdrawn"] == []


def test_a_retracted_post_is_behind_no_proposal(newsroom: Newsroom, told: dict[str, Any]) -> None:
    ashore = told["Sailors ashore"]["id"]
    path = f"/blogs/fire/posts/{ashore}/retraction"
    assert newsroom.editor.post(path, {"reason": "Another ship."}, if_match='"1"').status == 200
    now = newsroom.reporter.get("/blogs/fire/summary/proposals").json
    assert all(ashore not in one["posts"] for one in now["sentences"])
