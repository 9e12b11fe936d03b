"""The copy desk in the composer: what it finds while somebody writes, and what can be done about it there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.desk.composing import Composing
from tests.browser.newsroom import Newsroom, Story, new_token

SAID = "“Nobody is hurt, and nobody will be left behind on the quay tonight,” Mayor Lena Brandvold told reporters."
MISQUOTED = (
    "“Nobody is hurt, and no one will be left behind on the quay tonight,” Mayor Lena Brandvold said in Dunmore."
)
CLAIM = "A source at the port said that 240 sailors would be taken to Dunmore."
CONFIRMED = "The harbour master, Ines Vandenberg, said 240 sailors had been taken to Dunmore."

# `last()` opens the draft that was written in last once more, as the list of drafts may.
LAST = """() => {
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type === 'draft:changed') {
      window.last = () => this.dispatchEvent(new CustomEvent('draft:open', { detail: event.detail }));
    }
    return dispatch.call(this, event);
  };
}"""

Composer = Callable[..., Composing]


def notes(at: Composing) -> Locator:
    return at.page.locator("#copydesk .finding-note")


def note(at: Composing, words: str) -> Locator:
    return notes(at).filter(has=at.page.locator(".finding-words", has_text=words))


def counted(at: Composing, words: str) -> None:
    expect(at.page.locator("#copydesk [data-copydesk=count]")).to_have_text(words)


def checks(page: Page) -> list[str]:
    """The bodies of the checks that the page asks for, from now on."""
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.post_data or "") if sent.url.endswith("/check") else None)
    return asked


def told(at: Composing, story: Story, then: Callable[[], Any]) -> Any:
    with at.page.expect_request(lambda sent: sent.url.endswith(f"/{story.slug}/findings")) as asked:
        then()
    sent = asked.value.post_data_json
    assert sent is not None
    return sent["findings"]


def answered(at: Composing, then: Callable[[], Any]) -> None:
    """Once the copy desk has answered to it, and the page has drawn the answer."""
    with at.page.expect_response("**/check"):
        then()
    at.settle()


def test_a_doubled_word_is_underlined_mended_and_undone(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story).write("Crews went to to the quay.")
    expect(at.page.locator("#editor .finding-error")).to_have_text("to to")
    counted(at, "Copy desk: 1")
    expect(note(at, "to to")).to_contain_text("stands here twice")
    note(at, "to to").get_by_role("button", name="Write “to”").click()
    assert at.words() == "Crews went to the quay."
    counted(at, "Copy desk: nothing")
    at.type("<Control+z>")
    assert at.words() == "Crews went to to the quay.", "one step takes the fix back, and nothing else"
    counted(at, "Copy desk: 1")


def test_words_that_were_gone_for_a_moment_are_underlined_again(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story, clock=True).write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    at.page.clock.pause_at(at.page.evaluate("Date.now() + 1000"))
    at.type("<Control+a>", "x", "<Control+z>")
    at.page.clock.resume()
    at.page.clock.fast_forward(500)
    expect(at.page.locator("#editor .finding-error")).to_have_text("to to")
    expect(note(at, "to to")).to_be_visible()


def test_a_draft_that_is_opened_again_has_its_underlines(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story)
    at.page.evaluate(LAST)
    at.write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    at.page.evaluate("() => window.last()")
    expect(at.page.locator("#editor .finding-error")).to_have_text("to to")
    counted(at, "Copy desk: 1")


def test_all_of_it_by_keyboard(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story).write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    at.type("<F8>")
    assert at.page.evaluate("getSelection().toString()") == "to to"
    expect(at.page.locator("#copydesk [data-copydesk=text] [role=status]")).to_contain_text("twice in a row")
    at.type("<Alt+Enter>")
    assert at.words() == "Crews went to the quay."
    at.headline.click()
    at.type("<Escape>", "?")
    expect(at.page.locator("#shortcuts")).to_contain_text("Apply its fix")


def test_a_headline_is_read_too(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story)
    at.write("Three engines are there.")
    at.headline.fill("Crews go to to the quay")
    found = at.page.locator("[data-copydesk=headline] .finding-note")
    expect(found).to_contain_text("In the headline")
    at.headline.focus()
    at.type("<F8>")
    where = "[document.activeElement.name, document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    assert at.page.evaluate(where) == ["headline", 9, 14]
    at.type("<Alt+Enter>")
    expect(at.headline).to_have_value("Crews go to the quay")
    expect(found).to_have_count(0)
    at.type("<Control+z>")
    expect(at.headline).to_have_value("Crews go to to the quay")


def test_a_quote_with_other_words_leads_to_the_published_one(composing: Composer, writing_story: Story) -> None:
    post = writing_story.publish("Mayor speaks", SAID)
    for n in range(12):
        writing_story.publish(f"Report {n}", f"Ferry number {n} stays in its harbour for the night, its owners say.")
    at = composing(writing_story).write(MISQUOTED)
    found = notes(at).filter(has_text="quoted with other words")
    expect(found).to_have_count(1)
    evidence = found.get_by_role("link", name="Nobody is hurt")
    assert f"post={post}" in str(evidence.get_attribute("href"))
    evidence.click()
    expect(at.page.locator(f"#timeline-list li[data-id={post}] article")).to_be_focused()
    marked = "[...(CSS.highlights.get('evidence') ?? [])].map(String).join()"
    at.page.wait_for_function(f"() => {marked} !== ''")
    assert at.page.evaluate(marked) == "Nobody is hurt, and nobody will be left behind on the quay tonight,"
    expect(at.page.locator(f"#timeline-list li[data-id={post}]")).to_be_in_viewport()


def test_an_address_leads_to_a_post_and_its_words(composing: Composer, writing_story: Story) -> None:
    post = writing_story.publish("Mayor speaks", SAID)
    at = composing(writing_story)
    at.page.goto(f"{at.page.url}#post={post}&from=20&words=left+behind+on+the+quay")
    at.page.wait_for_function("() => [...(CSS.highlights.get('evidence') ?? [])].join() === 'left behind on the quay'")


def test_not_useful_is_told_and_can_be_taken_back(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story).write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    useless = note(at, "to to").get_by_role("button", name="Not useful: to to")
    (said,) = told(at, writing_story, useless.click)
    assert said["rule"] == "doubled-word" and said["useful"] is False
    counted(at, "Copy desk: nothing")
    expect(at.page.locator("#editor .finding")).to_have_count(0)
    at.text.click()
    answered(at, lambda: at.type("<Control+End>", " More soon."))
    counted(at, "Copy desk: nothing")
    back = at.page.get_by_role("button", name="Take that back")
    assert told(at, writing_story, back.click) == [{**said, "useful": True}]
    counted(at, "Copy desk: 1")


def test_what_stood_for_a_while_is_told_once_and_what_flickered_by_never(
    composing: Composer, writing_story: Story
) -> None:
    at = composing(writing_story, clock=True)
    sent: list[Any] = []
    at.page.on("request", lambda r: sent.append(r.post_data_json) if r.url.endswith("/findings") else None)
    at.write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    at.type("<Control+z>")
    counted(at, "")
    at.page.clock.fast_forward(4_000)
    at.settle()
    assert sent == []
    at.write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    with at.page.expect_response("**/findings"):
        at.page.clock.fast_forward(4_000)
    assert [[one["rule"] for one in each["findings"]] for each in sent] == [["doubled-word"]]
    answered(at, lambda: at.type("<Control+End>", " More soon."))
    at.page.clock.fast_forward(4_000)
    at.settle()
    assert len(sent) == 1


def test_a_claim_is_marked_confirmed_by_a_click_and_never_by_itself(composing: Composer, writing_story: Story) -> None:
    post = writing_story.publish("Evacuation", CLAIM)
    at = composing(writing_story).write(CONFIRMED)
    found = notes(at).filter(has_text="later; A source at the port had said 240 sailors.")
    expect(found).to_contain_text("minute")
    assert standing(at, writing_story, post) == "reported"
    found.get_by_role("button", name="Mark that post confirmed").click()
    expect(at.page.locator("[data-copydesk=said]")).to_have_text("That post is now marked confirmed.")
    assert standing(at, writing_story, post) == "confirmed"


def standing(at: Composing, story: Story, post: str) -> str:
    path = f"/api/v1/blogs/{story.slug}/posts/{post}"
    return str(at.page.evaluate("(path) => fetch(path).then((reply) => reply.json())", path)["standing"])


def test_a_reporter_is_shown_all_and_changes_nothing(composing: Composer, writing_story: Story) -> None:
    writing_story.publish("Evacuation", CLAIM)
    at = composing(writing_story, "Rae").write(CONFIRMED)
    found = notes(at).filter(has_text="later; A source at the port")
    expect(found.get_by_role("button", name="Not useful")).to_be_visible()
    expect(found.get_by_role("button", name="Mark that post confirmed")).to_have_count(0)
    expect(found.get_by_role("button", name="Switch off")).to_have_count(0)


def test_a_rule_is_switched_off_for_the_blog_and_on_again(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story).write("Crews went to to the quay.")
    note(at, "to to").get_by_role("button", name="Switch off for this blog: A word written twice").click()
    expect(at.page.locator("[data-copydesk=said]")).to_have_text("Off for this blog: A word written twice.")
    counted(at, "Copy desk: nothing")
    at.page.get_by_role("button", name="Switch on again").click()
    counted(at, "Copy desk: 1")


def test_notes_are_shown_when_asked_for(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story).write("The ferry will be back soon, and crews went to to the quay recently.")
    counted(at, "Copy desk: 1")
    shown = at.page.get_by_role("button", name="Notes: ")
    expect(shown).to_have_attribute("aria-pressed", "false")
    shown.click()
    expect(shown).to_have_attribute("aria-pressed", "true")
    expect(at.page.locator("#editor .finding-info").first).to_be_visible()


def test_a_rule_that_became_quieter_says_so(composing: Composer, writing_story: Story, writing_data: Path) -> None:
    told = [{"finding": f"l{n}", "rule": "mixed-style", "useful": True} for n in range(50)]
    writing_story.ask("POST", "/findings", {"findings": told})
    lowered = [{"finding": f"q{n}", "rule": "unsourced", "useful": n >= 6} for n in range(50)]
    writing_story.ask("POST", "/findings", {"findings": lowered})
    try:
        at = composing(writing_story).write("Crews went to the quay.")
        quieter = at.page.locator("[data-copydesk=lowered]")
        expect(quieter).to_have_text("Casualties without a source: shown more quietly, not useful in 6 of 50.")
    finally:
        manager = Newsroom(writing_story.newsroom.url, new_token(writing_data, "rules", "manager"))
        replace(writing_story, newsroom=manager).ask(
            "PUT", "", {"lowered": False}, path="/api/v1/copydesk/rules/unsourced"
        )


def test_it_is_asked_at_a_pause_once_and_about_the_newest_text(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story, clock=True)
    answered(at, lambda: at.write("Crews "))
    asked = checks(at.page)
    at.page.clock.pause_at(at.page.evaluate("Date.now() + 1000"))  # no machine is too slow to type fast then
    at.type("went to to the quay, and they say that they stay there.")
    at.page.clock.run_for(350)
    assert asked == [], "nothing is asked while somebody types"
    at.type(" All night.")
    at.page.clock.run_for(350)
    assert asked == []
    with at.page.expect_response("**/check"):
        at.page.clock.run_for(100)
    at.page.clock.resume()
    counted(at, "Copy desk: 1")
    at.type("<ArrowLeft>", "<Shift+ArrowLeft>", "<End>")
    at.page.clock.fast_forward(2_000)
    at.settle()
    assert len(asked) == 1 and "All night." in asked[0], "and nothing while nothing has changed"


def test_one_request_at_a_time_and_a_late_answer_is_dropped(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story, clock=True)
    under: list[Route] = []
    at.page.route("**/check", lambda route: under.append(route))  # noqa: PLW0108  # it looks into a function of its own
    at.write("Crews went to to the quay.")
    wait_until(at, lambda: len(under) == 1)
    at.type("<Control+a>", "All is quiet.")
    at.page.clock.fast_forward(2_000)
    at.settle()
    assert len(under) == 1, "the second waits for the first"
    under[0].continue_()
    wait_until(at, lambda: len(under) == 2)
    expect(notes(at)).to_have_count(0)
    under[1].continue_()
    counted(at, "Copy desk: nothing")


def test_what_got_no_answer_is_asked_again(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story, clock=True)
    at.page.route("**/check", lambda route: route.abort())
    with at.page.expect_event("requestfailed", lambda sent: sent.url.endswith("/check")):
        at.write("Crews went to to the quay.")
    at.page.unroute("**/check")
    at.settle()
    answered(at, lambda: at.page.clock.fast_forward(11_000))
    counted(at, "Copy desk: 1")


def test_publishing_drops_what_is_under_way(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story)
    failed: list[str] = []
    at.page.on("requestfailed", lambda sent: failed.append(sent.url) if sent.url.endswith("/check") else None)
    under: list[Route] = []
    at.page.route("**/check", lambda route: under.append(route))  # noqa: PLW0108  # it looks into a function of its own
    at.write("Crews went to to the quay.")
    wait_until(at, lambda: len(under) == 1)
    at.type("<Control+Enter>")
    wait_until(at, lambda: bool(failed))
    expect(at.page.locator("#timeline-list article").first).to_contain_text("Crews went to to the quay.")
    expect(notes(at)).to_have_count(0)


def test_no_trouble_of_the_copy_desk_disturbs_writing(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story).write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    wrong: list[str] = []
    at.page.on("pageerror", lambda error: wrong.append(str(error)))
    refused: list[int] = []

    def refuse(route: Route) -> None:
        status = (0, 500, 401, 422)[len(refused)]
        if status:
            route.fulfill(status=status, body="{}")
        else:
            route.abort()
        refused.append(len(refused) + 1)

    at.page.route("**/check", refuse)
    for n in range(1, 5):
        at.type("<Control+End>", f" And {n}.")
        wait_until(at, partial(refused.__contains__, n))
        at.settle()
        counted(at, "Copy desk: 1")
        assert at.words().endswith(f"And {n}.") and wrong == []
    at.page.unroute("**/check")
    at.type("<Control+a>", "All is quiet.")
    counted(at, "Copy desk: nothing")


def test_nothing_moves_while_somebody_types(composing: Composer, writing_story: Story) -> None:
    at = composing(writing_story).write("Crews went to to the quay.")
    counted(at, "Copy desk: 1")
    before = at.page.locator("[data-act=publish]").bounding_box()
    at.page.evaluate(
        """() => {
          window.moved = 0;
          new PerformanceObserver((list) => { for (const e of list.getEntries()) window.moved += e.value; })
            .observe({ type: 'layout-shift', buffered: false });
          window.drawn = 0;
          new MutationObserver((all) => { window.drawn += all.length; })
            .observe(document.getElementById('copydesk'), { childList: true, subtree: true, characterData: true });
        }"""
    )
    at.type("<Control+End>")
    answered(at, lambda: at.type(" Two more engines came."))
    assert at.page.evaluate("window.drawn") == 0, "the same findings are not drawn again"
    assert at.page.locator("[data-act=publish]").bounding_box() == before
    assert at.page.evaluate("window.moved") == 0


def test_axe_has_nothing_to_say(composing: Composer, writing_story: Story) -> None:
    writing_story.publish("Mayor speaks", SAID)
    at = composing(writing_story, bypass_csp=True).write(MISQUOTED, "<Enter>", "They went to to it.")
    note(at, "to to").get_by_role("button", name="Not useful").click()
    expect(notes(at)).not_to_have_count(0)
    assert violations(at.page) == []
    at.page.emulate_media(color_scheme="dark")
    assert violations(at.page, "color-contrast") == []


def wait_until(at: Composing, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        at.page.wait_for_timeout(30)
