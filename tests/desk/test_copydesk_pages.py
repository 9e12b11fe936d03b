"""The pages that set the copy desk, for one blog and for the newsroom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dateline.copydesk.rules import RULES
from dateline.desk.copydesk_words import TITLES
from dateline.desk.models import Deed, LoweredRule
from tests.desk.conftest import Newsroom
from tests.desk.staff import Worker, at_work, quick_logins
from tests.desk.test_api_copydesk import rules, tell
from tests.desk.test_facts_page import page

FORMS = {"fire/copydesk": "editor", "newsroom/copydesk": "manager"}


@pytest.fixture
def file(clean_database: Path) -> Iterator[Path]:
    path: Path = settings.DATELINE.data / "copydesk.json"
    yield path
    path.unlink(missing_ok=True)


def hired(path: str) -> Worker:
    with quick_logins():
        return at_work("Ann", FORMS[path])


def filled(worker: Worker, path: str, **changed: Any) -> dict[str, Any]:
    """The form as the page has it, with some fields `changed`: rule__typo for rule.typo."""
    (form,) = page(worker, path).xpath("//form[@class='copydesk-form']")
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found | {name.replace("__", "."): value for name, value in changed.items()}


@pytest.mark.parametrize("path", FORMS)
def test_a_rule_is_made_quieter_and_switched_off_and_a_word_added(newsroom: Newsroom, file: Path, path: str) -> None:
    ann = hired(path)
    house = {"house__avoid": ["El Pais", ""], "house__write": ["El País", ""], "house__why": ["Its own name.", ""]}
    sent = filled(ann, path, rule__doubled_word="", **house) | {"rule.doubled-word": "info", "rule.typo": "off"}
    assert ann.post(path, **sent).status_code == 302
    assert rules(newsroom) == {"doubled-word": "info", "house-list": "error"}
    again = filled(ann, path)
    assert again["rule.doubled-word"] == ["info"] and again["rule.typo"] == ["off"]
    assert again["house.avoid"][0] == "El Pais" and again["house.why"][0] == "Its own name."
    assert Deed.objects.filter(kind="copydesk.set").count() == 1
    assert ann.post(path, **filled(ann, path)).status_code == 302
    assert rules(newsroom) == {"doubled-word": "info", "house-list": "error"}, "saved as it stands it stays as it is"


@pytest.mark.parametrize("path", FORMS)
def test_what_cannot_be_used_is_refused_and_shown_again(newsroom: Newsroom, file: Path, path: str) -> None:
    ann = hired(path)
    wrong = filled(ann, path, house__avoid=["twice"], house__write=["twice"], house__why=[""])
    reply = ann.post(path, **wrong)
    assert reply.status_code == 422 and b"two different words" in reply.content
    assert b'value="twice"' in reply.content, "nobody types it again"
    assert rules(newsroom) == {"doubled-word": "error"}
    assert ann.post(path, **filled(ann, path) | {"rule.typo": "loud"}).status_code == 422


@pytest.mark.parametrize("path", FORMS)
def test_nobody_overwrites_what_she_has_not_seen(newsroom: Newsroom, file: Path, path: str) -> None:
    ann = hired(path)
    first, second = filled(ann, path), filled(ann, path)
    assert ann.post(path, **first | {"rule.doubled-word": "off"}).status_code == 302
    late = ann.post(path, **second | {"rule.typo": "off"})
    assert late.status_code == 409 and b"changed these settings meanwhile" in late.content
    assert rules(newsroom) == {}


def test_a_blog_has_the_newsrooms_settings_under_its_own(newsroom: Newsroom, file: Path) -> None:
    file.write_text(
        '{"off": ["typo"], "tiers": {"doubled-word": "ask"}, "house": [{"avoid": "Crews", "write": "Teams"}]}'
    )
    tree = page(hired("fire/copydesk"), "fire/copydesk")
    assert tree.xpath("//select[@name='rule.typo']") == []
    assert "Off for the whole newsroom" in tree.xpath("string(//li[contains(., 'A misspelt word')])")
    assert tree.xpath("//select[@name='rule.doubled-word']/option/text()") == ["Question", "Note", "Off"]
    assert "Teams" in tree.xpath("string(//main//details)")


def test_a_file_that_cannot_be_written_is_refused_in_words(newsroom: Newsroom, file: Path) -> None:
    file.symlink_to("/proc/copydesk.json")
    ann = hired("newsroom/copydesk")
    reply = ann.post("newsroom/copydesk", **filled(ann, "newsroom/copydesk"))
    assert reply.status_code == 409 and b"cannot be written by this server" in reply.content


def test_a_link_into_a_repository_stays_one(newsroom: Newsroom, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "house.json"
    kept.write_text("{}")
    kept.chmod(0o664)
    file.symlink_to(kept)
    ann = hired("newsroom/copydesk")
    assert ann.post("newsroom/copydesk", **filled(ann, "newsroom/copydesk") | {"rule.typo": "off"}).status_code == 302
    assert file.is_symlink() and '"typo"' in kept.read_text() and kept.stat().st_mode & 0o777 == 0o664
    assert [each.name for each in tmp_path.iterdir()] == ["house.json"]


def test_a_quieter_rule_says_so_and_a_manager_restores_it(newsroom: Newsroom) -> None:
    tell(newsroom, range(50), useless=6)
    ann = hired("newsroom/copydesk")
    said = page(ann, "newsroom/copydesk").xpath("string(//div[contains(@class, 'copydesk-lowered')])")
    assert "A word written twice is shown more quietly in every blog: not useful in 6 of 50." in " ".join(said.split())
    assert ann.post("newsroom/copydesk/doubled-word").status_code == 302
    assert not LoweredRule.objects.exists() and rules(newsroom) == {"doubled-word": "error"}
    assert page(ann, "newsroom/copydesk").xpath("//div[contains(@class, 'copydesk-lowered')]") == []
    assert ann.post("newsroom/copydesk/no-such").status_code == 404


def test_every_rule_has_its_words() -> None:
    assert {id: str(said).replace("’", "'") for id, said in TITLES.items()} == {rule.id: rule.title for rule in RULES}
