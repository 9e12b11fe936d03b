"""Filters, orders, search and the sheet of key events, as readers use them."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.newsroom import Story
from tests.browser.reader import SOON, Reader

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_a_filtered_page_takes_what_comes_to_match_and_lets_go_of_what_ceases_to(story: Story, reader: Reader) -> None:
    first = story.publish("A first fact", key=True)
    other = story.publish("By the way")
    reader.open(f"{story.url}/only/key")
    assert reader.shown() == [first]
    story.publish("No key event")
    second = story.publish("A second fact", key=True)
    reader.await_shown([second, first])
    story.flag(other, key=True)
    reader.await_shown([second, other, first])
    story.flag(second, key=False)
    reader.await_shown([other, first])
    expect(reader.page.locator(".views [aria-current]")).to_have_text("Key events")
    assert reader.marked


def test_an_empty_filter_fills_by_itself(story: Story, reader: Reader) -> None:
    post = story.publish("Somebody said so")
    reader.open(f"{story.url}/only/corrections")
    expect(reader.page.locator(".empty")).to_be_visible()
    story.correct(post, "Nobody did.")
    reader.await_shown([post])
    expect(reader.page.locator(".empty")).not_to_be_visible()


def test_oldest_first_grows_at_its_end(story: Story, reader: Reader) -> None:
    posts = story.fill(3, paragraphs=1)[::-1]
    reader.open(f"{story.url}/oldest")
    assert reader.shown() == posts
    reader.page.evaluate("scrollTo({top: 1e9, behavior: 'instant'})")
    last = story.publish("The newest of all")
    expect(reader.post(last)).to_be_attached(timeout=SOON)
    ids = reader.page.eval_on_selector_all("#posts > article", "all => all.map(p => p.id.slice(2))")
    assert ids == [*posts, last]
    back = story.publish("Found later", at="2026-03-01T00:01:30Z")
    expect(reader.post(back)).to_be_attached(timeout=SOON)
    ids = reader.page.eval_on_selector_all("#posts > article", "all => all.map(p => p.id.slice(2))")
    assert ids == [*posts[:2], back, posts[2], last]


def test_a_filter_by_author_and_by_tag_follows_the_blog(story: Story, reader: Reader) -> None:
    mine = story.publish("Mine", byline="Liv Aune", tags=["Ferry strike"])
    story.publish("Another's", byline="Per Holt")
    reader.open(story.url)
    expect(reader.page.locator("#byline")).to_have_text("By Liv Aune and Per Holt")
    reader.page.locator("#byline a").first.click()
    reader.page.wait_for_url("**/by/liv-aune")
    assert reader.shown() == [mine]
    ours = story.publish("Ours", byline="Per Holt and Liv Aune")
    reader.await_shown([ours, mine])
    reader.page.locator("a[rel=tag]").click()
    reader.page.wait_for_url("**/tag/ferry-strike")
    assert reader.shown() == [mine]
    more = story.publish("More of it", tags=["ferry-strike"])
    reader.await_shown([more, mine])


def test_the_byline_and_a_pause_reach_open_pages(story: Story, reader: Reader) -> None:
    story.publish("One", byline="Liv Aune")
    reader.open(story.url)
    story.publish("Two", byline="Ine Dahl")
    expect(reader.page.locator("#byline")).to_have_text("By Liv Aune and Ine Dahl", timeout=SOON)
    story.ask("PATCH", "", {"paused": "Back at 7:00"})
    expect(reader.page.locator("#state.paused")).to_contain_text("Back at 7:00", timeout=SOON)
    after = story.publish("Meanwhile")
    expect(reader.post(after)).to_be_visible(timeout=SOON)
    story.ask("PATCH", "", {"paused": None})
    expect(reader.page.locator("#state.live")).to_be_visible(timeout=SOON)


def test_a_stale_sentence_says_so_on_an_open_page(story: Story, reader: Reader) -> None:
    post = story.publish("Seven are missing")
    story.summarise("Seven people are missing.", post)
    reader.open(story.url)
    assert not reader.page.locator("#summary .stale").count()
    story.edit(post, headline="Six are missing")
    expect(reader.page.locator("#summary .stale .why")).to_be_visible(timeout=SOON)


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_searches_with_and_without_script(story: Story, visit: Callable[..., Reader], script: bool) -> None:
    post = story.publish("The ferry to Málaga", "It left at noon.")
    story.publish("Something else")
    reader = visit(java_script_enabled=script, **PHONE)
    reader.page.goto(story.url)
    reader.page.get_by_role("link", name="Search").click()
    reader.page.get_by_role("searchbox").fill("malaga ferr")
    reader.page.get_by_role("button", name="Search").click()
    reader.page.wait_for_url("**/search?q=malaga+ferr")
    hits = reader.page.locator(".hit")
    expect(hits).to_have_count(1)
    expect(hits.locator("mark").first).to_have_text("ferr")
    hits.locator("a").click()
    reader.page.wait_for_url(f"**/p/{post}")
    assert reader.complaints == []


def test_the_key_events_come_up_as_a_sheet_without_script(story: Story, visit: Callable[..., Reader]) -> None:
    story.fill(6, paragraphs=3)
    for n in range(30):
        story.publish(f"Key event number {n}", key=True)
    reader = visit(java_script_enabled=False, **PHONE)
    reader.page.goto(story.url)
    opener = reader.page.locator("#keys summary")
    box = opener.bounding_box()
    assert box and box["height"] >= 40 and box["y"] + box["height"] <= 740
    reader.page.evaluate("scrollTo(0, 2000)")
    expect(opener).to_be_in_viewport()
    opener.click()
    expect(reader.page.locator("#keys li").first).to_be_in_viewport()
    sheet = reader.page.locator("#keys details").bounding_box()
    assert sheet and sheet["y"] >= 740 * 0.3 and sheet["x"] >= 0 and sheet["x"] + sheet["width"] <= 360
    opener.click()
    expect(reader.page.locator("#keys li").first).not_to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen_and_every_link_of_the_bar_is_large_enough(
    story: Story, visit: Callable[..., Reader], width: int
) -> None:
    long_word = "Donaudampfschifffahrtsgesellschaftskapitän"
    story.describe(title=f"{long_word} {long_word}", standfirst="\n\n".join(["Some words of it. " * 9] * 12))
    post = story.publish(long_word * 3, byline="Liv Aune", key=True, tags=[long_word[:40], "Ferry strike"])
    for n in range(10):
        story.publish("News", byline=f"{long_word} Nr{n}")
    story.summarise("Something is so.", post)
    story.ask("PATCH", "", {"paused": f"{long_word} {long_word}"})
    reader = visit(viewport={"width": width, "height": 740})
    for path in ("", "/oldest", "/only/key", "/by/liv-aune", "/tag/ferry-strike", "/search?q=donau", "/only/confirmed"):
        reader.page.goto(story.url + path)
        assert reader.page.evaluate("document.documentElement.scrollWidth") == width, path
        for link in reader.page.locator(".views a").all():
            box = link.bounding_box()
            assert box and box["height"] >= 36 and box["width"] >= 36


def test_a_page_without_style_or_script_reads_from_top_to_bottom(story: Story, visit: Callable[..., Reader]) -> None:
    post = story.publish("The facts", byline="Liv Aune", key=True)
    story.summarise("The facts are known.", post)
    reader = visit(java_script_enabled=False)
    reader.page.route("**/assets/**", lambda route: route.abort())
    reader.page.goto(story.url)
    text = reader.page.locator("main").inner_text()
    order = [
        text.index(words)
        for words in (
            "Live",
            "Harbour bridge closed",
            "By Liv Aune",
            "The facts are known.",
            "Updates",
            "One paragraph.",
        )
    ]
    assert order == sorted(order)
    expect(reader.page.locator("#keys")).to_be_attached()


def test_older_posts_of_a_filter_come_onto_its_page(story: Story, reader: Reader) -> None:
    posts = [story.publish(f"Fact {n}", key=True) for n in range(55)][::-1]
    reader.open(f"{story.url}/only/key")
    assert reader.shown() == posts[:35]
    reader.page.locator("a[rel=next]").click()
    reader.await_shown(posts)
    assert "noindex" in httpx.get(f"{story.url}/only/key/1", timeout=30).text
