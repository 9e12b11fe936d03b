"""What happens to a post after it is published: by menu, by key, and where a reader sees it."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk.composing import Composing
from tests.browser.newsroom import Story


def row(page: Page, post: str) -> Locator:
    return page.locator(f"#timeline-list .row[data-id='{post}']")


def menu(page: Page, post: str, deed: str) -> None:
    row(page, post).locator(".deeds").click()
    page.get_by_role("menu").locator(f"[data-deed='{deed}']").click()


def shown(story: Story, post: str) -> httpx.Response:
    return httpx.get(f"{story.url}/p/{post}", timeout=20)


def expect_receipt(page: Page, title: str) -> None:
    panel = page.locator("#receipt")
    expect(panel.locator("h3")).to_have_text(title)
    expect(panel.locator("li")).to_have_count(7)
    expect(panel.locator("li.carries")).to_have_count(7)
    expect(panel.locator(".readers")).to_contain_text("100 %")


def test_published_by_mistake_it_is_withdrawn_with_one_key(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    desk = composing(writing_story)
    page, reader = desk.page, composing(writing_story, "Bob").page
    reader.goto(writing_story.url)
    page.keyboard.press("n")
    desk.type("Too soon", "<Enter>", "Nobody was to read this.", "<Control+Enter>")
    expect(reader.get_by_role("heading", name="Too soon")).to_be_visible()
    expect(page.locator("#withdrawal button")).to_contain_text("Withdraw (z)")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    expect(page.locator("#withdrawal")).to_be_hidden()
    expect(page.locator("#timeline-list .row.withdrawn")).to_contain_text("Withdrawn: readers see nothing of it.")
    expect(reader.get_by_role("heading", name="Too soon")).to_have_count(0)
    expect(reader.locator(".tombstone")).to_have_count(0)
    expect_receipt(page, "Receipt of the withdrawal")


def test_a_z_that_is_typed_withdraws_nothing(composing: Callable[..., Composing], writing_story: Story) -> None:
    desk = composing(writing_story)
    desk.write("Zürich", "<Control+Enter>")
    expect(desk.page.locator("#withdrawal")).to_be_visible()
    desk.text.click()
    desk.type("zzz")
    expect(desk.page.locator("#withdrawal")).to_be_visible()
    expect(desk.page.locator("#timeline-list .row.withdrawn")).to_have_count(0)


def test_retracted_with_a_reason_that_readers_see(composing: Callable[..., Composing], writing_story: Story) -> None:
    post = writing_story.publish("Captain on the bridge", "He was on the bridge at the time, a witness said.")
    page = composing(writing_story).page
    menu(page, post, "retract")
    dialog = page.locator("#retract")
    expect(dialog.locator("[value=do]")).to_be_disabled()
    page.keyboard.type("The witness was mistaken.")
    page.keyboard.press("Control+Enter")
    expect(row(page, post).locator(".tombstone")).to_contain_text("The witness was mistaken.")
    expect(row(page, post).locator(".who")).to_contain_text("retracted by Ann")
    assert "The witness was mistaken." in shown(writing_story, post).text
    assert "at the time" not in shown(writing_story, post).text
    expect_receipt(page, "Receipt of the retraction")


def test_a_retraction_that_is_cancelled_changes_nothing(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    post = writing_story.publish("It stays")
    page = composing(writing_story).page
    menu(page, post, "retract")
    page.keyboard.type("No.")
    page.keyboard.press("Escape")
    expect(page.locator("#retract")).to_be_hidden()
    page.wait_for_timeout(300)
    assert "It stays" in shown(writing_story, post).text


def test_taken_down_only_when_it_is_typed(composing: Callable[..., Composing], writing_story: Story) -> None:
    post = writing_story.publish("Name of the suspect", "The suspect is called by a name that a court forbids.")
    page = composing(writing_story).page
    menu(page, post, "takedown")
    dialog = page.locator("#takedown")
    dialog.locator("[name=reason]").fill("By order of a court.")
    dialog.locator("[name=typed]").fill("yes")
    expect(dialog.locator("[value=do]")).to_be_disabled()
    dialog.locator("[name=typed]").fill(writing_story.slug)
    dialog.locator("[value=do]").click()
    expect(row(page, post).locator(".who")).to_contain_text("taken down by Ann")
    expect_receipt(page, "Receipt of the takedown")
    token = {"Authorization": f"Bearer {writing_story.newsroom.token}"}
    log = httpx.get(
        f"{writing_story.newsroom.url}/api/v1/blogs/{writing_story.slug}/changes", headers=token, timeout=20
    )
    assert "court forbids" not in log.text


def test_corrected_in_the_composer_with_a_receipt_while_a_reader_looks(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    post = writing_story.publish("Bridge closed", "The bridge is closed until seven.")
    desk = composing(writing_story)
    page, reader = desk.page, composing(writing_story, "Bob").page
    reader.goto(writing_story.url)
    menu(page, post, "correct")
    expect(page.locator("[name=note]")).to_be_focused()
    page.keyboard.type("Until eight, not seven.")
    desk.write("The bridge is closed until eight.", "<Control+Enter>")
    expect(reader.locator(f"#p-{post} .correction")).to_contain_text("Until eight, not seven.")
    expect(row(page, post).locator(".who")).to_contain_text("corrected by Ann")
    expect_receipt(page, "Receipt of the correction")


def test_marks_and_standing_are_one_key_each(composing: Callable[..., Composing], writing_story: Story) -> None:
    post = writing_story.publish("One")
    page = composing(writing_story).page
    expect(row(page, post)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("i")
    expect(row(page, post).locator("article.key")).to_be_visible()
    page.keyboard.press("p")
    expect(row(page, post).locator(".flag")).to_have_text("Pinned")
    page.keyboard.press("3")
    expect(row(page, post).locator(".chip")).to_contain_text("Confirmed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemcheckbox", name="Key event")).to_have_attribute("aria-checked", "true")


def test_history_shows_each_text_and_who_wrote_it(composing: Callable[..., Composing], writing_story: Story) -> None:
    post = writing_story.publish("Bridge closed", "Closed until seven.")
    writing_story.correct(post, "Until eight.", body="Closed until eight.")
    page = composing(writing_story).page
    menu(page, post, "history")
    dialog = page.locator("#history")
    expect(dialog.locator(".revision")).to_have_count(2)
    expect(dialog.locator("ins")).to_contain_text("eight")
    expect(dialog.locator("del")).to_contain_text("seven")
    expect(dialog.locator(".revision .who").first).to_contain_text("browser")


def conflict(desk: Composing, story: Story, post: str) -> Locator:
    """Ann has begun to edit; somebody else has changed the post; Ann publishes."""
    menu(desk.page, post, "edit")
    expect(desk.text).to_contain_text("Three engines")
    story.edit(post, body="Three engines are on the scene.\n\nMore are on their way.")
    desk.write("From the harbour master.", "<Enter>", "Three engines are on the scene.", "<Control+Enter>")
    dialog = desk.page.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(dialog.locator("ins")).to_contain_text("From the harbour master.")
    expect(dialog.locator("del")).to_contain_text("More are on their way.")
    expect(dialog.locator("[data-who]")).to_contain_text("Changed by browser")
    return dialog


def test_a_second_editor_overwrites_nothing_and_goes_on_with_both(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    post = writing_story.publish("Crews arrive", "Three engines are on the scene.")
    desk = composing(writing_story)
    dialog = conflict(desk, writing_story, post)
    assert "From the harbour master" not in shown(writing_story, post).text
    dialog.locator("[value=both]").click()
    expect(desk.text.locator("p")).to_have_text(
        ["From the harbour master.", "Three engines are on the scene.", "More are on their way."]
    )
    desk.text.click()
    desk.type("<Control+Enter>")
    expect(row(desk.page, post)).to_contain_text("From the harbour master.")
    assert "More are on their way." in shown(writing_story, post).text


def test_a_second_editor_takes_theirs_and_her_own_is_kept(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    post = writing_story.publish("Crews arrive", "Three engines are on the scene.")
    desk = composing(writing_story)
    conflict(desk, writing_story, post).locator("[value=theirs]").click()
    expect(desk.text.locator("p")).to_have_text(["Three engines are on the scene.", "More are on their way."])
    desk.page.locator("#outbox summary").click()
    expect(desk.page.locator("#outbox")).to_contain_text("Crews arrive")
