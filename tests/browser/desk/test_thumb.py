"""The composer on a phone: its deed is under the thumb, whatever waits below it and however much stands above."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk.conftest import Windows
from tests.browser.newsroom import Story

PHONE = {"width": 360, "height": 740}
KEYBOARD_UP = {"width": 360, "height": 400}
ACROSS = {"width": 740, "height": 360}
# Whether a finger on each corner of the button, and in its middle, is on the button.
_UNDER_THE_THUMB = """() => {
  const button = document.querySelector('[data-act=publish]');
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const at = [[left + 4, top + 4], [right - 4, bottom - 4], [(left + right) / 2, (top + bottom) / 2]];
  return at.every(([x, y]) => button.contains(document.elementFromPoint(x, y)));
}"""
_SCROLL = "(to) => { const pane = document.querySelector('#composer'); pane.scrollTop = to * pane.scrollHeight; }"


def fill_the_outbox(page: Page) -> None:
    """Five posts that wait for the network, and a text that has been begun."""
    page.get_by_role("button", name="Write", exact=True).click()
    page.context.set_offline(True)
    for n in range(1, 6):
        page.fill("#headline", f"Bulletin {n}: the ferries stay in the harbour until the wind has dropped")
        page.click("[data-act=publish]")
        expect(page.locator("[data-drafts=waiting] li")).to_have_count(n)
    page.fill("#headline", "Half a thought")


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_UP, ACROSS], ids=["phone", "keyboard up", "across"])
def test_publish_stays_under_the_thumb(composing: Windows, writing_story: Story, size: dict[str, int]) -> None:
    page = composing(writing_story, viewport=PHONE, has_touch=True).page
    fill_the_outbox(page)
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a size, as its names say
    page.click(".composer-more summary")  # the form is at its longest
    for part in (0, 0.4, 1):
        page.evaluate(_SCROLL, part)
        assert page.evaluate(_UNDER_THE_THUMB), f"scrolled to {part}"
    page.context.set_offline(False)
    expect(page.locator("[data-drafts=waiting] li")).to_have_count(0)


def test_a_receipt_folds_away_once_all_is_well(composing: Windows, writing_story: Story) -> None:
    page = composing(writing_story, viewport=PHONE, has_touch=True).page
    page.get_by_role("button", name="Write", exact=True).click()
    page.fill("#headline", "Published with the wrong thumb")
    page.click("[data-act=publish]")
    page.locator("#withdrawal button").click()
    summary = page.locator("#receipt summary")
    expect(summary).to_contain_text("All after")
    expect(page.locator("#receipt li").first).to_be_hidden()
    summary.click()
    expect(page.locator("#receipt li.carries")).to_have_count(7)
    expect(page.locator("#receipt li").last).to_be_visible()
