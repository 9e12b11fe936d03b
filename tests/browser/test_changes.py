"""What a newsroom does to its blog, as a reader at the top of an open page sees it happen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader


def test_a_new_post_appears_within_a_second_above_the_others(story: Story, reader: Reader) -> None:
    first = story.publish("Bridge closed")
    reader.open(story.url)
    second = story.publish("Divers arrive")
    expect(reader.post(second).locator("h2")).to_have_text("Divers arrive", timeout=SOON)
    assert reader.shown() == [second, first]
    assert reader.marked


def test_the_first_post_takes_the_place_of_the_words_that_there_is_none(story: Story, reader: Reader) -> None:
    reader.open(story.url)
    expect(reader.page.locator(".empty")).to_be_visible()
    first = story.publish("Bridge closed")
    expect(reader.post(first)).to_be_visible(timeout=SOON)
    expect(reader.page.locator(".empty")).not_to_be_visible()


def test_a_backdated_post_goes_to_its_place_in_time(story: Story, reader: Reader) -> None:
    old = story.publish("Bridge closed", at="2026-03-01T10:00:00Z")
    new = story.publish("Bridge open", at="2026-03-01T12:00:00Z")
    reader.open(story.url)
    middle = story.publish("Divers arrive", at="2026-03-01T11:00:00Z")
    oldest = story.publish("A crack is reported", at="2026-03-01T09:00:00Z")
    expect(reader.post(oldest)).to_be_visible(timeout=SOON)
    assert reader.shown() == [new, middle, old, oldest]


def test_a_post_given_another_time_moves_to_its_place(story: Story, reader: Reader) -> None:
    a, b, c = [story.publish(name, at=f"2026-03-01T1{n}:00:00Z") for n, name in enumerate("abc")]
    reader.open(story.url)
    assert reader.shown() == [c, b, a]
    story.edit(a, at="2026-03-01T11:30:00Z")
    expect(reader.page.locator("#posts > :nth-child(2)")).to_have_id(f"p-{a}", timeout=SOON)
    assert reader.shown() == [c, a, b]


def test_an_edit_takes_the_place_of_what_was_there(story: Story, reader: Reader) -> None:
    post, other = story.publish("Bridge closed", "Three cars wait."), story.publish("Divers arrive")
    reader.open(story.url)
    story.edit(post, body="Thirty cars wait.")
    expect(reader.post(post).locator(".body")).to_have_text("Thirty cars wait.", timeout=SOON)
    assert reader.shown() == [other, post]


def test_a_correction_shows_its_note(story: Story, reader: Reader) -> None:
    post = story.publish("Bridge closed", "Three cars wait.")
    reader.open(story.url)
    story.correct(post, "An earlier version named the wrong number of cars.", body="Four cars wait.")
    note = reader.post(post).get_by_text("An earlier version named the wrong number of cars.")
    expect(note).to_be_visible(timeout=SOON)
    expect(reader.post(post).locator(".body")).to_have_text("Four cars wait.")


def test_a_retracted_post_leaves_a_tombstone_and_nothing_of_its_text(story: Story, reader: Reader) -> None:
    post = story.publish("Mayor resigns", "The mayor has resigned over the bridge.", key=True, pinned=True)
    reader.open(story.url)
    expect(reader.page.locator("#pinned")).to_contain_text("The mayor has resigned")
    story.retract(post, "The report was not true.")
    expect(reader.post(post)).to_contain_text("The report was not true.", timeout=SOON)
    assert "resign" not in reader.page.locator("main").inner_html()


def test_pins_key_events_and_the_summary_come_and_go(story: Story, reader: Reader) -> None:
    post = story.publish("Bridge closed", "It stays closed until the morning.")
    reader.open(story.url)
    story.flag(post, pinned=True, key=True)
    expect(reader.page.locator("#pinned")).to_contain_text("It stays closed", timeout=SOON)
    expect(reader.page.locator("#keys")).to_contain_text("Bridge closed")
    story.summarise("The bridge is closed.", post)
    expect(reader.page.locator("#summary")).to_contain_text("The bridge is closed.", timeout=SOON)
    story.flag(post, pinned=False, key=False)
    expect(reader.page.locator("#pinned")).not_to_be_visible(timeout=SOON)
    expect(reader.page.locator("#keys")).not_to_be_visible()


def test_a_closed_blog_says_so_and_is_asked_no_more(story: Story, reader: Reader) -> None:
    story.publish("Bridge closed")
    reader.open(story.url)
    story.close()
    expect(reader.page.locator("#state")).to_contain_text("Ended", timeout=SOON)
    expect(reader.page.locator("#pause")).not_to_be_visible()
    asked = len(reader.requests)
    reader.page.wait_for_timeout(1500)
    assert len(reader.requests) == asked


def test_a_page_opened_after_the_end_never_asks(story: Story, reader: Reader) -> None:
    story.publish("Bridge closed")
    story.close()
    reader.page.goto(story.url)
    reader.page.wait_for_timeout(1000)
    assert reader.streams() == reader.polls() == 0
    expect(reader.page.locator("#pause")).not_to_be_visible()
