"""axe-core, which tests a page for what keeps people out of it: https://github.com/dequelabs/axe-core."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """runOnly => axe.run(document, {runOnly, resultTypes: ['violations']}).then(({violations}) =>
  violations.map(({id, help, nodes}) => [id, help, ...nodes.slice(0, 3).map(({html}) => html)]))"""


@lru_cache
def _source() -> str:
    return _AXE.read_text("utf-8")


def violations(page: Page, *rules: str) -> list[Any]:
    """What axe finds wrong with the page as it is now, by these rules or else by all of WCAG 2.2 AA and its own advice:
    each the rule, what it says, and some elements. Those in open shadow roots are looked at, too."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[Any] = page.evaluate(
        _RUN, {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": _TAGS}
    )
    return found
