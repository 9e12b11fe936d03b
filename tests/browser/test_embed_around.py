"""What the page around an embedded blog does to it, and it to the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.newsroom import Newsroom, Story
from tests.browser.partner import Partner, open_embed, script
from tests.browser.reader import Reader

STYLED = [
    *("font-family", "font-size", "font-weight", "font-style", "line-height", "letter-spacing", "word-spacing"),
    *("color", "text-align", "text-transform", "white-space", "cursor", "display", "margin", "padding"),
]
HOSTILE = """html { font-size: 62.5% } body { font: 900 30px/3 cursive; color: lime; text-align: center; cursor: wait }
* { letter-spacing: .5em; text-transform: uppercase; word-spacing: 2em } p { margin: 3em !important }
article, .post, #posts, header, button { display: none !important } h2 { color: hotpink !important }
dateline-blog { font-size: 3em; line-height: 5; font-style: italic; visibility: visible; white-space: pre }
:root { --paper: red; --ink: yellow; --red: blue; --serif: cursive }"""
COMPUTED = """names => [...document.querySelector('dateline-blog').shadowRoot.querySelectorAll('*')].map(
  element => [element.localName, ...names.map(name => getComputedStyle(element).getPropertyValue(name))].join('|'))"""


def test_the_page_cannot_break_an_embed_and_an_embed_not_the_page(
    story: Story, site: Partner, guest: Reader, visit: Callable[..., Reader]
) -> None:
    story.publish("Bridge closed", "> A quotation\n\n- one\n- two", key=True)
    plain, hostile = site.page(script(story)), site.page(script(story), head=f"<style>{HOSTILE}</style>")
    looks = []
    for url in (plain, hostile):
        open_embed(guest, url)
        looks.append(guest.page.evaluate(COMPUTED, STYLED))
    assert looks[0] == looks[1]
    own = "name => getComputedStyle(document.getElementById('after')).getPropertyValue(name)"
    without = visit().page
    without.goto(site.page("", head=f"<style>{HOSTILE}</style>"))
    for name in STYLED:
        assert guest.page.evaluate(own, name) == without.evaluate(own, name)


def test_a_strict_policy_needs_three_words(story: Story, site: Partner, guest: Reader) -> None:
    story.publish("Bridge closed")
    home = story.newsroom.url
    policy = f"default-src 'none'; script-src {home}; connect-src {home}; require-trusted-types-for 'script'; "
    open_embed(guest, site.page(script(story), policy=policy + "trusted-types dateline"))
    expect(guest.page.locator("dateline-blog article")).to_have_count(1)
    assert guest.page.locator("dateline-blog #state").evaluate("e => getComputedStyle(e).color") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("missing", ["script-src", "connect-src"])
def test_without_them_a_link_remains_or_the_partners_own_words(
    missing: str, story: Story, site: Partner, visit: Callable[..., Reader]
) -> None:
    home = story.newsroom.url
    policy = f"default-src 'none'; script-src {home}; connect-src {home}".replace(f"{missing} {home}", "")
    own = f'<dateline-blog blog="{story.slug}"><a href="{story.url}">Our partner follows it</a></dateline-blog>'
    guest = visit()
    guest.page.goto(site.page(own + script(story), policy=policy))
    expect(guest.page.get_by_role("link", name="Our partner follows it")).to_be_visible()
    links = guest.page.get_by_role("link", name=story.slug)
    expect(links).to_have_count(0 if missing == "script-src" else 1)


def test_the_colours_are_those_that_the_page_sets(story: Story, site: Partner, guest: Reader) -> None:
    story.publish("Bridge closed")
    own = "<style>dateline-blog { --dateline-ink: rgb(1, 2, 3); --dateline-paper: rgb(250, 251, 252) }</style>"
    open_embed(guest, site.page(script(story), head=own))
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert guest.page.locator("section").evaluate(colours) == ["rgb(1, 2, 3)", "rgb(250, 251, 252)"]


@pytest.mark.parametrize(
    ("page", "theme", "is_dark"),
    [("", "", False), ("", "dark", True), ("", "auto", True), ("dark", "", True), ("dark", "light", False)],
)
def test_an_embed_is_as_dark_as_its_page_unless_told_otherwise(
    page: str, theme: str, is_dark: bool, story: Story, site: Partner, visit: Callable[..., Reader]
) -> None:
    guest = visit(color_scheme="dark")
    head = f"<style>:root {{ color-scheme: {page or 'normal'} }}</style>"
    open_embed(guest, site.page(script(story, theme=theme), head=head))
    colour = guest.page.locator("section").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == ("rgb(21, 22, 26)" if is_dark else "rgb(255, 253, 249)")


def test_a_narrow_column_and_arabic_hold_it(newsroom: Newsroom, story: Story, site: Partner, guest: Reader) -> None:
    story.publish(
        "Bundesverkehrswegeplanungsbeschleunigungsgesetz", "| a | b |\n|---|---|\n| 1 | 2 |", byline="A. Lind"
    )
    arabic = newsroom.open_blog(title="إغلاق جسر الميناء", language="ar")
    arabic.publish("الجسر مغلق", "قال المتحدث باسم Skarvik إن الجسر مغلق.")
    resting, ended = newsroom.open_blog(language="de"), newsroom.open_blog(language="fr")
    resting.publish("Brücke gesperrt")
    resting.describe(paused="Weiter geht es um sieben Uhr, wenn der Rat zusammentritt")
    ended.publish("Le pont est fermé")
    ended.close()
    embeds = "".join(map(script, (story, resting, ended.served(), arabic)))
    open_embed(guest, site.page(f'<div style="width: 280px">{embeds}</div>'))
    for embed in guest.page.locator("dateline-blog").all():
        expect(embed.locator("article")).to_have_count(1)
        assert embed.evaluate("e => [e.offsetWidth, e.shadowRoot.firstElementChild.scrollWidth <= e.offsetWidth]") == [
            280,
            True,
        ]
    last = guest.page.locator("dateline-blog").last
    assert last.locator(".post").evaluate("e => getComputedStyle(e).direction") == "rtl"
    left = "e => e.getBoundingClientRect().left"
    state, pause = (last.locator(name).evaluate(left) for name in ("#state", "#pause"))
    assert state > pause, "the head begins at the right"
