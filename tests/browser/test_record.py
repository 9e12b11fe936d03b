"""Corrections in the open, as a reader meets them: live, on a post's own page, shared and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.newsroom import Newsroom, Story
from tests.browser.reader import SOON, Reader

# Marks the last of these words, or from the first of some to the last of others, as a reader does with the pointer.
MARK = """([selector, from, to]) => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join('');
  const find = (at) => {
    for (const node of nodes) {
      if (at <= node.length) return [node, at];
      at -= node.length;
    }
  };
  const range = document.createRange();
  range.setStart(...find(to ? whole.indexOf(from) : whole.lastIndexOf(from)));
  range.setEnd(...find(whole.lastIndexOf(to || from) + (to || from).length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def post(story: Story) -> str:
    return story.publish("Passengers wait", "At the quay 4,100 people wait.\n\nTalks begin at noon.")


def test_a_correction_comes_to_an_open_page_and_leads_to_what_it_changed(
    story: Story, post: str, reader: Reader
) -> None:
    reader.open(story.url)
    story.correct(post, "We first wrote 4,100.", body="At the quay 3,900 people wait.\n\nTalks begin at noon.")
    note = reader.post(post).locator(".correction")
    expect(note).to_contain_text("We first wrote 4,100.", timeout=SOON * 5)
    reader.post(post).click(position={"x": 4, "y": 4})  # what has grown on the screen waits for a touch to be whole
    assert reader.marked
    note.locator("a").click()
    expect(reader.page.locator("li:target del")).to_contain_text("4,100")
    expect(reader.page.locator("li:target ins")).to_contain_text("3,900")
    expect(reader.page.locator("li:target .skipped")).to_have_count(0)


def test_the_list_of_corrections_has_it_after_a_reload(
    story: Story, post: str, reader: Reader, newsroom: Newsroom
) -> None:
    reader.page.goto(f"{story.url}/corrections")
    expect(reader.page.locator(".empty")).to_be_visible()
    story.correct(post, "We first wrote noon.", body="At the quay 4,100 people wait.\n\nTalks begin at two.")
    story.served()
    for address in (f"{story.url}/corrections", f"{newsroom.url}/corrections"):
        reader.page.goto(address)
        entry = reader.page.locator(".entry").first
        expect(entry).to_contain_text("We first wrote noon.")
    entry.get_by_role("link", name="What changed").click()
    expect(reader.page.locator("li:target ins")).to_contain_text("two")


def test_the_difference_can_be_told_without_its_colours(story: Story, post: str, visit: Callable[..., Reader]) -> None:
    story.edit(post, body="At the quay 3,900 people wait.\n\nTalks begin at noon.")
    reader = visit(forced_colors="active")
    reader.page.goto(f"{story.url}/p/{post}/history")
    for tag, line in (("del", "line-through"), ("ins", "underline")):
        style = "e => getComputedStyle(e).textDecorationLine"
        assert reader.page.locator(tag).first.evaluate(style) == line


def test_a_chip_opens_to_its_sources_and_leads_to_what_it_means(story: Story, reader: Reader) -> None:
    sources = [{"name": "Port authority", "url": "https://port.example/"}, {"name": "A guard"}]
    post = story.publish("Port closes", standing="confirmed", sources=sources)
    reader.open(story.url)
    chip = reader.post(post).locator(".chip")
    expect(chip.get_by_text("A guard")).not_to_be_visible()
    chip.get_by_text("Confirmed: 2 sources").click()
    expect(chip.get_by_role("link", name="Port authority")).to_be_visible()
    story.edit(post, sources=[*sources, {"name": "Our reporter"}])
    expect(chip).to_contain_text("Confirmed: 3 sources")
    expect(chip.get_by_text("Our reporter")).to_be_visible()  # what she has opened stays open
    chip.get_by_role("link", name="What this means").click()
    expect(reader.page.locator("section:target")).to_contain_text("Confirmed")


def test_an_old_post_opens_at_its_own_address_among_its_neighbours(story: Story, reader: Reader) -> None:
    posts = story.fill(60, paragraphs=1)
    old = posts[45]
    reader.page.goto(f"{story.url}/p/{old}")
    expect(reader.page.locator("main > article")).to_have_id(f"p-{old}")
    expect(reader.page.locator("main > article")).to_be_in_viewport()
    near: list[str] = reader.page.eval_on_selector_all(".near > article", "all => all.map((post) => post.id.slice(2))")
    assert near == [*posts[42:45], *posts[46:49]]
    reader.page.get_by_role("link", name="Show it in its place").click()
    expect(reader.page.locator(f"#p-{old}")).to_be_in_viewport()
    expect(reader.page.locator("article:target")).to_have_id(f"p-{old}")


def test_a_link_to_a_post_that_the_page_does_not_hold_opens_at_that_post(story: Story, reader: Reader) -> None:
    first = story.publish("The first", at="2026-02-01T00:00:00Z")
    story.fill(60, paragraphs=1)
    story.publish("The last", f"See [the first](#p-{first}) again.", at="2026-03-02T00:00:00Z")
    reader.open(story.url)
    expect(reader.post(first)).to_have_count(0)
    reader.page.get_by_role("link", name="the first", exact=True).click()
    expect(reader.page.locator("main > article")).to_have_id(f"p-{first}")


def test_an_address_of_a_post_that_has_left_the_page_leads_to_it(story: Story, reader: Reader) -> None:
    first = story.publish("The first", at="2026-02-01T00:00:00Z")
    posts = story.fill(60, paragraphs=1)
    reader.page.goto(f"{story.url}#p-{first}")
    expect(reader.page.locator("main > article")).to_have_id(f"p-{first}", timeout=SOON)
    assert reader.page.url == f"{story.url}/p/{first}"
    reader.page.goto(f"{story.url}#p-{posts[20]}")
    expect(reader.page.locator("article:target")).to_be_in_viewport()
    reader.page.evaluate("hash => location.hash = hash", f"p-{first}")
    expect(reader.page.locator("main > article")).to_have_id(f"p-{first}", timeout=SOON)


# Sharing


def share(reader: Reader, post: str) -> Locator:
    """The box that opens where the browser has no sharing of its own, as here."""
    reader.post(post).get_by_role("button", name="Share").click()
    box = reader.page.get_by_role("dialog")
    expect(box).to_be_visible()
    return box


def test_a_post_is_shared_by_its_own_address(story: Story, post: str, reader: Reader) -> None:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open(story.url)
    loaded = len(reader.requests)
    box = share(reader, post)
    expect(box.get_by_role("textbox")).to_have_value(f"{story.url}/p/{post}")
    assert len(reader.requests) == loaded + 2  # its script and its sheet, and only now
    box.get_by_role("button", name="Copy").click()
    expect(box.get_by_role("status")).to_have_text("Copied")
    assert reader.page.evaluate("navigator.clipboard.readText()") == f"{story.url}/p/{post}"
    reader.page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(reader.post(post).get_by_role("button", name="Share")).to_be_focused()


def test_a_post_that_came_later_can_be_shared_too(story: Story, post: str, reader: Reader) -> None:
    reader.open(story.url)
    new = story.publish("Later")
    expect(reader.post(new)).to_be_visible()
    expect(share(reader, new).get_by_role("textbox")).to_have_value(f"{story.url}/p/{new}")


def test_where_the_browser_shares_it_gets_title_words_and_address(story: Story, post: str, reader: Reader) -> None:
    reader.page.add_init_script("shared = new Promise((told) => { navigator.share = async (what) => told(what); })")
    reader.open(story.url)
    reader.page.evaluate(MARK, [f"#p-{post} .body", "4,100 people"])
    reader.post(post).get_by_role("button", name="Share").click()
    assert reader.page.evaluate("window.shared") == {
        "title": "Passengers wait",
        "text": "4,100 people",
        "url": f"{story.url}/p/{post}#:~:text=4%2C100%20people",
    }


LONG = (
    "The ferry that left first came back last, said its master, and nobody on board of her had slept or eaten anything "
    "at all since the morning."
)


@pytest.mark.parametrize(
    ("words", "link"),
    [
        (["half-empty"], "half%2Dempty"),
        (["erry & bri"], "Ferry%20%26%20bridge"),
        (["ships wait"], "for%20wind.%20In%20the%20south-,ships%20wait,-for%20fog."),
        (["ferry that", "the morning"], "ferry%20that%20left%20first%20came,at%20all%20since%20the%20morning"),
        (["wait for fog", "half-empty"], "wait%20for%20fog.,Ferry%20%26%20bridge%20are%20half%2Dempty"),
    ],
)
def test_marked_words_are_quoted_with_a_link_that_finds_them(
    story: Story, reader: Reader, words: list[str], link: str
) -> None:
    short = "The north ships wait for wind. In the south ships wait for fog.\n\nFerry & bridge are half-empty."
    text = f"{short}\n\n{LONG}"
    post = story.publish("Ships", text)
    story.fill(8)
    reader.page.goto(f"{story.url}/p/{post}")
    reader.page.evaluate(MARK, [f"#p-{post} .body", *words])
    address = share(reader, post).get_by_role("textbox").input_value().splitlines()[-1]
    assert address == f"{story.url}/p/{post}#:~:text={link}"
    assert found(reader.page, address) and not found(reader.page, address + "zz")


def found(page: Page, address: str) -> bool:
    """Whether the browser finds the words of a text fragment: it scrolls to them, however small the screen."""
    page.set_viewport_size({"width": 360, "height": 90})
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_timeout(150)
    return bool(page.evaluate("scrollY > 150"))


def test_without_script_there_is_no_button_that_does_nothing(
    story: Story, post: str, visit: Callable[..., Reader]
) -> None:
    reader = visit(java_script_enabled=False)
    for address in (story.url, f"{story.url}/p/{post}"):
        reader.page.goto(address)
        expect(reader.post(post).get_by_text("Share")).not_to_be_visible()


# On paper


def test_the_printed_blog_is_whole_oldest_first_and_names_where_its_links_lead(story: Story, reader: Reader) -> None:
    posts = story.fill(50, paragraphs=1)
    text = "Read [the letter](https://gov.example/letter).\n\n> We wait.\n> — Ana Prates"
    last = story.publish("Letter", text, at="2026-03-02T00:00:00Z")
    reader.page.goto(story.url)
    reader.page.get_by_role("link", name="Print").click()
    reader.page.emulate_media(media="print")
    assert reader.shown() == [*posts[::-1], last]
    after = "e => getComputedStyle(e, '::after').content"
    link = reader.post(last).get_by_role("link", name="the letter")
    assert link.evaluate(after) == '" (https://gov.example/letter)"'
    expect(reader.page.locator(".share, .controls, .foot, script").locator("visible=true")).to_have_count(0)
    pages = re.findall(rb"/Type\s*/Page\b", reader.page.pdf(format="A4"))
    assert 4 <= len(pages) <= 12
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sizes = "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    said, quoted = (reader.page.eval_on_selector_all(one, sizes) for one in (".body > p", ".quote blockquote"))
    assert 13 < said[0] < 15 and said[0] < quoted[0] < 1.25 * said[0]  # px: what is told in one unit keeps its measure


def test_on_paper_a_day_can_be_had_alone(story: Story, reader: Reader) -> None:
    first = story.publish("Monday", at="2026-03-02T12:00:00Z", key=True)
    second = story.publish("Tuesday", f"After [Monday]({story.url}/p/{first}).", at="2026-03-03T12:00:00Z")
    reader.page.goto(story.served().url + "/print")
    days = reader.page.get_by_role("navigation", name="Print one day")
    days.get_by_role("link", name="3 March 2026").click()
    expect(days.locator("[aria-current]")).to_have_text("3 March 2026")
    assert reader.shown() == [second]
    expect(reader.post(second).get_by_role("link", name="Monday")).to_have_attribute("href", f"{story.url}/p/{first}")
    days.get_by_role("link", name="All").click()
    reader.await_shown([first, second])
    reader.page.get_by_role("link", name="Back to the live blog").click()
    reader.await_shown([second, first])


def test_an_older_post_can_be_shared_where_it_stands(story: Story, reader: Reader) -> None:
    old = story.publish("The first", at="2026-02-01T00:00:00Z")
    story.fill(50, paragraphs=1)
    reader.page.goto(f"{story.url}/page/1")
    expect(share(reader, old).get_by_role("textbox")).to_have_value(f"{story.url}/p/{old}")
