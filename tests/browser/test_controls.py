"""What the page offers its reader: pausing, the title's count, announcements, older posts, jumps."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

TITLE = "Harbour bridge closed – Dateline"


def test_a_paused_page_shows_nothing_new_until_it_goes_on(story: Story, reader: Reader) -> None:
    first = story.publish("Bridge closed")
    reader.open(story.url)
    pause = reader.page.get_by_role("button", name="Pause updates")
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "true")
    second, third = story.publish("Divers arrive"), story.publish("Bridge open")
    expect(pause).to_have_text("Pause updates (2 waiting)", timeout=SOON)
    assert reader.shown() == [first]
    expect(reader.page.locator("#new")).not_to_be_visible()
    pause.click()
    expect(pause).to_have_text("Pause updates")
    expect(pause).to_have_attribute("aria-pressed", "false")
    assert reader.shown() == [third, second, first]


def test_a_paused_page_still_takes_back_what_was_retracted(story: Story, reader: Reader) -> None:
    post = story.publish("Mayor resigns", "The mayor has resigned.")
    reader.open(story.url)
    reader.page.locator("#pause").click()
    story.retract(post, "It was not true.")
    expect(reader.post(post)).to_contain_text("It was not true.", timeout=SOON)


def test_the_end_of_the_blog_ends_the_pause(story: Story, reader: Reader) -> None:
    reader.open(story.url)
    reader.page.locator("#pause").click()
    last = story.publish("Bridge open")
    story.close()
    expect(reader.page.locator("#state")).to_contain_text("Ended", timeout=SOON)
    reader.await_shown([last])


def test_the_title_counts_what_has_not_been_shown(story: Story, reader: Reader) -> None:
    posts = story.fill(10)
    reader.open(story.url)
    expect(reader.page).to_have_title(TITLE)
    reader.scroll_to(posts[5])
    for n in range(3):
        story.publish(f"News {n}")
        expect(reader.page).to_have_title(f"({n + 1}) {TITLE}", timeout=SOON)
    reader.page.locator("#new").click()
    expect(reader.page).to_have_title(TITLE)


def test_the_title_follows_the_blogs(story: Story, reader: Reader) -> None:
    posts = story.fill(10)
    reader.open(story.url).scroll_to(posts[5])
    story.publish("News")
    story.describe(title="Harbour bridge open again")
    expect(reader.page).to_have_title("(1) Harbour bridge open again – Dateline", timeout=SOON)


def test_the_words_are_the_pages(story: Story, reader: Reader) -> None:
    posts = story.fill(10)
    reader.open(story.url).scroll_to(posts[5])
    reader.page.evaluate("""() => {
      document.querySelector('#new').dataset.plurals = '{"one": "Eine Meldung", "other": "{n} Meldungen"}';
      document.querySelector('#pause').dataset.plurals = '{"other": "Pause ({n} warten)"}';
    }""")
    story.publish("News 1")
    reader.await_new("Eine Meldung")
    story.publish("News 2")
    reader.await_new("2 Meldungen")
    reader.page.evaluate("document.querySelector('#pause').click()")  # a real click would scroll to it
    expect(reader.page.locator("#pause")).to_have_text("Pause (2 warten)")


def test_new_posts_are_announced_by_number_and_not_all_the_time(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.page.clock.install()
    reader.open(story.url)
    status = reader.page.get_by_role("status")
    first = story.publish("One")
    expect(reader.post(first)).to_be_visible(timeout=SOON)
    reader.page.clock.run_for(1500)
    expect(status).to_have_text("1 new update")
    second, third = story.publish("Two"), story.publish("Three")
    story.edit(first, headline="One, told anew")
    expect(reader.post(first)).to_contain_text("anew", timeout=SOON)
    reader.page.clock.run_for(5000)
    expect(status).to_have_text("1 new update")
    reader.page.clock.run_for(15_000)
    expect(status).to_have_text("2 new updates")
    assert reader.shown() == [third, second, first]


def test_older_posts_come_onto_the_page_once_each(story: Story, reader: Reader) -> None:
    posts = story.fill(75, paragraphs=1)
    reader.open(story.url)
    assert reader.shown() == posts[:35]
    older = reader.page.locator("a[rel=next]")
    older.click()
    reader.await_shown(posts[:55], timeout=SOON)
    expect(reader.post(posts[35])).to_be_focused()
    older.click()
    reader.await_shown(posts, timeout=SOON)
    expect(older).to_have_count(0)
    story.edit(posts[70], headline="Told anew")
    expect(reader.post(posts[70]).locator("h2")).to_have_text("Told anew", timeout=SOON)
    assert reader.marked


def test_an_older_page_from_a_cache_is_brought_up_to_date(story: Story, reader: Reader) -> None:
    posts = story.fill(55, paragraphs=1)
    reader.open(story.url)
    stale = httpx.get(f"{story.url}/page/1", timeout=30).text
    story.edit(posts[40], headline="Told anew")
    last = story.publish("News")
    expect(reader.post(last)).to_be_visible(timeout=SOON)
    reader.page.route("**/page/1", lambda route: route.fulfill(body=stale, content_type="text/html"))
    reader.page.locator("a[rel=next]").click()
    reader.await_shown([last, *posts], timeout=SOON)
    expect(reader.post(posts[40]).locator("h2")).to_have_text("Told anew")


def test_a_change_of_a_post_that_is_not_on_the_page_adds_nothing(story: Story, reader: Reader) -> None:
    posts = story.fill(55, paragraphs=1)
    reader.open(story.url)
    assert reader.shown() == posts[:35]
    story.edit(posts[40], headline="Told anew")
    story.edit(posts[34], headline="The last one here")
    story.publish("Found later", at="2026-03-01T00:00:30Z")
    last = story.publish("News")
    expect(reader.post(last)).to_be_visible(timeout=SOON)
    assert reader.shown() == [last, *posts[:35]]
    expect(reader.post(posts[34]).locator("h2")).to_have_text("The last one here")


def test_a_key_event_leads_to_its_post_on_the_page_or_to_its_own(story: Story, reader: Reader) -> None:
    posts = story.fill(52, paragraphs=1)
    here, elsewhere = posts[15], posts[50]
    for post in (here, elsewhere):
        story.flag(post, key=True)
    reader.open(story.url)
    keys = reader.page.locator("#keys")
    keys.get_by_text("Report 36").click()
    expect(reader.post(here)).to_be_in_viewport()
    assert reader.page.url == f"{story.url}#p-{here}"
    assert reader.marked
    keys.get_by_text("Report 1", exact=True).click()
    expect(reader.page).to_have_url(f"{story.url}/p/{elsewhere}")


def test_the_sheet_of_key_events_makes_way_for_the_post_that_it_leads_to(
    story: Story, visit: Callable[..., Reader]
) -> None:
    posts = story.fill(12)
    story.flag(posts[9], key=True)
    reader = visit(viewport={"width": 390, "height": 844}, has_touch=True)
    reader.open(story.url)
    for _ in range(2):  # a second time, too, although the address is that of the post already
        reader.page.locator("#keys summary").click()
        reader.page.locator("#keys a").click()
        expect(reader.post(posts[9])).to_be_in_viewport()
        expect(reader.post(posts[9])).to_be_focused()
        expect(reader.page.locator("#keys li")).not_to_be_visible()
        reader.page.evaluate("scrollTo(0, 0)")
    assert reader.marked


def test_a_jump_to_a_post_that_waits_shows_it(story: Story, reader: Reader) -> None:
    posts = story.fill(10)
    reader.open(story.url).scroll_to(posts[5])
    new = story.publish("News", key=True)
    reader.await_new("1 new update")
    reader.page.locator("#keys a").first.click()
    expect(reader.post(new)).to_be_in_viewport()
    expect(reader.page.locator("#new")).not_to_be_visible()
