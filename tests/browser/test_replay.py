"""The replay in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import Reader


def told(story: Story) -> list[str]:
    """A story with a correction and a retraction; the ids of its posts, oldest first."""
    posts = [story.publish("Smoke", "Smoke rises.", key=True), story.publish("Flames", "Three are hurt.")]
    posts.append(story.publish("Rumour", "A rumour runs."))
    story.correct(posts[1], "It was two.", body="Two are hurt.")
    story.retract(posts[2], "Not so.")
    posts.append(story.publish("Under control", "It is out.", key=True))
    return posts


def watch(reader: Reader, story: Story) -> Reader:
    reader.page.goto(f"{story.url}/replay")
    expect(reader.page.locator("#player")).to_be_visible()
    return reader


def test_every_change_is_told_back_and_forth(reader: Reader, story: Story) -> None:
    smoke, flames, rumour, control = told(story)
    watch(reader, story)
    page, forth, back = reader.page, reader.page.locator(".forth-one"), reader.page.locator(".back-one")
    expect(page.locator(".step")).to_have_text("Change 1 of 7")
    assert reader.shown() == []
    for _ in range(3):
        forth.click()
    assert reader.shown() == [rumour, flames, smoke]
    expect(reader.post(flames)).to_contain_text("Three are hurt.")
    expect(reader.post(rumour)).to_contain_text("What stood here was retracted later.")
    forth.click()
    expect(reader.post(flames)).to_contain_text("Two are hurt.")
    forth.click()
    expect(reader.post(rumour)).to_contain_text("Not so.")
    for _ in range(9):
        forth.click()
    assert reader.shown() == [control, rumour, flames, smoke]
    for _ in range(9):
        back.click()
    assert reader.shown() == []
    assert "rumour runs" not in page.content()


def test_it_plays_to_the_end_and_pauses(reader: Reader, story: Story) -> None:
    told(story)
    watch(reader, story)
    play = reader.page.locator(".play")
    reader.page.locator("#player select").select_option("4")
    play.click()
    expect(play).to_have_text("Pause")
    play.click()
    expect(play).to_have_text("Play")
    reader.page.eval_on_selector("#player input", "e => { e.value = e.max * .97; e.oninput(); }")
    play.click()
    expect(reader.page.locator(".step")).to_have_text("Change 7 of 7")
    expect(play).to_have_text("Play")
    assert len(reader.shown()) == 4


def test_the_slider_tells_its_time_and_arrows_go_by_changes(reader: Reader, story: Story) -> None:
    smoke, *_ = told(story)
    watch(reader, story)
    slider = reader.page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    assert reader.shown() == [smoke]
    value = slider.get_attribute("aria-valuetext") or ""
    assert "Change 2 of 7" in value and ":" in value
    slider.press("End")
    expect(reader.page.locator(".step")).to_have_text("Change 7 of 7")
    slider.press("ArrowLeft")
    expect(reader.page.locator(".step")).to_have_text("Change 6 of 7")


def test_key_events_are_on_the_track_and_are_buttons(reader: Reader, story: Story) -> None:
    *_, control = told(story)
    watch(reader, story)
    assert reader.page.locator(".track i").count() == 2
    reader.page.locator("#events summary").press("Enter")
    reader.page.get_by_role("button", name="Under control").press("Enter")
    assert reader.shown()[0] == control


def test_who_wants_no_motion_gets_steps(visit: Callable[..., Reader], story: Story) -> None:
    told(story)
    reader = watch(visit(reduced_motion="reduce"), story)
    reader.page.locator("#player select").select_option("4")
    reader.page.locator(".play").click()
    expect(reader.page.locator(".step")).to_have_text("Change 7 of 7", timeout=8000)
    assert reader.page.locator(".fresh").count() == 0
    assert reader.complaints == []


def test_nothing_plays_by_itself(reader: Reader, story: Story) -> None:
    told(story)
    watch(reader, story)
    reader.page.wait_for_timeout(400)
    expect(reader.page.locator(".step")).to_have_text("Change 1 of 7")


def test_without_script_the_moments_are_there(visit: Callable[..., Reader], story: Story) -> None:
    told(story)
    reader = visit(java_script_enabled=False)
    reader.page.goto(f"{story.url}/replay")
    assert not reader.page.locator("#player").is_visible()
    reader.page.locator(".hours a").first.click()
    assert "/at/" in reader.page.url
    expect(reader.page.locator("#moment-h")).to_contain_text("as it stood at")


def test_when_the_story_cannot_be_had_it_says_so(visit: Callable[..., Reader], story: Story) -> None:
    reader = visit()
    reader.page.route("**/replay.json", lambda route: route.fulfill(status=503))
    reader.page.goto(f"{story.url}/replay")
    expect(reader.page.locator("#failed")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(visit: Callable[..., Reader], story: Story, width: int) -> None:
    told(story)
    reader = watch(visit(viewport={"width": width, "height": 800}), story)
    for path in ("replay", "record", "at/2222-01-01T00:00"):
        reader.page.goto(f"{story.url}/{path}")
        assert reader.page.evaluate("document.documentElement.scrollWidth") == width, path
