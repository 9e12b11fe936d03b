"""Whoever writes before the live desk's scripts have come: each letter stays, and the caret goes on behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.desk.composing import Composing, paragraph
from tests.browser.desk.conftest import Windows
from tests.browser.newsroom import Story

EDITOR = "#editor .editor"
# Resolved once it has run.
FIRST = "import(document.querySelector('script[src*=\"live/first.js\"]').src).then(() => true)"
PHONE = {"width": 360, "height": 740}


@contextmanager
def early(windows: Windows, story: Story, **options: Any) -> Iterator[Page]:
    """The live desk while its scripts are on their way, but for the first; they have come when the block ends."""
    page = windows.blank(**options)
    held: list[Route] = []
    page.route("**/live/main.js", lambda route: held.append(route))  # noqa: PLW0108  # it looks into a function of its own
    page.goto(f"{windows.newsroom.url}/desk/{story.slug}", wait_until="commit")
    page.locator("#early").wait_for(state="attached")
    page.evaluate(FIRST)
    yield page
    for route in held:
        route.continue_()
    page.unroute("**/live/main.js")
    page.locator(EDITOR).wait_for(state="attached")


def begin(page: Page) -> None:
    page.keyboard.press("n")
    expect(page.locator("#headline")).to_be_focused()


def test_n_a_headline_and_a_text_before_the_scripts(composing: Windows, writing_story: Story) -> None:
    with early(composing, writing_story) as page:
        begin(page)
        page.keyboard.type("Smoke over dock four")
        page.keyboard.press("Enter")
        page.keyboard.type("The brigade says so.")
        page.keyboard.press("Enter")
        page.keyboard.type("Nobody is hrt")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("u")
    at = Composing(page)
    assert at.blocks() == [paragraph("The brigade says so."), paragraph("Nobody is hurt")]
    expect(at.headline).to_have_value("Smoke over dock four")
    expect(page.locator("[data-drafts=state]")).to_have_text("Saved at the desk.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline-list").get_by_text("Smoke over dock four")).to_be_visible()


def test_the_scripts_come_in_the_middle_of_a_headline(composing: Windows, writing_story: Story) -> None:
    with early(composing, writing_story) as page:
        begin(page)
        page.keyboard.type("Smoke over four")
        for _ in "four":
            page.keyboard.press("ArrowLeft")
    page.keyboard.type("dock ")
    expect(page.locator("#headline")).to_have_value("Smoke over dock four")


def test_a_new_post_that_was_asked_for_early_is_not_the_one_left_before(
    composing: Windows, writing_story: Story
) -> None:
    with early(composing, writing_story) as page:
        begin(page)
        page.keyboard.type("Left within the hour")
    expect(page.locator("[data-drafts=state]")).to_have_text("Saved at the desk.")
    page.reload()
    expect(page.locator("#headline")).to_have_value("Left within the hour")
    with early(composing, writing_story) as page:
        begin(page)
    expect(page.locator("[data-drafts=unfinished] .draft-title")).to_have_text("Left within the hour")
    expect(page.locator("#headline")).to_have_value("")
    expect(page.locator("#headline")).to_be_focused()


def test_on_a_phone_the_buttons_turn_the_page_before_the_scripts(composing: Windows, writing_story: Story) -> None:
    with early(composing, writing_story, viewport=PHONE) as page:
        write = page.get_by_role("button", name="Write", exact=True)
        expect(page.get_by_role("button", name="Timeline", exact=True)).to_have_attribute("aria-pressed", "true")
        write.click()
        expect(write).to_have_attribute("aria-pressed", "true")
        page.locator("#early").fill("Typed with a thumb")
    expect(write).to_have_attribute("aria-pressed", "true")
    expect(page.locator(EDITOR)).to_have_text("Typed with a thumb")


@pytest.mark.parametrize("place", ["#headline", "#early"])
def test_leaving_before_anything_keeps_the_words_is_asked_about(
    composing: Windows, writing_story: Story, place: str
) -> None:
    with early(composing, writing_story) as page:
        page.locator(place).click()
        page.keyboard.type("Typed and not kept")
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        page.once("dialog", stay)
        page.evaluate("location.assign('/desk/')")
        expect(page.locator(place)).to_have_value("Typed and not kept")
    assert asked == ["beforeunload"]
