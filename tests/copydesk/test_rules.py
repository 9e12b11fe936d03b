"""Every rule is explained, and the manual names no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.copydesk import checks
from dateline.copydesk.rules import RULES, Rule

DOCS = Path(__file__).parents[2] / "docs"
PARTS = ["What it finds", "Why", "Example", "Switching it off"]
KINDS = {"error": "an error:", "ask": "a question:", "info": "a note:"}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_has_its_page(rule: Rule) -> None:
    page = (DOCS / rule.page).read_text("utf-8")
    assert page.startswith(f"# {rule.title}\n\n`{rule.id}` is {KINDS[rule.tier]}")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == PARTS
    assert all(part.strip() for part in page.split("\n## ")[1:])
    assert f'Write `"{rule.id}"` into `off`' in page


def test_the_manual_lists_the_rules() -> None:
    listed = re.findall(
        r"^\| \[([\w-]+)\]\(\1\.md\) \| (\w+) \| (.+) \|$", (DOCS / "copydesk/README.md").read_text(), re.M
    )
    assert sorted(listed) == sorted((rule.id, rule.tier, rule.title) for rule in RULES)
    assert {path.stem for path in (DOCS / "copydesk").glob("*.md")} == {
        "README",
        "at-the-desk",
        *(rule.id for rule in RULES),
    }


def test_every_check_is_a_rule() -> None:
    files = {path.stem for path in Path(checks.__path__[0]).glob("*.py")} - {"__init__"}
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == files
    assert len({rule.id for rule in RULES}) == len(RULES)
