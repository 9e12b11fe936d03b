from __future__ import annotations

from pathlib import Path

from dateline.config import TABLE

PAGE = Path(__file__).parents[2] / "docs" / "operating" / "settings.md"


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    told = {name.strip("`"): (default.strip("`"), meaning) for name, default, meaning in rows}
    assert told == {name: (setting.default or "empty", setting.help) for name, setting in TABLE.items()}
