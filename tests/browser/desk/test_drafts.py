"""Never lose a word: what is written in a real browser is there again, whatever happened to the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.desk.drafting import logins, writer  # noqa: F401  (fixtures)
from tests.browser.desk.writer import Writer, headlines
from tests.browser.newsroom import Story

# A fixture is asked for by its name, which is the same as that of the function imported here.
# ruff: noqa: F811
Open = Callable[..., Writer]


# Whether the desk has a draft with this headline.
AT_DESK = """desk.api('GET', `/blogs/${desk.slug}/drafts`)
  .then(({data}) => data.drafts.some(({content}) => content.headline === '%s'))"""


def of_desk(writer: Writer) -> list[Any]:
    """The drafts that the desk has of whoever is logged in."""
    script = "desk.api('GET', `/blogs/${desk.slug}/drafts`).then((reply) => reply.data.drafts)"
    return list(writer.page.evaluate(script))


def test_a_keystroke_is_safe_within_a_second_here_and_three_at_the_desk(writer: Open) -> None:
    ann = writer()
    ann.page.focus("#headline")
    ann.page.keyboard.type("Water rises at the lock")
    typed = time.monotonic()
    while not any(it["draft"]["content"]["headline"] == "Water rises at the lock" for it in ann.kept()):
        assert time.monotonic() - typed < 1.0
    while not any(it["content"]["headline"] == "Water rises at the lock" for it in of_desk(ann)):
        assert time.monotonic() - typed < 3.0
    ann.await_state("Saved at the desk.")


def test_what_was_left_within_the_hour_opens_by_itself(writer: Open) -> None:
    ann = writer()
    ann.write("Half a sente", "and a bit of text")
    ann.page.close(run_before_unload=False)
    again = Writer(ann.context.new_page(), ann.url, ann.slug).open()
    expect(again.page.locator("#headline")).to_have_value("Half a sente")
    expect(again.page.locator("#text")).to_have_value("and a bit of text")


def test_a_reload_at_once_loses_no_keystroke(writer: Open) -> None:
    ann = writer()
    ann.page.focus("#headline")
    ann.page.keyboard.type("The last letter is here: z")
    ann.page.reload()
    ann.ready()
    expect(ann.page.locator("#headline")).to_have_value("The last letter is here: z")


def test_a_crash_loses_no_more_than_the_last_moment(writer: Open) -> None:
    ann = writer()
    ann.write("Before the crash")
    ann.page.wait_for_timeout(1_000)
    with pytest.raises(Exception, match=r"crash|closed|detached"):
        ann.page.goto("chrome://crash", timeout=5_000)
    again = Writer(ann.context.new_page(), ann.url, ann.slug).open()
    expect(again.page.locator("#headline")).to_have_value("Before the crash")


def test_on_another_machine_it_goes_on(writer: Open) -> None:
    writer().write("Begun on the phone").await_state("Saved at the desk.")
    laptop = writer()
    expect(laptop.page.locator("#headline")).to_have_value("Begun on the phone")
    laptop.write("Gone on with at the laptop")
    laptop.until(AT_DESK % "Gone on with at the laptop")
    assert len(of_desk(laptop)) == 1


def test_publishing_sends_it_once_and_takes_the_draft_out(writer: Open, writing_story: Story) -> None:
    ann = writer()
    ann.publish("The lock holds")
    ann.await_state("Published")
    assert headlines(writing_story) == ["The lock holds"]
    expect(ann.waiting()).to_have_count(0)
    (sent,) = ann.heard("sent")
    assert sent["post"]["headline"] == "The lock holds" and sent["draft"]["content"]["headline"] == "The lock holds"
    ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then((r) => r.data.drafts.length === 0)")
    assert ann.kept() == []


def test_two_windows_of_one_browser_keep_both_texts(writer: Open) -> None:
    ann = writer()
    ann.write("One text").await_state("Saved at the desk.")
    other = ann.window().open()
    assert other.headline == "", "a draft that is open in another window does not open by itself"
    expect(other.unfinished()).to_have_text(["One text"])
    other.page.locator("[data-drafts=unfinished] summary").click()
    expect(other.page.locator("[data-drafts=unfinished]")).to_contain_text("open in another window")
    other.page.get_by_role("button", name="Open", exact=True).click()
    expect(other.page.locator("#headline")).to_have_value("One text")
    other.write("Text of the second window")
    other.page.wait_for_timeout(600)
    ann.write("Text of the first window")
    ann.until(AT_DESK % "Text of the first window")
    ann.until(AT_DESK % "Text of the second window")
    assert {it["content"]["headline"] for it in of_desk(ann)} == {
        "Text of the first window",
        "Text of the second window",
    }
    assert (ann.headline, other.headline) == ("Text of the first window", "Text of the second window")


def test_two_machines_keep_both_texts(writer: Open) -> None:
    phone = writer()
    phone.write("One text").await_state("Saved at the desk.")
    laptop = writer()
    expect(laptop.page.locator("#headline")).to_have_value("One text")
    phone.context.set_offline(True)
    phone.write("From the phone, on the train")
    laptop.write("From the laptop").await_state("Saved at the desk.")
    phone.await_state("Waiting for the network.")
    phone.context.set_offline(False)
    phone.await_state("Saved at the desk.")
    assert {it["content"]["headline"] for it in of_desk(laptop)} == {"From the phone, on the train", "From the laptop"}
    assert phone.headline == "From the phone, on the train"
    phone.write("From the phone, arrived")
    phone.await_state("Saved at the desk.")
    assert len(of_desk(laptop)) == 2, "who goes on writing goes on with her own copy"


def test_a_login_that_ends_while_writing_loses_nothing(writer: Open) -> None:
    ann = writer(fresh=True)
    ann.write("Before").await_state("Saved at the desk.")
    ann.context.clear_cookies(name="dateline_session")
    ann.write("While logged out")
    expect(ann.page.locator("[data-drafts=ended]")).to_be_visible()
    ann.await_state("Saved here. Waiting for you to log in.")
    with ann.context.expect_page() as opened:
        ann.page.get_by_role("link", name="Log in in a new window").click()
    Writer(opened.value, ann.url, ann.slug).log_in("Ann")
    ann.await_state("Saved at the desk.")
    expect(ann.page.locator("[data-drafts=ended]")).to_be_hidden()
    assert [it["content"]["headline"] for it in of_desk(ann)] == ["While logged out"]


def test_a_page_never_writes_in_the_name_of_the_next_person(writer: Open, writing_story: Story) -> None:
    ann = writer(fresh=True)
    ann.write("Ann's own words").await_state("Saved at the desk.")
    ann.context.clear_cookies()
    Writer(ann.context.new_page(), ann.url, ann.slug).log_in("Bob")
    ann.page.bring_to_front()
    ann.publish("Ann's post")
    expect(ann.page.locator("[data-drafts=ended]")).to_be_visible()
    expect(ann.waiting()).to_have_text(["Ann's post"])
    assert headlines(writing_story) == []


def test_without_a_place_in_the_browser_the_desk_keeps_it(writer: Open, writing_story: Story) -> None:
    ann = writer()
    ann.context.add_init_script("Object.defineProperty(window, 'indexedDB', {get() { throw new Error('refused') }})")
    ann.page.reload()
    ann.ready()
    ann.write("Kept by the desk alone")
    ann.await_state("Saved at the desk. This browser keeps nothing")
    ann.page.reload()
    ann.ready()
    expect(ann.page.locator("#headline")).to_have_value("Kept by the desk alone")
    ann.publish("And published").await_state("Published")
    assert headlines(writing_story) == ["And published"]


def test_what_the_desk_cannot_keep_stays_here_and_says_so(writer: Open) -> None:
    ann = writer()
    ann.write("Long", "w" * 250_000)
    ann.await_state("Saved here. Not at the desk: ")
    ann.write("Long", "short again")
    ann.await_state("Saved at the desk.")


def test_a_reporter_hands_in_and_an_editor_publishes(writer: Open, writing_story: Story) -> None:
    rae = writer("Rae")
    rae.publish("Eyewitness: the gate gave way")
    rae.until("window.heard.some(([name]) => name === 'submitted')")
    expect(rae.page.locator("[data-drafts=unfinished] .draft-state")).to_contain_text("Handed in to the editors.")
    assert headlines(writing_story) == []
    ann = writer("Ann")
    (handed,) = of_desk(ann)
    assert handed["state"] == "submitted" and handed["author"]["name"] == "Rae"
    ann.page.evaluate("(draft) => desk.emit('draft:open', {draft})", handed)
    ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then((r) => r.data.drafts[0].taken)")
    ann.page.fill("#headline", "Eyewitness: gate gave way")
    ann.page.press("#headline", "Control+Enter")
    ann.await_state("Published")
    assert headlines(writing_story) == ["Eyewitness: gate gave way"]
    ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then((r) => r.data.drafts.length === 0)")
    expect(rae.unfinished()).to_have_count(0)


def test_thrown_away_by_mistake_comes_back(writer: Open) -> None:
    ann = writer()
    ann.write("Not to be lost").await_state("Saved at the desk.")
    ann.page.evaluate(
        "desk.emit('draft:open', {draft: {id: 'another', slug: desk.slug, kind: 'new', post: null,"
        " revision: null, content: {headline: 'Another'}, state: 'draft', version: 0}})"
    )
    ann.page.locator("[data-drafts=unfinished] summary").click()
    ann.page.get_by_role("button", name="Throw away").click()
    expect(ann.unfinished()).to_have_count(0)
    ann.page.wait_for_timeout(500)
    ann.page.get_by_role("button", name="Bring it back").click()
    expect(ann.unfinished()).to_have_text(["Not to be lost"])
    ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then((r) => r.data.drafts.length === 2)")


def test_logging_out_leaves_nothing_here_and_everything_at_the_desk(writer: Open) -> None:
    ann = writer(fresh=True)
    ann.write("To be found again").await_state("Saved")
    ann.log_out()
    ann.page.wait_for_url("**/login/**")
    left = ann.page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert left == []
    ann.log_in("Ann").open()
    expect(ann.page.locator("#headline")).to_have_value("To be found again")


def test_logging_out_without_the_desk_asks_first(writer: Open) -> None:
    ann = writer(fresh=True)
    ann.page.route("**/api/v1/**", lambda route: route.abort())
    ann.write("Only here")
    ann.await_state("Saved here. Waiting for the network.")
    ann.log_out()
    expect(ann.page.locator("#leaving")).to_be_visible()
    ann.page.get_by_role("button", name="Stay logged in").click()
    assert ann.headline == "Only here"
    ann.page.unroute("**/api/v1/**")
    ann.log_out()
    ann.page.wait_for_url("**/login/**")
    reply = httpx.get(f"{ann.url}/desk/{ann.slug}", follow_redirects=False, timeout=20)
    assert reply.status_code == 302
