"""The outbox: what was published without a network is sent in order, once each, and stops to ask when it must."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.desk.drafting import writer  # noqa: F401  (a fixture)
from tests.browser.desk.writer import Writer, headlines, of_desk
from tests.browser.newsroom import Story

# A fixture is asked for by its name, which is the same as that of the function imported here.
# ruff: noqa: F811
Open = Callable[..., Writer]
FIVE = [f"Bulletin {n}" for n in range(1, 6)]


def change_of(post: str, story: Story, kind: str, revision: int, content: Any) -> Any:
    """A draft of a change, as the composer has it."""
    about = {"id": f"{kind}-of-{post}", "slug": story.slug, "kind": kind, "post": post, "revision": revision}
    return {**about, "state": "draft", "version": 0, "content": content}


def test_many_windows_send_five_posts_in_their_order_once_each(writer: Open, writing_story: Story) -> None:
    ann = writer()
    other, third = ann.window().open(), ann.window().open()
    ann.context.set_offline(True)
    ann.publish(FIVE[0])
    expect(other.waiting()).to_have_text(FIVE[:1])
    expect(other.page.locator("[data-drafts=waiting] .draft-state")).to_have_text("Waiting for the network.")
    other.publish("Buletin 2")
    other.page.get_by_role("button", name="Take back and change").nth(1).click()
    expect(other.page.locator("#headline")).to_have_value("Buletin 2")
    expect(other.waiting()).to_have_text(FIVE[:1])
    other.publish(FIVE[1])
    for headline in FIVE[2:]:
        third.publish(headline)
    expect(ann.waiting()).to_have_text(FIVE)
    expect(other.waiting()).to_have_text(FIVE)
    expect(ann.page.locator("[data-drafts=waiting] .draft-state").nth(1)).to_have_text("Waits for the one before it.")
    third.page.close()
    assert headlines(writing_story) == []
    ann.context.set_offline(False)
    for window in (ann, other):
        expect(window.waiting()).to_have_count(0)
        window.until_nothing_is_kept()
    assert headlines(writing_story) == FIVE
    told = [it["post"]["headline"] for window in (ann, other) for it in window.heard("sent")]
    assert sorted(told) == FIVE


def test_a_reply_that_is_lost_publishes_nothing_twice(writer: Open, writing_story: Story) -> None:
    ann = writer()
    carried_out = []

    def lose(route: Any) -> None:
        carried_out.append(route.fetch().status)
        route.abort()

    ann.page.route("**/publication?*", lose, times=2)
    ann.publish("Told once").await_state("Published")
    assert carried_out == [200, 200], "carried out, and carried out again: the second is a replay"
    assert headlines(writing_story) == ["Told once"]
    ann.page.route("**/publication?*", lose)
    ann.publish("Ferry cancelled")
    expect(ann.page.locator("[data-drafts=waiting] .draft-state")).to_have_text("Waiting for the network.")
    ann.page.get_by_role("button", name="Take back and change").click()
    expect(ann.page.locator("#headline")).to_have_value("Ferry cancelled")
    ann.page.unroute("**/publication?*")
    ann.publish("Ferries cancelled")
    ann.page.get_by_role("button", name="Make it a change of that post").click()
    expect(ann.page.locator("#headline")).to_have_value("Ferries cancelled")
    ann.page.press("#headline", "Control+Enter")
    ann.until("window.heard.filter(([name]) => name === 'sent').length === 2")
    expect(ann.waiting()).to_have_count(0)
    assert headlines(writing_story) == ["Told once", "Ferries cancelled"], "taken back too late, it is no second post"


def test_a_draft_whose_keeping_was_never_answered_stays_one_draft(writer: Open, writing_story: Story) -> None:
    ann = writer()
    kept: list[Any] = []

    def lose(route: Any) -> None:
        if route.request.method != "PUT":
            route.continue_()
            return
        route.fetch()
        kept.append(route.request.post_data_json["content"]["headline"])
        route.abort()

    def lost(headline: str) -> None:
        ann.page.route("**/drafts/*?*", lose)
        ann.write(headline)
        ann.until_here(lambda: headline in kept)
        ann.page.unroute("**/drafts/*?*")

    lost("Half a")
    ann.write("Half a sentence").await_state("Saved at the desk.")
    assert [(it["content"]["headline"], it["version"]) for it in of_desk(ann)] == [("Half a sentence", 2)]
    lost("Half a sentence, and")
    ann.publish("Half a sentence, and the rest")
    ann.until_nothing_is_kept()
    assert of_desk(ann) == [], "what is published is no draft any more"
    assert headlines(writing_story) == ["Half a sentence, and the rest"]


def test_a_blog_that_was_closed_meanwhile_stops_the_queue_and_loses_nothing(writer: Open, writing_story: Story) -> None:
    ann = writer()
    ann.context.set_offline(True)
    for headline in FIVE[:3]:
        ann.publish(headline)
    writing_story.close()
    ann.context.set_offline(False)
    states = ann.page.locator("[data-drafts=waiting] .draft-state")
    expect(states.first).to_contain_text("Not published. ")
    expect(states.first).to_contain_text("is closed")
    expect(states.nth(1)).to_have_text("Waits for the one before it.")
    assert headlines(writing_story) == []
    (refused,) = ann.heard("refused")
    assert refused["problem"]["status"] == 409 and refused["draft"]["content"]["headline"] == FIVE[0]
    ann.page.reload()
    ann.ready()
    expect(ann.waiting()).to_have_text(FIVE[:3])
    writing_story.describe(state="live")
    ann.page.get_by_role("button", name="Send again").click()
    expect(ann.waiting()).to_have_count(0)
    assert headlines(writing_story) == FIVE[:3]


def test_a_post_that_somebody_changed_meanwhile_is_not_overwritten(writer: Open, writing_story: Story) -> None:
    post = writing_story.publish("Bridge closed", "Divers are looking at its piers.")
    ann = writer()
    told = ann.page.evaluate(f"desk.api('GET', '/blogs/{writing_story.slug}/posts/{post}').then((reply) => reply.data)")
    ann.context.set_offline(True)
    content = {"headline": "Bridge shut", "body": told["body"], "key": False}
    draft = change_of(post, writing_story, "edit", told["revision"], content)
    ann.page.evaluate("(draft) => desk.emit('draft:open', {draft})", draft)
    ann.page.press("#headline", "Control+Enter")
    expect(ann.waiting()).to_have_text(["Bridge shut"])
    writing_story.edit(post, headline="Bridge closed to lorries")
    ann.context.set_offline(False)
    expect(ann.page.locator("[data-drafts=waiting] .draft-state")).to_contain_text("Not published.")
    (refused,) = ann.heard("refused")
    assert refused["problem"]["current"]["headline"] == "Bridge closed to lorries"
    assert refused["draft"]["content"]["headline"] == "Bridge shut"
    assert headlines(writing_story) == ["Bridge closed to lorries"]
    based = {**refused["draft"], "revision": refused["problem"]["current"]["revision"]}
    ann.page.evaluate(
        "(draft) => { document.querySelector('#conflict')?.close(); desk.emit('draft:open', {draft}); }", based
    )
    expect(ann.waiting()).to_have_count(0)
    ann.page.press("#headline", "Control+Enter")
    ann.until("window.heard.some(([name]) => name === 'sent')")
    assert headlines(writing_story) == ["Bridge shut"]
    revision = ann.heard("sent")[0]["post"]["revision"]
    correction = {"headline": "Bridge shut", "note": "It is shut to all.", "key": True, "pinned": False}
    draft = change_of(post, writing_story, "correct", revision, correction)
    ann.page.evaluate("(draft) => desk.emit('publish', {draft})", draft)
    ann.until("window.heard.filter(([name]) => name === 'sent').length === 2")
    sent = ann.heard("sent")[1]["post"]
    assert sent["key"] is True, "a correction changes flags too"
    assert sent["corrections"][0]["note"] == "It is shut to all."
