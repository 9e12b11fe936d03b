"""What a page leaves as it goes, and what comes late: nothing is there twice, and nothing is brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Route, expect

from tests.browser.desk.drafting import writer  # noqa: F401  (a fixture)
from tests.browser.desk.writer import Writer, headlines, of_desk
from tests.browser.newsroom import Story

# A fixture is asked for by its name, which is the same as that of the function imported here.
# ruff: noqa: F811
Open = Callable[..., Writer]
# In one task, as when a window is closed at once: the page goes, and its database may have got the text all the same.
PUBLISH_AND_GO = """() => {
  const key = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true });
  document.querySelector('#headline').dispatchEvent(key);
  dispatchEvent(new Event('pagehide'));
}"""
# Its database is slow, and has got nothing yet.
TYPE_AND_GO = """(words) => {
  IDBDatabase.prototype.transaction = () => { throw new Error('') };
  const headline = document.querySelector('#headline');
  headline.value = words;
  headline.dispatchEvent(new Event('input'));
  dispatchEvent(new Event('pagehide'));
}"""
LEFT = "Object.keys(localStorage).some((name) => name.startsWith('dateline-last-'))"


def test_published_as_the_window_closes_it_is_published_once(writer: Open, writing_story: Story) -> None:
    ann = writer()
    ann.write("Published at the last moment").await_state("Saved at the desk.")
    ann.page.evaluate(PUBLISH_AND_GO)
    ann.await_state("Published")
    ann.until_nothing_is_kept()
    assert ann.page.evaluate(LEFT)
    ann.page.reload()
    ann.ready()
    ann.until(f"!{LEFT}")
    ann.until_nothing_is_kept()
    assert headlines(writing_story) == ["Published at the last moment"]
    assert of_desk(ann) == []


def test_what_a_page_left_never_overwrites_what_it_wrote_later(writer: Open) -> None:
    """A browser may bring a page back that it had put aside, and its writer goes on."""
    ann = writer()
    ann.write("Half")
    ann.page.evaluate("dispatchEvent(new Event('pagehide'))")
    ann.write("Half, and the rest of it").await_state("Saved at the desk.")
    assert ann.page.evaluate(LEFT)
    ann.page.reload()
    ann.ready()
    ann.until(f"!{LEFT}")
    expect(ann.page.locator("#headline")).to_have_value("Half, and the rest of it")
    assert [it["content"]["headline"] for it in of_desk(ann)] == ["Half, and the rest of it"]


def test_what_a_closed_window_left_is_taken_in_by_the_one_that_is_open(writer: Open) -> None:
    ann = writer()
    other = ann.window().open()
    ann.page.route("**/api/v1/**", lambda route: route.abort())
    ann.page.evaluate(TYPE_AND_GO, "The last words of a window")
    expect(other.unfinished()).to_have_text(["The last words of a window"])
    ann.page.close()
    other.until(f"!{LEFT}")
    assert [it["draft"]["content"]["headline"] for it in other.kept()] == ["The last words of a window"]


def test_a_keeping_that_arrives_after_its_draft_was_published_brings_nothing_back(
    writer: Open, writing_story: Story
) -> None:
    ann = writer()
    late: list[Any] = []

    def hold_up(route: Route) -> None:
        asked = route.request
        if asked.method == "PUT":
            late.append((asked.url, {"method": "PUT", "headers": asked.headers, "data": asked.post_data}))
            route.abort()
        else:
            route.continue_()

    ann.page.route("**/drafts/*?*", hold_up)
    ann.write("Ferries sail again")
    ann.until_here(lambda: bool(late))
    ann.publish("Ferries sail again").await_state("Published")
    ann.until_nothing_is_kept()
    for address, request in late:
        assert ann.context.request.fetch(address, **request).status == 404
    assert of_desk(ann) == []
    assert headlines(writing_story) == ["Ferries sail again"]


def test_a_correction_taken_back_too_late_tells_readers_its_note_once(writer: Open, writing_story: Story) -> None:
    post = writing_story.publish("Bridge closed")
    ann = writer()
    about = {"id": "correction", "slug": writing_story.slug, "kind": "correct", "post": post, "revision": 1}
    content = {"headline": "Bridge shut", "note": "It is shut to lorries, too."}
    draft = {**about, "state": "draft", "version": 0, "content": content}

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    ann.page.route("**/publication?*", lose)
    ann.page.evaluate("(draft) => desk.emit('draft:open', {draft})", draft)
    ann.page.press("#headline", "Control+Enter")
    expect(ann.page.locator("[data-drafts=waiting] .draft-state")).to_have_text("Waiting for the network.")
    ann.page.get_by_role("button", name="Take back and change").click()
    expect(ann.page.locator("#headline")).to_have_value("Bridge shut")
    ann.page.unroute("**/publication?*")
    ann.publish("Bridge shut to all", "")
    ann.page.get_by_role("button", name="Make it a change of that post").click()
    expect(ann.page.locator("#headline")).to_have_value("Bridge shut to all")
    ann.page.press("#headline", "Control+Enter")
    ann.until("window.heard.some(([name]) => name === 'sent')")
    (sent,) = ann.heard("sent")
    assert sent["post"]["headline"] == "Bridge shut to all"
    assert [correction["note"] for correction in sent["post"]["corrections"]] == [content["note"]]


def test_taken_back_late_it_does_not_come_under_hands_that_write_something_else(writer: Open) -> None:
    """An answer on its way has yet to tell whether it is published."""
    ann = writer()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    ann.page.route("**/publication?*", hold)
    ann.publish("Bridge closed")
    ann.until_here(lambda: bool(held))
    ann.page.get_by_role("button", name="Take back and change").click()
    ann.write("Trains are late")
    held[0].abort()
    expect(ann.unfinished()).to_have_text(["Bridge closed"])
    assert ann.headline == "Trains are late"


def test_a_browser_that_has_lost_its_newest_text_goes_on_beside_it(writer: Open) -> None:
    """It counts its texts anew from an older one, so that the desk takes its next for one that was held up."""
    ann = writer()
    ann.write("Divers go down").await_state("Saved at the desk.")
    (it,) = ann.kept()
    lost = {"kind": "new", "content": {"headline": "Divers go down again"}, "hand": it["hand"], "stroke": it["rev"] + 9}
    keep = "([id, text]) => desk.api('PUT', `/blogs/${desk.slug}/drafts/${id}`, text, { revision: 1 })"
    assert ann.page.evaluate(f"({keep})({json.dumps([it['id'], lost])}).then((reply) => reply.status)") == 200
    ann.write("Divers go home")
    both = {"Divers go down again", "Divers go home"}
    ann.until_here(lambda: {it["content"]["headline"] for it in of_desk(ann)} == both)
    assert ann.headline == "Divers go home"


def test_what_was_written_on_a_draft_that_went_is_kept_under_another_name(writer: Open) -> None:
    """A reporter takes back what she handed in, and an editor has begun to change it."""
    rae, ann = writer("Rae"), writer("Ann")
    rae.publish("Gate gave way")
    rae.until("window.heard.some(([name]) => name === 'submitted')")
    ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then(({data}) => data.drafts.length === 1)")
    (handed,) = of_desk(ann)
    ann.page.evaluate("(draft) => desk.emit('draft:open', {draft})", handed)
    ann.until("desk.api('GET', `/blogs/${desk.slug}/drafts`).then(({data}) => data.drafts[0]?.taken)")
    ann.context.set_offline(True)
    ann.write("The gate gave way at noon").await_state("Waiting for the network.")
    rae.page.locator("[data-drafts=unfinished] summary").click()
    rae.page.get_by_role("button", name="Take back").click()
    rae.await_state("Saved at the desk.")
    ann.context.set_offline(False)
    ann.until("document.querySelector('[data-drafts=state]').dataset.line === 'fine'")
    ann.write("The gate gave way at noon, on the quay")
    ann.until_here(lambda: [it["content"]["headline"] for it in of_desk(ann)] == [ann.headline])
    assert ann.headline == "The gate gave way at noon, on the quay"
    assert [it["content"]["headline"] for it in of_desk(rae)] == ["Gate gave way"]
