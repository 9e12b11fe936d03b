"""What happens to a post after it is published: by menu, by key, and where a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.desk.composing import Composing
from tests.browser.newsroom import Story

KEPT = """async () => {
  const asked = indexedDB.open('dateline-drafts-' + document.body.dataset.person);
  const db = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const all = db.transaction('drafts').objectStore('drafts').getAll();
  const found = await new Promise((done) => { all.onsuccess = () => done(all.result); });
  db.close();
  return JSON.stringify([found, { ...localStorage }]);
}"""


def row(page: Page, post: str) -> Locator:
    return page.locator(f"#timeline-list .row[data-id='{post}']")


def menu(page: Page, post: str, deed: str) -> None:
    row(page, post).locator(".deeds").click()
    page.get_by_role("menu").locator(f"[data-deed='{deed}']").click()


def shown(story: Story, post: str) -> httpx.Response:
    return httpx.get(f"{story.url}/p/{post}", timeout=20)


def expect_receipt(page: Page, title: str) -> None:
    panel = page.locator("#receipt")
    expect(panel.locator("h3")).to_have_text(title, timeout=30_000)
    expect(panel.locator("li")).to_have_count(7)
    expect(panel.locator("li.carries")).to_have_count(7, timeout=30_000)
    expect(panel.locator(".readers")).to_contain_text(re.compile(r"100 % of \d+ open streams"), timeout=30_000)
    expect(panel.locator(".readers")).to_contain_text(re.compile(r"All after [\d.]+ s"))


def test_published_by_mistake_it_is_withdrawn_with_one_key(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    desk = composing(writing_story)
    page, reader = desk.page, composing(writing_story, "Bob").page
    reader.goto(writing_story.url)
    page.keyboard.press("n")
    desk.type("Too soon", "<Enter>", "Nobody was to read this.", "<Control+Enter>")
    expect(page.locator("#withdrawal button")).to_contain_text(re.compile(r"Withdraw \(z\) \d+"))
    expect(reader.get_by_role("heading", name="Too soon")).to_be_visible()
    page.keyboard.type("z")  # in the next headline, where it is a letter
    expect(page.locator("#headline")).to_have_value("z")
    expect(page.locator("#timeline-list .row.withdrawn")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    expect(page.locator("#withdrawal")).to_be_hidden()
    gone = page.locator("#timeline-list .row.withdrawn")
    expect(gone).to_contain_text("Withdrawn: readers see nothing of it.")
    expect(gone.locator(".who")).to_contain_text(re.compile(r"Ann, \d\d:\d\d · withdrawn by Ann, \d\d:\d\d"))
    expect(reader.get_by_role("heading", name="Too soon")).to_have_count(0)
    expect(reader.locator(".tombstone")).to_have_count(0)
    expect_receipt(page, "Receipt of the withdrawal")


def test_retracted_with_a_reason_that_readers_see(composing: Callable[..., Composing], writing_story: Story) -> None:
    post = writing_story.publish("Captain on the bridge", "He was on the bridge at the time, a witness said.")
    page = composing(writing_story).page
    dialog = page.locator("#retract")
    menu(page, post, "retract")
    expect(dialog.locator("[value=do]")).to_be_disabled()
    page.keyboard.type("No, after all.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert shown(writing_story, post).text.count("at the time"), "what is cancelled changes nothing"
    menu(page, post, "retract")
    expect(dialog.locator("[name=reason]")).to_have_value("")
    page.keyboard.type("The witness was mistaken.")
    page.keyboard.press("Control+Enter")
    expect(row(page, post).locator(".tombstone")).to_contain_text("The witness was mistaken.")
    expect(row(page, post).locator(".who")).to_contain_text(re.compile(r"browser, \d\d:\d\d · retracted by Ann, \d\d:"))
    expect_receipt(page, "Receipt of the retraction")
    assert "The witness was mistaken." in shown(writing_story, post).text
    assert "at the time" not in shown(writing_story, post).text


def test_taken_down_only_when_it_is_typed_and_from_every_desk(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    """Bob is writing about the post, and has begun another text of it: both are gone, here and at the desk."""
    post = writing_story.publish("Name of the suspect", "The suspect is called by a name that a court forbids.")
    desk, bob = composing(writing_story), composing(writing_story, "Bob")
    page = desk.page
    menu(bob.page, post, "correct")
    bob.page.keyboard.type("A note about the forbidden name.")
    expect(bob.page.locator("[data-drafts=state]")).to_contain_text("at the desk", ignore_case=True, timeout=20_000)
    menu(bob.page, post, "edit")
    expect(bob.text).to_contain_text("court forbids")
    menu(page, post, "takedown")
    dialog = page.locator("#takedown")
    dialog.locator("[name=reason]").fill("By order of a court.")
    for typed in ("", "yes", "Name of"):
        dialog.locator("[name=typed]").fill(typed)
        expect(dialog.locator("[value=do]")).to_be_disabled()
    dialog.locator("[name=typed]").fill(f" {writing_story.slug.upper()} ")
    dialog.locator("[value=do]").click()
    expect(row(page, post).locator(".who")).to_contain_text(re.compile(r"taken down by Ann, \d\d:\d\d"))
    expect_receipt(page, "Receipt of the takedown")
    expect(bob.text).not_to_contain_text("court forbids")
    bob.expect_said("This post was taken down")
    expect(bob.page.locator("#outbox")).not_to_contain_text("forbidden name")
    assert "forbid" not in bob.page.evaluate(KEPT)
    for below in ("/changes", f"/posts/{post}", f"/posts/{post}/history", "/drafts", "/timeline"):
        script = "async (path) => (await fetch('/api/v1/blogs/' + document.body.dataset.slug + path)).text()"
        told = str(bob.page.evaluate(script, below))
        assert "forbid" not in told, below


@pytest.mark.parametrize(("key", "field"), [("c", "[name=note]"), ("e", ".ProseMirror")])
def test_what_is_typed_before_the_form_has_come_stands_in_it(
    composing: Callable[..., Composing], writing_story: Story, key: str, field: str
) -> None:
    """`p` and `x` are deeds to the post that she is about to change."""
    post = writing_story.publish("Bridge closed", "Until seven.")
    page = composing(writing_story).page
    asked: list[Route] = []
    page.route(f"**/posts/{post}", lambda route: asked.append(route))  # noqa: PLW0108  # it looks into a function of its own
    row(page, post).locator("article").focus()
    with page.expect_request(f"**/posts/{post}"):
        page.keyboard.press(key)
    page.keyboard.type("Expecx")
    page.keyboard.press("Backspace")
    page.keyboard.type("t nothing.")
    asked[0].continue_()
    expect(page.locator(field)).to_be_focused()
    said = page.locator(field).evaluate("(field) => field.value ?? field.textContent")
    assert said.replace("Until seven.", "") == "Expect nothing."
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert "pinned" not in shown(writing_story, post).text


def test_a_takedown_is_told_where_the_same_words_stand_besides(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    said = "The suspect is called by a name that a court forbids."
    alone = writing_story.publish("Traffic", "The bridge is open again in both directions, the harbour office says.")
    post, copied = writing_story.publish("Name of the suspect", said), writing_story.publish("The day so far", said)
    desk, bob = composing(writing_story), composing(writing_story, "Bob")
    bob.write(f"He was seen before. {said}")
    expect(bob.page.locator("[data-drafts=state]")).to_contain_text("at the desk", ignore_case=True, timeout=20_000)
    page = desk.page
    dialog = page.locator("#takedown")
    menu(page, post, "takedown")
    copies = dialog.locator("[data-copies] li")
    expect(copies).to_have_text(["The day so far words in a row: 11", "A draft of Bob words in a row: 11"])
    expect(copies.get_by_role("link")).to_have_attribute("href", f"/{writing_story.slug}/p/{copied}")
    page.keyboard.press("Escape")
    menu(page, alone, "takedown")
    expect(dialog.locator("[data-headline]")).to_have_text("Traffic")
    expect(dialog.locator("[data-copies]")).to_be_hidden()


def test_corrected_in_the_composer_with_a_receipt_while_a_reader_looks(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    post = writing_story.publish("Bridge closed", "The bridge is closed until seven.")
    desk = composing(writing_story)
    page, reader = desk.page, composing(writing_story, "Bob").page
    reader.goto(writing_story.url)
    menu(page, post, "correct")
    expect(page.locator("[name=note]")).to_be_focused()
    desk.write("The bridge is closed until eight.", "<Control+Enter>")
    desk.expect_said("Say in the note for readers what was wrong.")
    expect(page.locator("[name=note]")).to_be_focused()
    assert "until seven" in shown(writing_story, post).text
    desk.type("Until eight, not seven.", "<Control+Enter>")
    expect(reader.locator(f"#p-{post} .correction")).to_contain_text("Until eight, not seven.")
    expect(row(page, post).locator(".who")).to_contain_text(re.compile(r"corrected by Ann, \d\d:\d\d"))
    expect_receipt(page, "Receipt of the correction")
    page.get_by_role("button", name="Close the receipt").click()
    expect(page.locator("#receipt")).to_be_hidden()
    menu(page, post, "history")
    dialog = page.locator("#history")
    expect(dialog.locator(".revision")).to_have_count(2)
    expect(dialog.locator("ins")).to_contain_text("eight")
    expect(dialog.locator("del")).to_contain_text("seven")
    expect(dialog.locator(".revision .who")).to_contain_text(
        [re.compile(r"Ann · \d\d:"), re.compile(r"browser · \d\d:")]
    )


def test_marks_and_standing_are_one_key_each(composing: Callable[..., Composing], writing_story: Story) -> None:
    """Pressed one after the other, as fast as fingers go: each is about what the one before has made."""
    post = writing_story.publish("One")
    page = composing(writing_story).page
    expect(row(page, post)).to_be_visible()
    page.keyboard.press("j")
    for key in ("i", "p", "3", "p", "p"):
        page.keyboard.press(key)
    expect(row(page, post).locator("article.key")).to_be_visible()
    expect(row(page, post).locator(".chip")).to_contain_text("Confirmed")
    expect(row(page, post).locator(".flag")).to_have_text("Pinned")
    expect(row(page, post).locator(".who")).to_contain_text(re.compile(r"(marked|edited) by Ann"))
    expect(page.locator("#deed-trouble")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemcheckbox", name="Key event")).to_have_attribute("aria-checked", "true")


def conflict(desk: Composing, story: Story, post: str, mine: str, theirs: str) -> Locator:
    """Ann has begun to edit; somebody else has changed the post; Ann publishes."""
    menu(desk.page, post, "edit")
    expect(desk.text).to_contain_text("Three engines")
    story.edit(post, body=f"Three engines are on the scene.\n\n{theirs}")
    desk.write(mine, "<Enter>", "Three engines are on the scene.", "<Control+Enter>")
    dialog = desk.page.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(dialog.locator("ins")).to_contain_text(mine)
    expect(dialog.locator("del")).to_contain_text(theirs)
    expect(dialog.locator("[data-who]")).to_contain_text("Changed by browser")
    assert mine not in shown(story, post).text, "nothing is published before she has chosen"
    return dialog


def test_a_second_editor_overwrites_nothing_and_goes_on_with_both(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    post = writing_story.publish("Crews arrive", "Three engines are on the scene.")
    desk = composing(writing_story)
    conflict(desk, writing_story, post, "From the harbour master.", "More will come.").locator("[value=both]").click()
    expect(desk.text.locator("p")).to_have_text(
        ["From the harbour master.", "Three engines are on the scene.", "More will come."]
    )
    desk.text.click()
    desk.type("<Control+Enter>")
    expect(row(desk.page, post)).to_contain_text("From the harbour master.")
    assert "More will come." in shown(writing_story, post).text


def test_a_second_editor_takes_theirs_or_keeps_her_own_and_no_text_is_lost(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    post = writing_story.publish("Crews arrive", "Three engines are on the scene.")
    desk = composing(writing_story)
    conflict(desk, writing_story, post, "From the harbour master.", "More will come.").locator("[value=theirs]").click()
    expect(desk.text.locator("p")).to_have_text(["Three engines are on the scene.", "More will come."])
    desk.page.locator("#outbox summary").click()
    expect(desk.page.locator("#outbox")).to_contain_text("Crews arrive")
    assert "From the harbour master." in desk.page.evaluate(KEPT)
    desk.page.locator("#composer [data-act=stop]").click()
    writing_story.revisions[post] = 2
    conflict(desk, writing_story, post, "From a neighbour.", "Two more have come.").locator("[value=mine]").click()
    expect(desk.text.locator("p")).to_have_text(["From a neighbour.", "Three engines are on the scene."])
    desk.text.click()
    desk.type("<Control+Enter>")
    expect(row(desk.page, post)).to_contain_text("From a neighbour.")
    assert "Two more have come." in httpx.get(f"{writing_story.url}/p/{post}/history", timeout=20).text
