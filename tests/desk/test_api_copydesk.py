"""The copy desk's settings, and its rules that become quieter when people call them not useful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dateline.copydesk.rules import RULES
from dateline.desk import tokens
from dateline.desk.models import ShownFinding
from tests.desk.conftest import Newsroom, Program

DRAFT = {"body": "Crews went to to El Pais."}


@pytest.fixture
def file(clean_database: Path) -> Iterator[Path]:
    path: Path = settings.DATELINE.data / "copydesk.json"
    yield path
    path.unlink(missing_ok=True)


def rules(newsroom: Newsroom, slug: str = "fire", sent: Any = DRAFT) -> dict[str, str]:
    reply = newsroom.reporter.post(f"/blogs/{slug}/check", sent)
    assert reply.status == 200, reply.raw.content
    return {finding["rule"]: finding["tier"] for finding in reply.json["findings"]}


def tell(newsroom: Newsroom, numbers: range, rule: str = "doubled-word", useless: int = 0) -> Any:
    """Shown findings `numbers`, the first `useless` of them not useful."""
    told = [{"finding": f"f{n}", "rule": rule, "useful": n - numbers.start >= useless} for n in numbers]
    reply = newsroom.reporter.post("/blogs/fire/findings", {"findings": told})
    assert reply.status == 200, reply.raw.content
    return reply.json["lowered"]


def test_the_newsrooms_file_is_read_anew(newsroom: Newsroom, file: Path) -> None:
    file.write_text('{"house": [{"avoid": "El Pais", "write": "El País"}]}')
    assert set(rules(newsroom)) == {"doubled-word", "house-list"}
    assert newsroom.reporter.get("/copydesk").json["house"] == [{"avoid": "El Pais", "write": "El País", "why": ""}]
    file.write_text('{"off": ["doubled-word"]}')
    assert not rules(newsroom)
    file.write_text("{")
    refused = newsroom.reporter.post("/blogs/fire/check", DRAFT)
    assert refused.status == 422 and refused.json["field"] == "copydesk.json"


def test_a_blogs_own_settings_go_on_top_and_hold_for_it_alone(newsroom: Newsroom, file: Path) -> None:
    file.write_text('{"off": ["typo"], "house": [{"avoid": "El Pais", "write": "El País"}]}')
    own = {"tiers": {"doubled-word": "info"}, "house": [{"avoid": "Crews", "write": "Fire crews", "why": "Ours."}]}
    put = newsroom.editor.put("/blogs/fire/copydesk", own)
    assert put.status == 200 and put.json == {"off": [], **own}
    assert newsroom.reporter.get("/blogs/fire/copydesk").json == put.json
    assert rules(newsroom) == {"doubled-word": "info", "house-list": "error"}
    assert rules(newsroom, "quay") == {"doubled-word": "error", "house-list": "error"}
    before = newsroom.editor.get("/blogs/fire").json["cursor"]
    assert newsroom.editor.put("/blogs/fire/copydesk", {"off": ["doubled-word", "house-list"]}).status == 200
    assert not rules(newsroom)
    assert newsroom.editor.put("/blogs/fire/copydesk", {}).json == {"off": [], "tiers": {}, "house": []}
    assert newsroom.editor.get("/blogs/fire").json["cursor"] == before, "settings are no change of the blog"


@pytest.mark.parametrize(
    "sent, field",
    [
        ({"off": ["no-such"]}, "copydesk.off"),
        ({"off": "typo"}, "off"),
        ({"tiers": {"typo": "loud"}}, "copydesk.tiers"),
        ({"house": [{"avoid": "x"}]}, "copydesk.house[0]"),
        ({"on": []}, "on"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_by_their_field(newsroom: Newsroom, sent: Any, field: str) -> None:
    refused = newsroom.editor.put("/blogs/fire/copydesk", sent)
    assert refused.status == 422 and refused.json["field"] == field
    assert newsroom.editor.get("/blogs/fire/copydesk").json["off"] == []


def test_the_rules_are_listed(newsroom: Newsroom) -> None:
    shown = newsroom.reporter.get("/copydesk").json
    assert [rule["rule"] for rule in shown["rules"]] == [rule.id for rule in RULES]
    assert shown["lowered"] == []


def test_a_rule_that_is_called_not_useful_too_often_drops_a_tier_and_says_so(newsroom: Newsroom) -> None:
    assert not tell(newsroom, range(49), useless=6)
    assert rules(newsroom) == {"doubled-word": "error"}, "not before fifty were shown"
    (dropped,) = tell(newsroom, range(49, 50))
    assert (dropped["rule"], dropped["from"], dropped["to"]) == ("doubled-word", "error", "ask")
    assert dropped["why"].startswith("6 of the last 50 findings")
    found = newsroom.reporter.post("/blogs/quay/check", DRAFT).json
    assert [finding["tier"] for finding in found["findings"]] == ["ask"] and found["lowered"] == [dropped]
    assert newsroom.reporter.get("/copydesk").json["lowered"] == [dropped]


def test_ten_in_a_hundred_are_borne(newsroom: Newsroom) -> None:
    assert not tell(newsroom, range(50), useless=5)
    assert not tell(newsroom, range(50, 100))
    assert not tell(newsroom, range(100, 150), useless=5)
    assert ShownFinding.objects.count() == 50, "older ones are forgotten"


def test_a_finding_told_twice_counts_once_and_a_click_can_be_taken_back(newsroom: Newsroom) -> None:
    for _ in range(3):
        assert not tell(newsroom, range(30), useless=20)
    tell(newsroom, range(20), useless=0)
    assert not tell(newsroom, range(30, 60))


def test_a_rule_falls_to_a_note_and_no_further_and_a_manager_puts_it_back(newsroom: Newsroom) -> None:
    tell(newsroom, range(50), useless=50)
    (dropped,) = tell(newsroom, range(50, 100), useless=50)
    assert dropped["to"] == "info"
    assert not tell(newsroom, range(100, 150), useless=50)
    assert rules(newsroom) == {"doubled-word": "info"}
    restored = newsroom.manager.put("/copydesk/rules/doubled-word", {"lowered": False})
    assert restored.status == 200 and restored.json["lowered"] == []
    assert rules(newsroom) == {"doubled-word": "error"}
    assert not tell(newsroom, range(150, 151)), "what was counted before counts no more"


def test_what_is_no_rule_is_refused_and_nothing_counted(newsroom: Newsroom) -> None:
    told = [{"finding": "a", "rule": "typo"}, {"finding": "b", "rule": "no-such"}]
    refused = newsroom.reporter.post("/blogs/fire/findings", {"findings": told})
    assert refused.status == 422 and refused.json["field"] == "findings[1].rule"
    assert not ShownFinding.objects.exists()
    assert newsroom.manager.put("/copydesk/rules/no-such", {"lowered": False}).status == 404


def test_who_has_some_blogs_does_not_set_what_holds_for_all(newsroom: Newsroom) -> None:
    scoped = Program(tokens.add("manager", "fire only", blogs=["fire"])[1])
    assert scoped.put("/blogs/fire/copydesk", {}).status == 200
    assert scoped.put("/copydesk/rules/typo", {"lowered": False}).status == 403
