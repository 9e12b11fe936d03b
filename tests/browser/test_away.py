"""A reader who comes back is told what she missed, from what her browser remembers and the public deltas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

BACKDATE = """minutes => {
  for (const key of Object.keys(localStorage).filter(key => key.startsWith('dateline:visit:'))) {
    const visit = JSON.parse(localStorage[key]);
    localStorage[key] = JSON.stringify({...visit, at: visit.at - minutes * 60_000});
  }
}"""


def leave(reader: Reader, story: Story, minutes: int = 60) -> None:
    """Look at the page, go elsewhere, and let so much time pass by the reader's clock."""
    reader.open(story.served().url)
    reader.page.goto(f"{story.newsroom.url}/assets/none")
    reader.page.evaluate(BACKDATE, minutes)
    reader.complaints.clear()


def panel(reader: Reader) -> Locator:
    return reader.page.locator(".away")


def test_she_is_told_how_much_happened_and_what_of_it_matters(story: Story, reader: Reader) -> None:
    posts = story.fill(6)
    leave(reader, story)
    new = [story.publish(f"News {n}", key=n < 2) for n in range(7)][::-1]
    story.correct(posts[2], "The bridge has four piers.")
    story.summarise("The bridge stays closed.", posts[0])
    reader.open(story.served().url)
    expect(panel(reader).locator(".counts")).to_have_text("7 new updates, 1 correction, 2 key events", timeout=SOON)
    expect(panel(reader)).to_contain_text("You were last here at")
    panel(reader).get_by_role("button", name="What changed").click()
    digest = panel(reader).locator("#away-digest")
    expect(digest).to_be_focused()
    for line in ("News 0", "News 1", "The bridge has four piers.", "The bridge stays closed."):
        expect(digest).to_contain_text(line)
    expect(digest.get_by_role("link", name="News 1")).to_have_attribute("href", f"/{story.slug}/p/{new[-2]}")
    assert reader.page.locator(".marker").count() == 1
    expect(reader.post(posts[0]).locator(".marker")).to_be_attached()


def test_the_way_to_where_she_was_and_the_end_of_it(story: Story, reader: Reader) -> None:
    posts = story.fill(6)
    leave(reader, story)
    story.fill_now(9)
    reader.open(story.served().url)
    expect(reader.post(posts[0])).not_to_be_in_viewport()
    panel(reader).get_by_role("button", name="Go to where you were").click()
    expect(reader.post(posts[0])).to_be_in_viewport()
    expect(reader.post(posts[0])).to_be_focused()
    story.edit(posts[0], body="Told anew.")
    expect(reader.post(posts[0])).to_contain_text("Told anew.", timeout=SOON)
    expect(reader.post(posts[0]).locator(".marker")).to_be_attached()
    reader.page.keyboard.press("Escape")
    panel(reader).get_by_role("button", name="Close").click()
    expect(panel(reader)).to_have_count(0)
    expect(reader.page.locator(".marker")).to_have_count(0)


@pytest.mark.parametrize(("minutes", "moved"), [(5, True), (60, False)])
def test_who_was_here_just_now_or_missed_nothing_is_told_nothing(
    story: Story, reader: Reader, minutes: int, moved: bool
) -> None:
    story.fill(3)
    leave(reader, story, minutes)
    if moved:
        story.publish("News")
    reader.open(story.served().url)
    reader.page.wait_for_timeout(500)
    expect(panel(reader)).to_have_count(0)
    assert not [url for url in reader.requests if "/assets/away." in url]


def test_a_retraction_is_told_without_its_words(story: Story, reader: Reader) -> None:
    post = story.publish("Mayor resigns", "The mayor has resigned.")
    leave(reader, story)
    story.retract(post, "It was not true.")
    reader.open(story.served().url)
    expect(panel(reader).locator(".counts")).to_have_text("1 retraction", timeout=SOON)
    panel(reader).get_by_role("button", name="What changed").click()
    expect(panel(reader)).to_contain_text("It was not true.")
    assert "resign" not in panel(reader).inner_html()


def test_after_another_history_the_page_itself_says_what_it_can(story: Story, reader: Reader) -> None:
    story.fill(6)
    leave(reader, story)
    reader.page.evaluate("""() => {
      for (const key of Object.keys(localStorage)) {
        localStorage[key] = JSON.stringify({...JSON.parse(localStorage[key]), cursor: 'ffffffff.3'});
      }
    }""")
    for n in range(3):
        story.publish(f"News {n}", key=n == 1)
    reader.open(story.served().url)
    expect(panel(reader).locator(".counts")).to_have_text("3 new updates, 1 key event", timeout=SOON)


def test_a_tab_that_was_hidden_for_long_tells_as_well(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    posts = story.fill(6)
    reader.open(story.served().url)
    reader.hide()
    reader.page.evaluate(BACKDATE, 30)
    story.publish("News")
    expect(reader.page).to_have_title("(1) Harbour bridge closed – Dateline", timeout=SOON)
    reader.hide(False)
    expect(panel(reader).locator(".counts")).to_have_text("1 new update", timeout=SOON)
    expect(reader.post(posts[0]).locator(".marker")).to_be_attached(timeout=SOON)


def test_where_nothing_may_be_kept_nothing_is_told_and_nothing_breaks(
    story: Story, visit: Callable[..., Reader]
) -> None:
    reader = visit()
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }});"
    reader.page.context.add_init_script(refuse)
    story.fill(3)
    reader.open(story.served().url)
    new = story.publish("News")
    expect(reader.post(new)).to_be_visible(timeout=SOON)
    reader.page.goto(f"{story.newsroom.url}/")
    reader.open(story.served().url)
    expect(panel(reader)).to_have_count(0)
    assert reader.complaints == []


def test_no_reader_is_named_to_the_server(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    sent: list[dict[str, Any]] = []
    reader.page.on("request", lambda request: sent.append(request.headers))
    story.fill(3)
    leave(reader, story)
    story.publish("News")
    reader.open(story.served().url)
    expect(panel(reader)).to_be_visible(timeout=SOON)
    assert reader.page.context.cookies() == []
    assert not [headers for headers in sent if "cookie" in headers]
