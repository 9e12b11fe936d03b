from __future__ import annotations

from pathlib import Path

from dateline.config import TABLE

PAGE = Path(__file__).parents[2] / "docs" / "operating" / "settings.md"


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    told = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    rows = (
        (name, f"`{setting.default}`" if setting.default else "empty", setting.help) for name, setting in TABLE.items()
    )
    assert told == [f"| `{name}` | {default} | {meaning} |" for name, default, meaning in rows]
