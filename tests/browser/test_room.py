"""What changes on the screen moves nothing on it: not by Chromium's own count of shifts, and it is whole in the end."""

from __future__ import annotations

import random

from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

LONG = "Told anew, and at some length, since there is more to say of it now than there was. " * 8
WATCH = """() => {
  window.shifts = [];
  const note = list => window.shifts.push(...list.getEntries().map(shift => ({
    value: shift.value,
    of: shift.sources.map(({node, previousRect: a, currentRect: b}) => [
      node?.id || node?.className || node?.nodeName, a.top, a.bottom, b.top, b.bottom,
    ]),
  })));
  new PerformanceObserver(note).observe({type: 'layout-shift'});
}"""


def shifts(reader: Reader) -> list[object]:
    reader.settle()
    found: list[object] = reader.page.evaluate("window.shifts")
    return found


def open_at(reader: Reader, story: Story, post: str) -> None:
    reader.open(story.url).scroll_to(post)
    reader.page.wait_for_timeout(200)
    reader.page.evaluate(WATCH)


def on_screen(reader: Reader) -> list[str]:
    """The posts that can be seen, at least in part."""
    ids: list[str] = reader.page.evaluate("""() => [...document.querySelectorAll('#posts > [id]')].filter(post => {
      const {top, bottom} = post.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }).map(post => post.id.slice(2))""")
    return ids


def test_fifty_inserts_edits_and_removals_above_and_on_the_screen_shift_nothing(story: Story, reader: Reader) -> None:
    posts = story.fill(24)
    open_at(reader, story, posts[12])
    seen = on_screen(reader)
    assert len(seen) >= 3, "need several posts on the screen"
    above = posts[: posts.index(seen[0])]
    chance, retracted = random.Random(3), set[str]()
    for n in range(50):
        post = chance.choice(seen if n % 2 else above)
        if n % 5 == 0 or post in retracted:
            story.publish(f"News {n}", LONG)
        elif n % 5 < 3:
            story.edit(post, body=" ".join(["Short."] * chance.randrange(1, 200)))
        elif n % 5 == 3:
            story.correct(post, "A number was wrong. " * chance.randrange(1, 9))
        else:
            retracted.add(post)
            story.retract(post, "It was not true.")
    expect(reader.page.locator(".tombstone")).to_have_count(len(retracted), timeout=SOON)
    reader.await_new(reader.page.locator("#new").inner_text())
    assert len(retracted & set(seen)) >= 2
    assert shifts(reader) == []


def test_a_post_that_has_grown_says_so_and_a_click_shows_all_of_it(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    open_at(reader, story, posts[5])
    reader.post(posts[6]).locator(".body").click()  # one that has not grown has nothing more to show
    following = reader.top(posts[6])
    story.edit(posts[5], body=f"{LONG}\n\nThe end.")
    expect(reader.post(posts[5])).to_have_attribute("data-whole", "Updated: show all of it", timeout=SOON)
    assert shifts(reader) == []
    assert reader.top(posts[6]) == following
    reader.post(posts[5]).locator(".body").click()
    expect(reader.post(posts[5])).not_to_have_attribute("style", "")
    expect(reader.post(posts[5])).not_to_have_attribute("data-whole", "Updated: show all of it")
    expect(reader.post(posts[5]).get_by_text("The end.")).to_be_in_viewport()
    assert reader.top(posts[6]) > following


def test_a_correction_on_the_screen_is_reached_by_keyboard(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    open_at(reader, story, posts[5])
    story.correct(posts[5], "It was another pier.", body=LONG)
    expect(reader.post(posts[5])).to_have_attribute("data-whole", "Updated: show all of it", timeout=SOON)
    reader.post(posts[5]).locator(".at").focus()
    expect(reader.post(posts[5])).not_to_have_attribute("data-whole", "Updated: show all of it")
    reader.page.keyboard.press("Tab")
    expect(reader.post(posts[5]).get_by_role("link", name="What changed")).to_be_focused()
    expect(reader.post(posts[5]).get_by_role("link", name="What changed")).to_be_in_viewport()


def test_a_correction_on_the_screen_is_reached_by_scrolling(story: Story, reader: Reader) -> None:
    """Up, until its lower edge is below the screen, and down again; nothing that is seen moves for it."""
    posts = story.fill(16)
    open_at(reader, story, posts[7])
    story.correct(posts[7], "It was another pier.", body=LONG)
    expect(reader.post(posts[7])).to_have_attribute("data-whole", "Updated: show all of it", timeout=SOON)
    reader.scroll_to(posts[7], below_top=860)
    expect(reader.post(posts[7])).not_to_have_attribute("data-whole", "Updated: show all of it", timeout=SOON)
    assert shifts(reader) == []
    reader.scroll_to(posts[7])
    expect(reader.post(posts[7]).get_by_role("link", name="What changed")).to_be_in_viewport()


def test_what_grows_below_the_screens_edge_is_not_held(story: Story, reader: Reader) -> None:
    posts = story.fill(16)
    open_at(reader, story, posts[7])
    reader.scroll_to(posts[7], below_top=860)
    story.correct(posts[7], "It was another pier.", body=LONG)
    expect(reader.post(posts[7]).locator(".correction")).to_have_count(1, timeout=SOON)
    expect(reader.page.locator("#posts > [style*=height]")).to_have_count(0)
    assert shifts(reader) == []


def test_what_has_left_the_screen_has_the_height_that_it_needs(story: Story, reader: Reader) -> None:
    posts = story.fill(16)
    open_at(reader, story, posts[7])
    story.edit(posts[7], body=LONG)
    story.retract(posts[8], "It was not true.")
    expect(reader.page.locator("#posts > [style*=height]")).to_have_count(2, timeout=SOON)
    reader.scroll_to(posts[15])
    expect(reader.page.locator("#posts > [style*=height]")).to_have_count(0, timeout=SOON)
    place = reader.top(posts[15])
    # Chromium may leave an empty attribute where one was taken off.
    expect(reader.page.locator("#posts > [style]:not([style=''])")).to_have_count(0)
    reader.page.reload()
    reader.scroll_to(posts[15])
    assert abs(reader.top(posts[15]) - place) <= 1


def test_a_post_that_goes_elsewhere_leaves_its_room_until_it_is_out_of_sight(story: Story, reader: Reader) -> None:
    posts = story.fill(16)
    open_at(reader, story, posts[7])
    assert posts[8] in on_screen(reader)
    story.edit(posts[8], at="2026-03-01T00:59:00Z")
    expect(reader.page.locator("#posts > [id]").first).to_have_id(f"p-{posts[8]}", timeout=SOON)
    assert shifts(reader) == []
    assert reader.page.locator("#posts > .gap").count() == 1
    reader.scroll_to(posts[15])
    expect(reader.page.locator("#posts > .gap")).to_have_count(0, timeout=SOON)
