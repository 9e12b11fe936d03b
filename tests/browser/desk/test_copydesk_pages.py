"""The pages of facts, of the summary and of the copy desk's settings, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.desk.composing import Composing
from tests.browser.newsroom import Story

CLAIM = "A source at the port said that 240 sailors would be taken to Dunmore."
CONFIRMED = "The harbour master, Ines Vandenberg, said 240 sailors had been taken to Dunmore."
PLAN = "The quay at Dunmore will be reopened to ferries on Friday, the harbour master Ines Vandenberg said."

Composer = Callable[..., Composing]


@pytest.fixture
def told(writing_story: Story) -> Story:
    writing_story.publish("Evacuation", CLAIM)
    writing_story.publish("Sailors ashore", CONFIRMED)
    writing_story.publish("Plans", PLAN)
    return writing_story


def go(composing: Composer, story: Story, name: str, who: str = "Ann", **options: object) -> Page:
    page = composing(story, who, **options).page
    page.goto(f"{page.url}/{name}")
    return page


def standing(page: Page, story: Story, post: str) -> str:
    path = f"/api/v1/blogs/{story.slug}/posts/{post}"
    return str(page.evaluate("(path) => fetch(path).then((reply) => reply.json())", path)["standing"])


def test_a_fact_leads_to_its_words_in_the_timeline(composing: Composer, told: Story) -> None:
    page = go(composing, told, "facts")
    page.locator("#agenda li", has_text="reopened").get_by_role("link", name="Plans").click()
    page.wait_for_function("() => [...(CSS.highlights.get('evidence') ?? [])].join().includes('reopened to ferries')")


def test_it_says_that_there_is_something_new_and_moves_nothing(composing: Composer, told: Story) -> None:
    page = go(composing, told, "facts")
    before = page.locator("#quotes").inner_text()
    told.publish("Mayor speaks", "“Nobody is hurt and nobody was left behind,” Mayor Lena Brandvold told reporters.")
    expect(page.locator("#facts-news")).to_contain_text("Something new was published since")
    assert page.locator("#quotes").inner_text() == before
    page.get_by_role("link", name="Read again").click()
    expect(page.locator("#quotes")).to_contain_text("Lena Brandvold")


def test_a_claim_is_marked_confirmed_over_no_change_that_was_not_seen(composing: Composer, told: Story) -> None:
    (claim, *_) = told.revisions
    page = go(composing, told, "facts")
    told.edit(claim, headline="Evacuation planned")
    page.get_by_role("button", name="Mark the post confirmed").click()
    expect(page.locator("#facts-said")).to_contain_text("Somebody has changed that post meanwhile")
    assert standing(page, told, claim) == "reported"
    page.get_by_role("link", name="Read again").click()
    page.get_by_role("button", name="Mark the post confirmed").click()
    expect(page.locator("#facts-said")).to_contain_text("now marked confirmed")
    assert standing(page, told, claim) == "confirmed"


def test_a_summary_is_chosen_put_in_order_reworded_and_published(composing: Composer, told: Story) -> None:
    page = go(composing, told, "summary")
    chosen = page.locator("#summary-chosen li")
    publish = page.get_by_role("button", name="Publish the summary")
    expect(publish).to_be_disabled()
    proposed = page.locator("#summary-proposed li")
    first, second = proposed.locator("textarea").nth(0).input_value(), proposed.locator("textarea").nth(1).input_value()
    proposed.first.get_by_role("button", name="Add").click()
    proposed.first.get_by_role("button", name="Add").click()
    expect(chosen).to_have_count(2)
    chosen.nth(1).get_by_role("button", name="Up").press("Enter")
    expect(chosen.locator("textarea").first).to_have_value(second)
    chosen.nth(1).locator("textarea").fill("It reopens on Friday.")
    with page.expect_response(lambda reply: reply.request.method == "PUT"):
        publish.click()
    expect(publish).to_be_disabled()
    expect(chosen.locator("textarea").nth(1)).to_have_value("It reopens on Friday.")
    path = f"/api/v1/blogs/{told.slug}"
    said = page.evaluate("(path) => fetch(path).then((reply) => reply.json())", path)["summary"]
    assert [one["text"] for one in said] == [second, "It reopens on Friday."]
    assert first != second and said[1]["posts"] != said[0]["posts"]


def test_a_summary_that_somebody_else_revised_is_not_overwritten(composing: Composer, told: Story) -> None:
    page = go(composing, told, "summary")
    page.locator("#summary-proposed").get_by_role("button", name="Add").first.click()
    told.summarise("Bob wrote this.", next(iter(told.revisions)))
    page.get_by_role("button", name="Publish the summary").click()
    expect(page.locator("#summary-said")).to_contain_text("Somebody has revised the summary meanwhile")
    page.reload()
    expect(page.locator("#summary-chosen textarea")).to_have_value("Bob wrote this.")


def test_a_word_of_the_house_is_added_in_a_row_of_its_own(composing: Composer, told: Story) -> None:
    page = go(composing, told, "copydesk")
    page.get_by_role("button", name="One more").click()
    rows = page.locator("#house .house-word")
    expect(rows).to_have_count(4)
    expect(rows.last.locator("input").first).to_be_focused()
    rows.last.locator("input").nth(0).fill("El Pais")
    rows.last.locator("input").nth(1).fill("El País")
    page.get_by_role("button", name="Save").click()
    expect(rows.first.locator("input").nth(1)).to_have_value("El País")


def test_axe_has_nothing_to_say_and_nothing_is_wider_than_a_phone(composing: Composer, told: Story) -> None:
    told.summarise("Sailors are ashore.", list(told.revisions)[1])
    told.correct(list(told.revisions)[1], "It was a typo.", headline="Sailors are ashore")
    small = {"width": 360, "height": 740}
    page = composing(told, bypass_csp=True, viewport=small, has_touch=True).page
    desk = page.url
    for name in ("facts", "summary", "copydesk"):
        page.goto(f"{desk}/{name}")
        assert violations(page) == [], name
        page.emulate_media(color_scheme="dark")
        assert violations(page, "color-contrast") == [], name
        page.emulate_media(color_scheme="light")
        assert page.evaluate("document.documentElement.scrollWidth") == small["width"], name
