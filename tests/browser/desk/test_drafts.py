"""Never lose a word: what is written in a real browser is there again, whatever happened to the page."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Route, expect

from tests.browser.desk.composing import Composing
from tests.browser.desk.drafting import writer  # noqa: F401  (a fixture)
from tests.browser.desk.writer import Writer, headlines, of_desk
from tests.browser.newsroom import Story

# A fixture is asked for by its name, which is the same as that of the function imported here.
# ruff: noqa: F811
Open = Callable[..., Writer]


# Whether the desk has a draft with this headline.
AT_DESK = """desk.api('GET', `/blogs/${desk.slug}/drafts`)
  .then(({data}) => data.drafts.some(({content}) => content.headline === '%s'))"""
NOT_AT_DESK = AT_DESK.replace("data.drafts", "!data.drafts")
NONE_AT_DESK = "desk.api('GET', `/blogs/${desk.slug}/drafts`).then(({data}) => data.drafts.length === 0)"


def said(writer: Writer) -> set[str]:
    """The headlines of the drafts at the desk."""
    return {it["content"]["headline"] for it in of_desk(writer)}


def await_kept(writer: Writer, headline: str, text: str = "") -> None:
    """Wait until the browser has a draft with this headline and this text."""
    for _ in range(300):
        for content in (it["draft"]["content"] for it in writer.kept()):
            if content["headline"] == headline and text in json.dumps(content["body"]):
                return
        writer.page.wait_for_timeout(50)
    raise AssertionError(f"the browser does not keep '{headline}'")


def test_each_keystroke_is_safe_within_a_second_here_and_three_at_the_desk(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    """By the page's clock, which goes on only at our word: how fast this machine is says nothing."""
    page = composing(writing_story, clock=True).page
    ann = Writer(page, "", "")
    at_desk = f"fetch('/api/v1/blogs/{writing_story.slug}/drafts').then((reply) => reply.text())"
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 2)
    page.keyboard.press("n")
    for key in ("W", "a", "t", "e", "r", "Enter", "a", "t", " ", "f", "o", "u"):
        page.keyboard.press(key)
        page.clock.run_for(70)
    page.clock.run_for(3_000 - 70)
    ann.until(f"{at_desk}.then((text) => text.includes('Water') && text.includes('at fou'))")
    page.keyboard.press("r")
    page.clock.run_for(70)
    page.keyboard.press("!")  # soon after another one, for which it waits the longest
    page.clock.run_for(1_000)
    await_kept(ann, "Water", "at four!")
    page.clock.run_for(2_000)
    ann.until(f"{at_desk}.then((text) => text.includes('at four!'))")


def test_a_text_outlives_a_reload_a_closed_tab_and_a_crash(writer: Open, writing_story: Story) -> None:
    ann = writer()
    ann.page.focus("#headline")
    ann.page.keyboard.type("The last letter is here: z")
    ann.page.reload()
    ann.ready()
    expect(ann.page.locator("#headline")).to_have_value("The last letter is here: z")
    ann.write("Half a sente", "and a bit of text")
    ann.page.close(run_before_unload=False)
    ann = Writer(ann.context.new_page(), ann.url, ann.slug).open()
    expect(ann.page.locator("#headline")).to_have_value("Half a sente")
    expect(ann.page.locator("#text")).to_have_value("and a bit of text")
    ann.write("Before the crash")
    await_kept(ann, "Before the crash")
    with pytest.raises(Exception, match=r"crash|closed|detached"):
        ann.page.goto("chrome://crash", timeout=5_000)
    ann = Writer(ann.context.new_page(), ann.url, ann.slug).open()
    expect(ann.page.locator("#headline")).to_have_value("Before the crash")
    ann.publish("The lock holds").await_state("Published")
    assert headlines(writing_story) == ["The lock holds"]
    expect(ann.waiting()).to_have_count(0)
    (sent,) = ann.heard("sent")
    assert sent["post"]["headline"] == "The lock holds" and sent["draft"]["content"]["headline"] == "The lock holds"
    ann.until(NONE_AT_DESK)
    ann.until_nothing_is_kept()


def test_two_machines_keep_both_texts(writer: Open) -> None:
    phone = writer()
    phone.write("Begun on the phone").await_state("Saved at the desk.")
    laptop = writer()
    expect(laptop.page.locator("#headline")).to_have_value("Begun on the phone")
    laptop.write("Gone on with at the laptop")
    laptop.until(AT_DESK % "Gone on with at the laptop")
    assert len(of_desk(laptop)) == 1
    phone.context.set_offline(True)
    phone.write("From the phone, on the train")
    laptop.write("From the laptop")
    laptop.until(AT_DESK % "From the laptop")
    phone.await_state("Waiting for the network.")
    phone.context.set_offline(False)
    phone.until(AT_DESK % "From the phone, on the train")
    assert said(laptop) == {"From the phone, on the train", "From the laptop"}
    assert phone.headline == "From the phone, on the train"
    phone.write("From the phone, arrived")
    phone.until(AT_DESK % "From the phone, arrived")
    assert said(laptop) == {"From the phone, arrived", "From the laptop"}, "she goes on with her own copy"


def test_two_windows_of_one_browser_keep_both_texts(writer: Open) -> None:
    ann = writer()
    ann.write("One text").await_state("Saved at the desk.")
    other = ann.window().open()
    expect(other.unfinished()).to_have_text(["One text"])
    assert other.headline == "", "a draft that is open in another window does not open by itself"
    other.page.locator("[data-drafts=unfinished] summary").click()
    expect(other.page.locator("[data-drafts=unfinished]")).to_contain_text("open in another window")
    other.page.get_by_role("button", name="Open", exact=True).click()
    expect(other.page.locator("#headline")).to_have_value("One text")
    other.write("Text of the second window")
    await_kept(other, "Text of the second window")
    ann.write("Text of the first window")
    ann.until(AT_DESK % "Text of the first window")
    ann.until(AT_DESK % "Text of the second window")
    assert said(ann) == {"Text of the first window", "Text of the second window"}
    assert (ann.headline, other.headline) == ("Text of the first window", "Text of the second window")


def test_a_page_never_writes_in_the_name_of_the_next_person(writer: Open, writing_story: Story) -> None:
    ann = writer()
    ann.write("Ann's own words").await_state("Saved at the desk.")
    ann.context.clear_cookies()
    bob = Writer(ann.context.new_page(), ann.url, ann.slug).log_in("Bob")
    ann.page.bring_to_front()
    ann.publish("Ann's post")
    expect(ann.page.locator("[data-drafts=ended]")).to_be_visible()
    expect(ann.waiting()).to_have_text(["Ann's post"])
    assert headlines(writing_story) == []
    bob.open()
    expect(bob.unfinished()).to_have_count(0)
    expect(bob.waiting()).to_have_count(0)
    assert bob.headline == "", "and is shown nothing of it"


def test_without_a_place_in_the_browser_the_desk_keeps_it(writer: Open, writing_story: Story) -> None:
    ann = writer(without="indexedDB")
    ann.write("Kept by the desk alone")
    ann.await_state("Saved at the desk. This browser keeps nothing")
    ann.page.reload()
    ann.ready()
    expect(ann.page.locator("#headline")).to_have_value("Kept by the desk alone")
    ann.publish("And published").await_state("Published")
    assert headlines(writing_story) == ["And published"]


def test_over_a_plain_connection_it_is_kept_and_published_too(writer: Open, writing_story: Story) -> None:
    """There a browser has neither locks nor service workers nor names made at random."""
    ann = writer(plain=True)
    assert ann.page.evaluate("[isSecureContext, typeof navigator.locks]") == [False, "undefined"]
    ann.write("Begun").await_state("Saved at the desk.")
    ann.page.reload()
    ann.ready()
    expect(ann.page.locator("#headline")).to_have_value("Begun")
    ann.publish("Published").await_state("Published")
    assert headlines(writing_story) == ["Published"]


def test_what_one_of_the_two_cannot_keep_the_other_does(writer: Open) -> None:
    ann = writer()
    ann.write("Long", "w" * 250_000)
    ann.await_state("Saved here. Not at the desk: ")
    ann.write("Long", "short again")
    ann.await_state("Saved at the desk.")
    full = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') } }"
    ann.page.evaluate(full)
    ann.write("The disk is full")
    ann.await_state("Saved at the desk. This browser keeps nothing")
    ann.until(AT_DESK % "The disk is full")


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
    expect(rae.page.locator("[data-drafts=unfinished] .draft-state")).to_contain_text("Ann has taken it")
    ann.page.fill("#headline", "Eyewitness: gate gave way")
    ann.page.press("#headline", "Control+Enter")
    ann.await_state("Published")
    assert headlines(writing_story) == ["Eyewitness: gate gave way"]
    ann.until(NONE_AT_DESK)
    expect(rae.unfinished()).to_have_count(0)


def test_a_slow_line_holds_up_nothing_that_is_written_later(writer: Open) -> None:
    ann = writer()
    held = []

    def hold(route: Route) -> None:
        held.append(route)

    ann.page.route("**/drafts/*?person=*", hold, times=1)
    ann.write("One")
    while not held:
        ann.page.wait_for_timeout(50)
    ann.write("Two")
    ann.page.wait_for_timeout(1_500)  # until it would have been sent, were the line free
    held[0].continue_()
    ann.until(AT_DESK % "Two")
    ann.write("Three")
    ann.until(AT_DESK % "Three")


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
    ann.until(NOT_AT_DESK % "Not to be lost")
    ann.page.get_by_role("button", name="Bring it back").click()
    expect(ann.unfinished()).to_have_text(["Not to be lost"])
    ann.until(AT_DESK % "Not to be lost")


def test_logging_out_leaves_nothing_here_and_everything_at_the_desk(writer: Open) -> None:
    ann = writer(fresh=True)
    ann.page.route("**/api/v1/**", lambda route: route.abort())
    ann.write("Only here")
    ann.await_state("Saved here. Waiting for the network.")
    ann.log_out()
    expect(ann.page.locator("#leaving")).to_be_visible()
    ann.page.get_by_role("button", name="Stay logged in").click()
    assert ann.headline == "Only here"
    ann.page.unroute("**/api/v1/**")
    ann.page.focus("#headline")
    ann.page.keyboard.type(", and this typed as the page is left")
    ann.page.goto(f"{ann.url}/desk/")
    ann.log_out()
    ann.page.wait_for_url("**/login/**")
    left = ann.page.evaluate("indexedDB.databases().then((all) => [...all.map(({name}) => name), localStorage.length])")
    assert left == [0]
    reply = httpx.get(f"{ann.url}/desk/{ann.slug}", cookies=_cookies(ann), follow_redirects=False, timeout=20)
    assert reply.status_code == 302
    ann.log_in("Ann").open()
    expect(ann.page.locator("#headline")).to_have_value("Only here, and this typed as the page is left")


def _cookies(writer: Writer) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in writer.context.cookies()}
