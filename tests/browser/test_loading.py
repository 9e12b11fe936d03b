"""Modules that come only when a reader asks for them, and what else the page's script adds to the server's HTML."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

MODULE = "export const use = (button) => { button.dataset.uses = Number(button.dataset.uses ?? 0) + 1; };"
BUTTON = '<button id="extra" type="button" hidden data-load="/assets/extra.js">Extra</button>'


def with_button(page: Page, story: Story) -> None:
    """The blog's page, with a button that asks for a module, and that module."""

    def add(route: object) -> None:
        reply = route.fetch()  # type: ignore[attr-defined]
        body = reply.text().replace('<p id="connection"', BUTTON + '<p id="connection"')
        route.fulfill(response=reply, body=body)  # type: ignore[attr-defined]

    page.route(story.url, add)
    page.route("**/assets/extra.js", lambda route: route.fulfill(body=MODULE, content_type="text/javascript"))


def test_a_module_comes_when_its_button_is_pressed(story: Story, reader: Reader) -> None:
    with_button(reader.page, story)
    reader.open(story.url)
    button = reader.page.locator("#extra")
    expect(button).to_be_visible()
    assert not [url for url in reader.requests if "extra" in url]
    button.click()
    expect(button).to_have_attribute("data-uses", "1")
    button.click()
    expect(button).to_have_attribute("data-uses", "2")


def test_a_module_that_the_browser_remembers_comes_at_once(story: Story, reader: Reader) -> None:
    with_button(reader.page, story)
    reader.open(story.url)
    reader.page.evaluate("localStorage.setItem('dateline:extra', 'on')")
    reader.page.reload()
    expect(reader.page.locator("#extra")).to_have_attribute("data-uses", "1")


def test_every_change_of_the_page_is_told_to_whom_it_concerns(story: Story, reader: Reader) -> None:
    reader.open(story.url)
    reader.page.evaluate("""() => {
      window.told = [];
      document.addEventListener('dateline:changed', () => {
        window.told.push(document.querySelectorAll('#posts > [id]').length);
      });
    }""")
    post = story.publish("Bridge closed")
    expect(reader.post(post)).to_be_visible(timeout=SOON)
    assert 1 in reader.page.evaluate("window.told")


def test_a_reader_elsewhere_is_told_her_own_time_beside_the_blogs(story: Story, visit: Callable[..., Reader]) -> None:
    story.publish("Bridge closed")
    there = visit(timezone_id="Asia/Tokyo").open(story.url)
    own = there.page.locator("#updated .own")
    expect(own).to_have_count(1)
    expect(own).to_contain_text("your time")
    before = there.page.locator("#updated").inner_text()
    post = story.publish("Divers arrive")
    expect(there.post(post)).to_be_visible(timeout=SOON)
    expect(own).to_have_count(1)
    assert own.inner_text().strip(" ·").split()[0] not in before.split("·")[0]
    here = visit(timezone_id="Europe/Brussels").open(story.url)
    expect(here.page.locator("#updated .own")).to_have_count(0)


def test_a_blog_that_is_opened_again_is_followed_again_by_who_returns(
    story: Story, visit: Callable[..., Reader]
) -> None:
    reader = visit()
    reader.open(story.url)
    story.close()
    expect(reader.page.locator("#state")).to_contain_text("Ended", timeout=SOON)
    expect(reader.page.locator("#pause")).not_to_be_visible()
    reader.hide()
    asked = len(reader.requests)
    reader.hide(False)
    reader.page.wait_for_timeout(1000)
    assert [url.rpartition("/")[2] for url in reader.requests[asked:]][1:] == []
    story.describe(state="live")
    post = story.publish("It goes on")
    reader.hide()
    reader.hide(False)
    expect(reader.post(post)).to_be_visible(timeout=SOON)
    expect(reader.page.locator("#pause")).to_be_visible()
    second = story.publish("And on")
    expect(reader.post(second)).to_be_visible(timeout=SOON)
