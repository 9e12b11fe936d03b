"""Pages that list posts oldest first, or only some of them: they stay as new as the blog."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

END = "scrollTo({top: document.body.scrollHeight, behavior: 'instant'})"


def test_oldest_first_new_posts_wait_at_the_end(story: Story, reader: Reader) -> None:
    posts = story.fill(10)[::-1]
    reader.open(f"{story.url}/oldest")
    assert reader.shown() == posts
    before = reader.top(posts[1])
    new = [story.publish(f"News {n}") for n in range(2)]
    reader.await_new("2 new updates")
    assert reader.shown() == posts
    assert reader.top(posts[1]) == before
    box = reader.page.locator("#new").bounding_box()
    assert box and box["y"] > 700, "the button is where they come in"
    reader.page.locator("#new").focus()
    reader.page.keyboard.press("Enter")
    assert reader.shown() == [*posts, *new]
    expect(reader.post(new[0])).to_be_focused()
    expect(reader.post(new[0])).to_be_in_viewport()


def test_oldest_first_a_reader_at_the_end_sees_them_at_once(story: Story, reader: Reader) -> None:
    posts = story.fill(10)[::-1]
    reader.open(f"{story.url}/oldest")
    reader.page.evaluate(END)
    reader.settle()
    before = reader.top(posts[-1])
    new = story.publish("News")
    expect(reader.post(new)).to_be_visible(timeout=SOON)
    assert reader.shown() == [*posts, new]
    assert reader.top(posts[-1]) == before


def test_oldest_first_a_backdated_post_finds_its_place(story: Story, reader: Reader) -> None:
    posts = story.fill(10)[::-1]
    reader.open(f"{story.url}/oldest")
    late = story.publish("Found later", at="2026-03-01T00:07:30Z")
    expect(reader.post(late)).to_be_attached(timeout=SOON)
    reader.await_shown([*posts[:8], late, *posts[8:]])
    story.edit(posts[2], headline="Report 2, told anew")
    expect(reader.post(posts[2])).to_contain_text("told anew", timeout=SOON)
    assert reader.shown() == [*posts[:8], late, *posts[8:]]


def test_oldest_first_what_belongs_to_a_later_page_waits_for_that(story: Story, reader: Reader) -> None:
    posts = story.fill(55, paragraphs=1)[::-1]
    reader.open(f"{story.url}/oldest")
    assert reader.shown() == posts[:20]
    new = story.publish("News")
    story.edit(posts[3], headline="Report 3, told anew")
    expect(reader.post(posts[3])).to_contain_text("told anew", timeout=SOON)
    expect(reader.post(new)).not_to_be_attached()
    following = reader.page.locator(".pages a[rel=next]")
    while following.count():
        count = len(reader.shown())
        following.click()
        expect(reader.page.locator(f"#posts > :nth-child({count + 1})")).to_be_attached(timeout=SOON)
    reader.page.evaluate(END)
    reader.await_shown([*posts, new])


def test_a_filtered_page_takes_in_what_matches_and_lets_go_of_what_does_not(story: Story, reader: Reader) -> None:
    posts = story.fill(6)
    story.flag(posts[1], key=True)
    story.flag(posts[4], key=True)
    reader.open(f"{story.url}/only/key")
    assert reader.shown() == [posts[1], posts[4]]
    story.publish("News")
    event = story.publish("The bridge is open", key=True)
    reader.await_shown([event, posts[1], posts[4]])
    story.flag(posts[3], key=True)
    reader.await_shown([event, posts[1], posts[3], posts[4]])
    story.flag(posts[1], key=False)
    reader.await_shown([event, posts[3], posts[4]])
    story.edit(posts[4], headline="Report 1, told anew")
    expect(reader.post(posts[4])).to_contain_text("told anew", timeout=SOON)
    expect(reader.page.locator("#status")).not_to_have_text("4 new updates")


def test_a_filtered_page_that_was_empty_fills(story: Story, reader: Reader) -> None:
    posts = story.fill(2)
    reader.open(f"{story.url}/only/key")
    assert reader.shown() == []
    story.flag(posts[0], key=True)
    reader.await_shown([posts[0]])
    expect(reader.page.locator(".empty")).not_to_be_visible()
