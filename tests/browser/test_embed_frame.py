"""A blog in a frame on pages of another site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, expect

from tests.browser.newsroom import Story
from tests.browser.partner import Partner
from tests.browser.reader import SOON, Reader

POPUPS = "allow-popups allow-popups-to-escape-sandbox"
# Gathers what frames say to their page, as WordPress's own script would hear it.
HEARD = "<script>heard = []; addEventListener('message', ({data, origin}) => heard.push({...data, origin}))</script>"


@pytest.fixture
def guest(visit: Callable[..., Reader]) -> Iterator[Reader]:
    """A reader on a partner's page who must have nothing to complain of."""
    guest = visit(viewport={"width": 700, "height": 600})
    yield guest
    assert guest.complaints == []


def frame(story: Story, query: str = "", **attributes: str) -> str:
    told = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<iframe src="{story.url}/embed{query}" title="Live" width="600" height="300"{told}></iframe>'


def fitter(story: Story) -> str:
    return f'<script type="module" src="{story.newsroom.url}/embed.js"></script>'


def inside(guest: Reader) -> Frame:
    found = guest.page.frame(url="**/embed*")
    assert found
    return found


def heights(guest: Reader) -> tuple[float, float]:
    """The frame's, and that of what is in it."""
    around = guest.page.locator("iframe").first.evaluate("f => f.getBoundingClientRect().height - 4")
    return float(around), float(inside(guest).evaluate("document.body.getBoundingClientRect().height"))


def await_fit(guest: Reader, above: float = 0) -> float:
    guest.page.wait_for_function(
        "above => document.querySelector('iframe').style.height.slice(0, -2) > above", arg=above, timeout=SOON * 5
    )
    around, within = heights(guest)
    assert abs(around - within) <= 5, "neither cut off nor empty below"
    return around


@pytest.mark.parametrize("is_first", [True, False])
def test_a_frame_has_the_height_of_what_is_in_it_and_grows_with_it(
    is_first: bool, story: Story, site: Partner, guest: Reader
) -> None:
    story.fill(3)
    parts = (fitter(story), frame(story)) if is_first else (frame(story), fitter(story))
    guest.open(site.page("".join(parts)))
    before = await_fit(guest)
    assert before > 600
    new = story.publish("Divers arrive", "They look at the piers.")
    expect(inside(guest).locator(f"#p-{new}")).to_be_visible(timeout=SOON)
    assert await_fit(guest, before) > before


def test_without_the_partners_help_a_frame_scrolls_within_and_follows(
    story: Story, site: Partner, guest: Reader
) -> None:
    posts = story.fill(8)
    guest.open(site.page(frame(story), policy=f"default-src 'none'; frame-src {story.newsroom.url}"))
    around, within = heights(guest)
    assert within > around
    last = inside(guest).locator(f"#p-{posts[-1]}")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    guest.page.wait_for_timeout(200)
    new = story.publish("Divers arrive")
    expect(inside(guest).locator("#new")).to_have_text("1 new update")
    expect(last).to_be_in_viewport()
    inside(guest).locator("#new").click()
    expect(inside(guest).locator(f"#p-{new}")).to_be_in_viewport()


def test_what_a_frame_holds_can_be_read_without_script(story: Story, visit: Callable[..., Reader]) -> None:
    post = story.publish("Bridge closed")
    guest = visit(java_script_enabled=False)
    guest.page.goto(f"{story.url}/embed")
    expect(guest.post(post)).to_be_visible()
    expect(guest.page.get_by_role("link", name="Load the newest updates")).to_have_attribute("href", f"/{story.slug}")
    expect(guest.page.locator("#pause")).to_be_hidden()
    assert guest.post(post).locator("h2").evaluate("e => getComputedStyle(e).fontWeight") == "700", "it is styled"


@pytest.mark.parametrize("attributes", [{}, {"sandbox": f"allow-scripts allow-same-origin {POPUPS}"}])
def test_links_in_a_frame_open_a_tab(attributes: dict[str, str], story: Story, site: Partner, guest: Reader) -> None:
    post = story.publish("Bridge closed")
    guest.open(site.page(fitter(story) + frame(story, **attributes)))
    await_fit(guest)
    for link in inside(guest).locator("section a").all():
        assert link.evaluate("a => [a.target, a.relList.contains('noopener')]") == ["_blank", True]
    with guest.page.context.expect_page() as opened:
        inside(guest).locator(f"#p-{post} .at").click()
    assert opened.value.url == f"{story.url}/p/{post}"
    assert opened.value.evaluate("opener") is None


def test_wordpress_sizes_a_frame_and_follows_its_links(story: Story, site: Partner, guest: Reader) -> None:
    post = story.publish("Bridge closed")
    guest.open(site.page(frame(story, "#?secret=x7Yz", sandbox="allow-scripts"), head=HEARD))
    guest.page.wait_for_function("heard.length")
    assert guest.page.evaluate(
        "heard.every(({message, value, secret}) => message == 'height' && value > 99 && secret == 'x7Yz')"
    )
    new = story.publish("Divers arrive")
    expect(inside(guest).locator(f"#p-{new}")).to_be_visible(timeout=SOON)
    inside(guest).locator(f"#p-{post} .at").click()
    guest.page.wait_for_function("heard.at(-1).message == 'link'")
    assert guest.page.evaluate("heard.at(-1).value") == f"{story.url}/p/{post}"


def test_nobody_else_can_size_a_frame(story: Story, site: Partner, guest: Reader) -> None:
    story.fill(3)
    stranger = f'<iframe id="stranger" src="{site.page("A stranger")}" title="Another" height="80"></iframe>'
    guest.open(site.page(fitter(story) + frame(story) + stranger))
    fit = await_fit(guest)
    guest.page.frames[-1].evaluate("parent.postMessage({message: 'height', value: 9999}, '*')")
    guest.page.evaluate("postMessage({message: 'height', value: 9999}, '*')")
    guest.page.evaluate(
        "document.querySelector('iframe').contentWindow.postMessage({message: 'height', value: 1}, '*')"
    )
    guest.page.wait_for_timeout(300)
    assert heights(guest)[0] == fit
    assert guest.page.locator("#stranger").evaluate("f => f.style.height") == ""


@pytest.mark.parametrize(("query", "is_dark"), [("", True), ("?theme=light", False), ("?theme=dark", True)])
def test_a_frame_is_as_dark_as_the_reader_likes_unless_told_otherwise(
    query: str, is_dark: bool, story: Story, site: Partner, visit: Callable[..., Reader]
) -> None:
    guest = visit(color_scheme="dark").open(site.page(frame(story, query)))
    colour = inside(guest).locator("section").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == ("rgb(21, 22, 26)" if is_dark else "rgb(255, 253, 249)")


def test_a_frame_takes_the_options_that_the_element_takes(story: Story, site: Partner, guest: Reader) -> None:
    posts = story.fill(7)
    guest.open(site.page(frame(story, "?posts=5&amp;order=oldest")))
    shown = inside(guest).locator("article").evaluate_all("all => all.map(p => p.id.slice(2))")
    assert shown[-5:] == posts[4::-1]
    new = story.publish("Divers arrive")
    expect(inside(guest).locator("article").last).to_have_id(f"p-{new}", timeout=SOON)
