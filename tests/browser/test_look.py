"""The look of the pages, as far as it can be measured; no server, the typesetter's bytes straight into the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from dateline.typeset import assets, page
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story

Look = Callable[[Story, int], Page]


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """A live page on a screen of this width, without its script: what it looks like before and without one."""
    contexts = []

    def look(story: Story, width: int) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        shown = context.new_page()
        shown.route("**/*", lambda route: _answer(route, page.live(story.blog, SITE, EPOCH)))
        shown.goto(f"{SITE.origin}/{story.slug}")
        return shown

    yield look
    for context in contexts:
        context.close()


def _answer(route: Route, html: bytes) -> None:
    path = route.request.url.removeprefix(SITE.origin)
    if (asset := assets.all().get(path)) and asset.name == "live.css":
        route.fulfill(body=asset.body, content_type=asset.content_type)
    elif path.count("/") == 1:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    else:
        route.fulfill(status=404)


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_nothing_is_wider_than_the_screen(look: Look, width: int) -> None:
    story = full_story().publish(
        "long", "Donaudampfschifffahrtsgesellschaftskapitän" * 3, "https://x.example/" + "y" * 300
    )
    shown = look(story, width)
    assert shown.evaluate("document.documentElement.scrollWidth") == width


def test_the_day_is_told_once_for_all_its_posts(look: Look) -> None:
    shown = look(full_story(), 390)
    days = shown.locator(".post > .day:visible").all_inner_texts()
    assert [day.lower() for day in days] == ["thursday, 3 february 2022", "wednesday, 2 february 2022"]


def test_a_day_put_between_two_posts_of_another_is_told_and_the_other_again(look: Look) -> None:
    shown = look(long_story(4), 390)
    shown.evaluate("document.querySelector('#p-n2').className = 'post d30'")
    assert shown.locator(".post > .day:visible").count() == 3


def test_key_events_stand_beside_the_posts_on_a_desk_and_fold_up_on_a_phone(look: Look) -> None:
    desk, phone = look(full_story(), 1280), look(full_story(), 390)
    beside = desk.locator("#keys a").first.bounding_box()
    posts = desk.locator("#posts").bounding_box()
    assert beside and posts and beside["x"] >= posts["x"] + posts["width"]
    assert not phone.locator("#keys a").first.is_visible()
    phone.locator("#keys summary").click()
    assert phone.locator("#keys a").first.is_visible()


def test_no_stop_of_the_keyboard_does_nothing(look: Look) -> None:
    """Where the key events are open by themselves, what opens them is a heading; where not, the heading is a button."""
    for width, opener, heading in ((1280, False, True), (390, True, False)):
        shown = look(full_story(), width)
        assert shown.locator("#keys summary").is_visible() == opener
        assert shown.locator("#keys h2").is_visible() == heading
        assert shown.get_by_role("navigation", name="Key events").is_visible()
        stops = set()
        for _ in range(60):
            shown.keyboard.press("Tab")
            stops.add(shown.evaluate("document.activeElement.matches('#keys *') && document.activeElement.tagName"))
        assert ("SUMMARY" in stops) == opener and ("A" in stops) == heading


def test_state_and_title_are_on_the_first_screen(look: Look) -> None:
    for width in (390, 1280):
        shown = look(full_story(), width)
        state = shown.locator("#state").bounding_box()
        assert state and state["y"] < 150 and state["width"] < 120 and state["height"] < 40
