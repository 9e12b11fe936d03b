"""The two clocks: the blog's, and the reader's own when she asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

HERE = "America/New_York"
VISIBLE_DAYS = "all => all.filter(day => day.offsetHeight).map(day => day.textContent)"
TIMES = """all => all.filter(time => time.dateTime.length > 10)
  .map(time => [time.dateTime, time.textContent, time.matches('.at *')])"""
BARE = "all => all.map(post => [post.id, post.dataset.at, post.dataset.revision, post.hidden])"


@pytest.fixture
def abroad(visit: Callable[..., Reader], story: Story) -> Reader:
    """A reader in New York of a blog in Paris that spans a night, with a correction and key events."""
    first = story.publish("Bridge closed", at="2026-03-01T02:30:00Z", key=True)
    story.publish("Divers arrive", at="2026-03-01T03:15:00Z", happened_at="2026-02-28T22:30:00Z")
    story.publish("Bridge open", at="2026-03-01T21:45:00Z", key=True, pinned=True)
    story.publish("Traffic flows", at="2026-03-02T04:10:00Z")
    story.correct(first, "The first report named another bridge.", body="The north bridge is closed.")
    story.summarise("The bridge was closed for a day.", first)
    return visit(timezone_id=HERE)


def button(reader: Reader) -> Locator:
    return reader.page.get_by_role("button", name="Your time")


def of_page(reader: Reader, script: str, selector: str) -> Any:
    return reader.page.eval_on_selector_all(selector, script)


def test_every_time_is_the_readers_and_the_days_part_where_hers_do(abroad: Reader, story: Story) -> None:
    abroad.open(story.url)
    assert [day.lower() for day in of_page(abroad, VISIBLE_DAYS, "#posts .day")] == [
        "monday, 2 march 2026",
        "sunday, 1 march 2026",
    ]
    button(abroad).click()
    expect(button(abroad)).to_have_attribute("aria-pressed", "true")
    times = of_page(abroad, TIMES, "time")
    assert len(times) > 12
    for stamp, text, _ in times:
        at = datetime.fromisoformat(stamp).astimezone(ZoneInfo(HERE))
        assert text.strip().startswith(f"{at:%H:%M}"), (stamp, text)
    assert [day.lower() for day in of_page(abroad, VISIBLE_DAYS, "#posts .day")] == [
        "sunday, 1 march 2026",
        "saturday, 28 february 2026",
    ]
    assert of_page(abroad, VISIBLE_DAYS, "#keys .day") == ["Sunday, 1 March 2026", "Saturday, 28 February 2026"]
    assert {text.split(" ", 1)[1].strip() for _, text, heads in times if heads} == {"your time (GMT-5)"}


def test_a_time_beside_a_post_has_its_date_where_hers_is_another_day(abroad: Reader, story: Story) -> None:
    abroad.open(story.url)
    happened = abroad.page.get_by_text("Happened at")
    expect(happened).to_have_text("Happened at 23:30, 28 February 2026")
    button(abroad).click()
    expect(happened).to_have_text("Happened at 17:30")
    expect(abroad.page.locator("#updated time")).to_have_text(
        re.compile(r"^\d\d:\d\d your time \(GMT-[45]\), \d+ \w+ \d{4}$")
    )


def test_back_on_the_blogs_clock_the_page_is_what_it_was(abroad: Reader, story: Story) -> None:
    abroad.open(story.url)
    before = abroad.page.locator("main").inner_html()
    bare = of_page(abroad, BARE, "#posts > article")
    button(abroad).click()
    expect(abroad.page.locator(".at").first).to_contain_text("your time")
    assert of_page(abroad, BARE, "#posts > article") == bare
    button(abroad).click()
    expect(abroad.page.locator(".at").first).to_contain_text("Paris time")
    assert abroad.page.locator("main").inner_html() == before


def test_her_choice_is_remembered_until_she_takes_it_back(abroad: Reader, story: Story) -> None:
    abroad.open(story.url)
    button(abroad).click()
    expect(abroad.page.locator(".at").first).to_contain_text("your time")
    again = abroad.tab(story.url)
    expect(again.page.locator(".at").first).to_contain_text("your time")
    expect(button(again)).to_have_attribute("aria-pressed", "true")
    button(again).click()
    expect(again.page.locator(".at").first).to_contain_text("Paris time")
    again.page.reload()
    expect(button(again)).to_have_attribute("aria-pressed", "false")
    expect(again.page.locator(".at").first).to_contain_text("Paris time")
    assert again.page.evaluate("localStorage.getItem('dateline:clock')") is None


def test_what_comes_later_is_by_her_clock_too(abroad: Reader, story: Story) -> None:
    abroad.open(story.url)
    button(abroad).click()
    expect(abroad.page.locator(".at").first).to_contain_text("your time")
    post = story.publish("Night falls", at="2026-03-02T03:30:00Z")
    expect(abroad.post(post).locator(".at")).to_have_text(
        re.compile(r"^\s*22:30\s+your time \(GMT-5\)\s*$"), timeout=SOON
    )
    assert of_page(abroad, VISIBLE_DAYS, "#posts .day")[0].lower() == "sunday, 1 march 2026"
    story.edit(post, headline="Night has fallen")
    expect(abroad.post(post)).to_contain_text("Night has fallen", timeout=SOON)
    expect(abroad.post(post).locator(".at")).to_contain_text("22:30")
    story.flag(post, key=True)
    expect(abroad.page.locator("#keys li").first).to_contain_text("22:30", timeout=SOON)
    expect(abroad.page.locator("#keys .day").first).to_have_text("Sunday, 1 March 2026")


def test_the_head_tells_both_clocks_and_not_the_same_one_twice(abroad: Reader, story: Story) -> None:
    abroad.open(story.url)
    expect(abroad.page.locator("#updated")).to_contain_text(
        re.compile(r"Paris time \(GMT\+[12]\).* · \d\d:\d\d your time$")
    )
    button(abroad).click()
    expect(abroad.page.locator("#updated .own")).not_to_be_visible()


def test_a_reader_at_the_blogs_place_has_one_clock(visit: Callable[..., Reader], story: Story) -> None:
    story.publish("Bridge closed")
    near = visit(timezone_id="Europe/Berlin").open(story.url)
    expect(near.page.locator("#pause")).to_be_visible()
    expect(near.page.locator("#clock")).not_to_be_visible()
    expect(near.page.locator("#updated")).not_to_contain_text("your time")


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_on_a_phone_no_line_is_kept_empty_for_her_clock(
    visit: Callable[..., Reader], newsroom: Any, language: str
) -> None:
    """What it takes is beside what stands there anyhow: nothing moves as it comes, nothing gapes where it does not."""
    story = newsroom.open_blog(language=language)
    story.publish("Bridge closed")
    story.served()
    phone = {"viewport": {"width": 390, "height": 800}}
    near, abroad = visit(timezone_id="Europe/Paris", **phone), visit(timezone_id=HERE, **phone)
    for reader in (near, abroad):
        reader.open(story.url + "/only/key")
    expect(abroad.page.locator("#updated .own")).to_be_visible()
    expect(abroad.page.locator("#clock")).to_be_visible()
    for part in ("#updated", "h1", ".controls", ".views"):
        assert near.page.locator(part).bounding_box() == abroad.page.locator(part).bounding_box()
    lines = """() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("#updated"));
      return new Set([...range.getClientRects()].map(({bottom}) => Math.round(bottom))).size;
    }"""
    height = near.page.locator("#updated").bounding_box()
    assert height and near.page.evaluate(lines) == 2 and height["height"] < 45
    abroad.page.locator("#clock").click()
    expect(abroad.page.locator("#updated .own")).not_to_be_visible()
    assert abroad.page.locator("h1").bounding_box() == near.page.locator("h1").bounding_box()


def test_the_clock_speaks_the_languages_of_the_page(visit: Callable[..., Reader], newsroom: Any) -> None:
    story = newsroom.open_blog(title="Le pont est fermé", language="fr")
    story.publish("Le pont est fermé", at="2026-03-01T02:30:00Z")
    reader = visit(timezone_id=HERE, locale="en-US").open(story.url)
    reader.page.get_by_role("button", name="Votre heure").click()
    expect(reader.page.locator(".at").first).to_have_text(re.compile(r"^\s*21:30\s+chez vous \(UTC.5\)\s*$"))
    expect(reader.page.locator("#posts .day").first).to_have_text("samedi 28 février 2026")


def test_the_page_stays_where_it_is_when_the_clock_is_turned(abroad: Reader, story: Story) -> None:
    """Texts change in their places; only a line between two days can come or go."""
    abroad.page.set_viewport_size({"width": 1280, "height": 700})
    story.fill(12)
    abroad.open(story.url)
    before = of_page(abroad, "all => all.map(post => Math.round(post.getBoundingClientRect().height))", "article .body")
    button(abroad).click()
    expect(abroad.page.locator(".at").first).to_contain_text("your time")
    heads = of_page(abroad, "all => all.map(head => head.getBoundingClientRect().height)", "article .at")
    assert len(set(heads)) == 1
    after = of_page(abroad, "all => all.map(post => Math.round(post.getBoundingClientRect().height))", "article .body")
    assert after == before
    assert abroad.complaints == []


def test_an_edit_above_moves_nothing_that_she_reads_by_her_clock(visit: Callable[..., Reader], story: Story) -> None:
    """A post comes by the blog's clock, on whose day the others on the page are not: no line between them may stay,
    and none that stood there for a moment may have moved the page."""
    text = "\n\n".join(["The bridge stays closed while divers look at its piers. " * 4] * 3)
    times = [f"2026-03-01T{3 + n // 6:02}:{n % 6}0:00Z" for n in range(12)]
    posts = [story.publish(f"Report {n}", text, at=at) for n, at in enumerate(times)]
    reader = visit(timezone_id=HERE).open(story.url)
    button(reader).click()
    expect(reader.page.locator(".at").first).to_contain_text("your time")
    reader.scroll_to(posts[4])
    before = reader.top(posts[4])
    story.edit(posts[9], headline="Told anew")
    expect(reader.post(posts[9])).to_contain_text("Told anew", timeout=SOON)
    reader.settle()
    assert abs(reader.top(posts[4]) - before) <= 1
    assert len(of_page(reader, VISIBLE_DAYS, "#posts .day")) == 1
    story.edit(posts[11], at="2026-03-01T05:10:00Z")
    expect(reader.post(posts[11])).to_have_attribute("data-at", "2026-03-01T05:10:00.000Z", timeout=SOON)
    reader.settle()
    assert abs(reader.top(posts[4]) - before) <= 1
    assert len(of_page(reader, VISIBLE_DAYS, "#posts .day")) == 2


def test_her_choice_holds_on_every_page_that_tells_times(abroad: Reader, story: Story) -> None:
    old = story.publish("A beginning", at="2026-02-01T12:00:00Z")
    story.fill(50, paragraphs=1)
    story.correct(old, "It was the second.")
    abroad.open(story.url)
    button(abroad).click()
    expect(button(abroad)).to_have_attribute("aria-pressed", "true")
    for path, selector, told in (
        (f"/p/{old}", "main > article .at", "07:00 your time (GMT-5)"),
        ("/page/1", f"#p-{old} .at", "07:00 your time (GMT-5)"),
        (f"/p/{old}/history", "#r-1 time", "your time (GMT-5), "),
        ("/corrections", ".entry .when", "your time (GMT-5), "),
        ("/search?q=beginning", ".hit .meta", "07:00 your time (GMT-5), 1 February 2026"),
    ):
        abroad.page.goto(story.url + path)
        expect(abroad.page.locator(selector).first).to_contain_text(told, timeout=SOON)
        expect(button(abroad)).to_have_attribute("aria-pressed", "true")
    button(abroad).click()
    expect(abroad.page.locator(".hit .meta").first).to_contain_text("13:00 Paris time (GMT+1)")
    abroad.page.goto(f"{story.url}/p/{old}")
    expect(abroad.page.locator("main > article .at")).to_contain_text("13:00 Paris time (GMT+1)")
    expect(button(abroad)).to_have_attribute("aria-pressed", "false")


def test_at_the_blogs_place_no_page_offers_another_clock(visit: Callable[..., Reader], story: Story) -> None:
    post = story.publish("Bridge closed")
    reader = visit(timezone_id="Europe/Madrid")
    for path in (f"/p/{post}", f"/p/{post}/history", "/corrections", "/search"):
        reader.page.goto(story.url + path, wait_until="networkidle")
        expect(button(reader)).not_to_be_visible()
