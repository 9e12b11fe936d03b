"""A reader who has scrolled into the blog: what she reads does not move, whatever happens around it."""

from __future__ import annotations

import random
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

STILL = 0.5  # px: browsers scroll by whole pixels
WATCH = """id => {
  window.places = [];
  const look = () => {
    window.places.push(document.querySelector(id).getBoundingClientRect().top);
    requestAnimationFrame(look);
  };
  look();
}"""


def test_fifty_changes_of_every_kind_move_nothing(story: Story, reader: Reader) -> None:
    posts = story.fill(24)
    read = posts[12]
    reader.open(story.url).scroll_to(read)
    reader.page.evaluate(WATCH, f"#p-{read}")
    chance = random.Random(7)
    others = [post for post in posts if post != read]
    new = []
    for n in range(50):
        deed = n % 5
        post = chance.choice(others)
        if deed == 0:
            new.append(story.publish(f"News {n}", "Something new. " * chance.randrange(80)))
        elif deed == 1:
            story.edit(post, body="Told anew. " * chance.randrange(1, 120))
        elif deed == 2:
            story.correct(post, "A number was wrong. " * chance.randrange(1, 9))
        elif deed == 3:
            story.flag(post, key=chance.random() < 0.7, pinned=chance.random() < 0.3)
        else:
            others.remove(post)
            story.retract(post, "It was not true.")
    reader.await_new(f"{len(new)} new updates")
    reader.settle()
    places = reader.page.evaluate("window.places")
    assert reader.post(read).locator("h2").text_content() == "Report 11"
    assert len(places) > 20
    assert max(abs(place - places[0]) for place in places) <= STILL
    assert not set(new) & set(reader.shown())


def test_the_text_being_read_stays_when_its_own_post_is_corrected(story: Story, reader: Reader) -> None:
    posts = story.fill(12, paragraphs=3)
    read = posts[6]
    reader.open(story.url).scroll_to(read, below_top=-150)
    last = ".body p:last-child"
    before = reader.top(read, last)
    assert 0 < before < 900
    story.edit(read, headline="Report 5, with a much longer headline than it had before " * 3)
    expect(reader.post(read).locator("h2")).to_contain_text("much longer", timeout=SOON)
    assert abs(reader.top(read, last) - before) <= STILL


def test_the_page_does_not_follow_a_post_that_is_moved_away(story: Story, reader: Reader) -> None:
    posts = story.fill(15)
    reader.open(story.url).scroll_to(posts[6], below_top=20)
    before = reader.top(posts[7])
    story.edit(posts[6], at="2026-03-01T00:59:00Z")
    expect(reader.page.locator("#posts > :first-child")).to_have_id(f"p-{posts[6]}", timeout=SOON)
    assert abs(reader.top(posts[7]) - before) <= STILL


def test_a_backdated_post_below_the_screen_goes_in_at_once(story: Story, reader: Reader) -> None:
    posts = story.fill(15)
    reader.open(story.url).scroll_to(posts[3])
    before = reader.top(posts[3])
    late = story.publish("Found later", at="2026-03-01T00:01:30Z")
    expect(reader.post(late)).to_be_attached(timeout=SOON)
    assert reader.shown() == [*posts[:-2], late, *posts[-2:]]
    assert abs(reader.top(posts[3]) - before) <= STILL
    expect(reader.page.locator("#new")).not_to_be_visible()


def test_a_backdated_post_on_the_screen_waits(story: Story, reader: Reader) -> None:
    posts = story.fill(15)
    reader.open(story.url).scroll_to(posts[3])
    below = reader.top(posts[4])
    assert below < 900, "need a place on the screen where it would go in"
    story.publish("Found later", at="2026-03-01T00:10:30Z")
    reader.await_new("1 new update")
    assert abs(reader.top(posts[4]) - below) <= STILL


def test_the_button_brings_what_waited_and_the_reader_to_it(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    reader.open(story.url).scroll_to(posts[6])
    new = [story.publish(f"News {n}") for n in range(3)][::-1]
    reader.await_new("3 new updates")
    reader.page.locator("#new").click()
    assert reader.shown() == [*new, *posts]
    expect(reader.post(new[0])).to_be_in_viewport()
    expect(reader.page.locator("#new")).not_to_be_visible()


def test_the_keyboard_takes_the_focus_to_the_first_new_post(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    reader.open(story.url).scroll_to(posts[6])
    new = story.publish("News")
    reader.await_new("1 new update")
    reader.page.locator("#new").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.post(new)).to_be_focused()
    expect(reader.post(new)).to_be_in_viewport()


def test_a_change_leaves_the_focus_where_it_was(story: Story, reader: Reader) -> None:
    post = story.publish("Bridge closed")
    reader.open(story.url)
    reader.post(post).locator("a.at").focus()
    story.edit(post, body="Told anew.")
    expect(reader.post(post)).to_contain_text("Told anew.", timeout=SOON)
    expect(reader.post(post).locator("a.at")).to_be_focused()


def test_what_waits_is_shown_in_its_newest_state(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    reader.open(story.url).scroll_to(posts[6])
    edited, retracted = story.publish("First words", "First words."), story.publish("A rumour", "It is said.")
    reader.await_new("2 new updates")
    story.edit(edited, body="Second words.")
    story.retract(retracted, "It was only said.")
    expect(reader.post(retracted)).to_contain_text("It was only said.", timeout=SOON)
    reader.await_new("2 new updates")
    reader.page.locator("#new").click()
    expect(reader.post(edited).locator(".body")).to_have_text("Second words.")
    assert "It is said" not in reader.page.locator("#posts").inner_html()


def test_a_reader_who_comes_to_the_top_by_herself_sees_what_waited(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    reader.open(story.url).scroll_to(posts[6])
    new = story.publish("News")
    reader.await_new("1 new update")
    reader.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    reader.await_shown([new, *posts])


def test_who_reads_above_the_posts_is_not_moved_either(story: Story, visit: Callable[..., Reader]) -> None:
    post = story.publish("What we know", "The bridge stays closed while divers look at its piers.\n\n" * 12)
    story.flag(post, pinned=True)
    story.summarise("The bridge is closed.", post)
    reader = visit(viewport={"width": 390, "height": 700})
    reader.open(story.url).page.evaluate("scrollTo(0, document.querySelector('#pinned').offsetTop + 40)")
    reader.settle()
    place = "document.querySelector('#pinned .body p:nth-child(3)').getBoundingClientRect().top"
    before = reader.page.evaluate(place)
    assert 0 < before < 700
    story.summarise("The bridge is closed, and so is the road that leads to it from the north. " * 4, post)
    expect(reader.page.locator("#summary")).to_contain_text("from the north", timeout=SOON)
    assert abs(reader.page.evaluate(place) - before) <= STILL


def test_a_list_that_was_unfolded_stays_so(story: Story, visit: Callable[..., Reader]) -> None:
    posts = [story.publish(f"Event {n}", key=True) for n in range(2)]
    reader = visit(viewport={"width": 390, "height": 844}, has_touch=True)
    reader.open(story.url)
    reader.page.locator("#keys summary").click()
    expect(reader.page.locator("#keys li")).to_have_count(2)
    story.edit(posts[0], headline="Event renamed")
    expect(reader.page.locator("#keys")).to_contain_text("Event renamed", timeout=SOON)
    expect(reader.page.locator("#keys li").first).to_be_visible()


def test_another_time_zone_renews_the_page_in_place(story: Story, reader: Reader) -> None:
    posts = story.fill(15)
    reader.open(story.url).scroll_to(posts[6])
    before = reader.top(posts[6], "h2")
    story.describe(zone="America/New_York", place="New York")
    new = story.publish("News")
    expect(reader.post(posts[6]).locator(".at time")).to_contain_text("New York", timeout=SOON)
    reader.await_new("1 new update", timeout=SOON)
    assert abs(reader.top(posts[6], "h2") - before) <= STILL
    assert reader.shown() == posts
    reader.page.locator("#new").click()
    assert reader.shown() == [new, *posts]
    assert reader.marked
