"""Keys to the next and the previous new update, and the end of them for who does not want any."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader


def test_keys_lead_from_new_update_to_new_update(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    reader.open(story.url).scroll_to(posts[6])
    assert not [url for url in reader.requests if "/assets/keys." in url]
    new = [story.publish(f"News {n}") for n in range(3)][::-1]
    reader.await_new("3 new updates")
    reader.page.keyboard.press("k")
    expect(reader.post(new[2])).to_be_focused(timeout=SOON)
    expect(reader.post(new[2])).to_be_in_viewport()
    reader.page.keyboard.press("k")
    expect(reader.post(new[1])).to_be_focused()
    reader.page.keyboard.press("j")
    expect(reader.post(new[2])).to_be_focused()
    reader.page.keyboard.press("j")
    expect(reader.page.get_by_role("status")).to_have_text("No more new updates in this direction.")
    expect(reader.post(new[2])).to_be_focused()


def test_with_another_key_or_while_typing_they_do_nothing(story: Story, reader: Reader) -> None:
    reader.open(story.url)
    post = story.publish("News")
    expect(reader.post(post)).to_be_visible(timeout=SOON)
    reader.page.keyboard.press("Control+j")
    reader.page.evaluate("document.body.append(document.createElement('textarea'))")
    reader.page.locator("textarea").last.press_sequentially("jk?")
    reader.page.wait_for_timeout(300)
    expect(reader.page.locator("textarea").last).to_have_value("jk?")
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    expect(reader.page.locator("textarea").last).to_be_focused()


def test_the_list_of_keys_turns_them_off_for_good(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.open(story.url)
    post = story.publish("News")
    expect(reader.post(post)).to_be_visible(timeout=SOON)
    button = reader.page.get_by_role("button", name="Keys", exact=True)
    button.click()
    dialog = reader.page.get_by_role("dialog", name="Keys on this page")
    box = dialog.get_by_label("Use these keys")
    expect(box).to_be_checked()
    box.uncheck()
    reader.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    for _ in range(2):
        for key in "jk?":
            reader.page.keyboard.press(key)
        reader.page.wait_for_timeout(300)
        expect(dialog).to_have_count(0)
        expect(reader.post(post)).not_to_be_focused()
        reader.open(story.url)
    reader.page.get_by_role("button", name="Keys", exact=True).click()
    dialog.get_by_label("Use these keys").check()
    dialog.get_by_role("button", name="Close").click()
    fresh = story.publish("More news")
    expect(reader.post(fresh)).to_be_visible(timeout=SOON)
    reader.page.keyboard.press("j")
    expect(reader.post(fresh)).to_be_focused(timeout=SOON)
    assert reader.complaints == []


def test_the_list_opens_by_its_key(story: Story, reader: Reader) -> None:
    reader.open(story.url)
    reader.page.keyboard.press("?")
    expect(reader.page.get_by_role("dialog", name="Keys on this page")).to_be_visible(timeout=SOON)
