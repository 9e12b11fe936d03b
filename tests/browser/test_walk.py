"""The live page by keyboard alone, with large type, and in the colours that a reader's system forces on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import Reader

# Where the focus is: its place in the document, what it is, whether its ring is drawn, whether any of it can be seen.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const {outlineStyle, outlineWidth} = getComputedStyle(at);
  const {left, right, top, bottom} = at.getClientRects()[0];
  const corners = [[left + 3, top + 3], [right - 3, bottom - 3], [(left + right) / 2, (top + bottom) / 2]];
  const seen = corners.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (at.contains(there) || there.contains(at));
  });
  return {
    place: [...document.querySelectorAll('*')].indexOf(at), name: at.textContent.trim().slice(0, 30) || at.localName,
    ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, seen,
  };
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
  .filter(one => one.checkVisibility({visibilityProperty: true})).length"""


def told(story: Story) -> str:
    """A little of everything that can be focused."""
    sources = [{"name": "Ministry of Transport", "url": "https://gov.example"}]
    table = "| Port | Cars |\n|---|---|\n| North | 12 |"
    post = story.publish("Talks at noon", table, key=True, byline="Liv Aune", tags=["Rail"], sources=sources)
    story.correct(post, "The talks began at noon.")
    story.summarise("Talks have begun.", post)
    story.flag(story.publish("What we know", "See [the letter](https://gov.example/letter)."), pinned=True)
    story.fill(3, paragraphs=1)
    return post


@pytest.mark.parametrize("width", [1280, 360])
def test_the_keyboard_leads_through_the_whole_page_in_its_order(
    story: Story, visit: Callable[..., Reader], width: int
) -> None:
    told(story)
    reader = visit(viewport={"width": width, "height": 800}, timezone_id="America/New_York")
    reader.open(story.url)
    expect(reader.page.get_by_role("button", name="Your time")).to_be_visible()
    met: list[dict[str, Any]] = []
    while len(met) < 200:
        reader.page.keyboard.press("Tab")
        focus = reader.page.evaluate(FOCUS)
        if focus is None:
            break
        met.append(focus)
    places = [one["place"] for one in met]
    assert places == sorted(places), "it jumps about"
    assert len(set(places)) == len(places) == reader.page.evaluate(REACHABLE), "something is passed by, or traps it"
    assert [one for one in met if not one["ring"]] == []
    assert [one for one in met if not one["seen"]] == []


def test_the_first_stop_leads_past_all_controls(story: Story, reader: Reader) -> None:
    told(story)
    reader.open(story.url).page.keyboard.press("Tab")
    expect(reader.page.get_by_role("link", name="Skip to the updates")).to_be_focused()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    expect(reader.page.locator("#posts .at").first).to_be_focused()


@pytest.mark.parametrize(("width", "scale"), [(640, 2), (320, 4)])
def test_at_twice_and_four_times_the_size_nothing_is_cut_off(
    story: Story, visit: Callable[..., Reader], width: int, scale: int
) -> None:
    """A window of 1,280 px at 200 % and 400 % (WCAG 2.2, 1.4.4 and 1.4.10)."""
    told(story)
    reader = visit(viewport={"width": width, "height": 450}, device_scale_factor=scale)
    reader.open(story.url)
    assert reader.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1280, 360])
def test_twice_as_large_a_type_fits(story: Story, visit: Callable[..., Reader], width: int) -> None:
    """What a reader has set in her browser, in a window that stays as it is."""
    told(story)
    reader = visit(viewport={"width": width, "height": 800})
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    reader.open(story.url)
    assert reader.page.evaluate("document.documentElement.scrollWidth") == width
    size = "parseFloat(getComputedStyle(document.querySelector('.post .body')).fontSize)"
    assert reader.page.evaluate(size) == 36


def test_forced_colours_leave_what_is_on_and_what_is_live_to_be_seen(
    story: Story, visit: Callable[..., Reader]
) -> None:
    told(story)
    reader = visit(forced_colors="active")
    reader.open(story.url)
    pause = reader.page.get_by_role("button", name="Pause updates")
    ground = "element => getComputedStyle(element).backgroundColor"
    before = pause.evaluate(ground)
    pause.click()
    assert pause.evaluate(ground) != before
    current, other = reader.page.locator(".views a").nth(0), reader.page.locator(".views a").nth(1)
    assert current.evaluate(ground) != other.evaluate(ground)
    border = "element => getComputedStyle(element).borderTopStyle"
    assert reader.page.locator("#state.live").evaluate(border) == "solid"


def test_who_wants_no_motion_gets_none(story: Story, visit: Callable[..., Reader]) -> None:
    story.fill(2)
    for motion, moving in (("reduce", 0), ("no-preference", 1)):
        reader = visit(reduced_motion=motion)
        reader.open(story.url)
        assert reader.page.evaluate("document.getAnimations().length") == moving
