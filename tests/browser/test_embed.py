"""A blog in the element on pages of another site."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PLAIN
from tests.browser.newsroom import Newsroom, Story
from tests.browser.partner import Partner, open_embed, script
from tests.browser.reader import SOON, Reader

TALL = '<p style="height: 6000px">Much of the partner\'s own.</p>'


def shown(guest: Reader, embed: int = 0) -> list[str]:
    """The ids of the posts that can be seen in an embed of the page, from the top."""
    found: list[str] = guest.page.evaluate(
        """n => [...document.querySelectorAll('dateline-blog')[n].shadowRoot.querySelectorAll('article')]
             .filter(post => !post.hidden).map(post => post.id.slice(2))""",
        embed,
    )
    return found


def text(guest: Reader) -> str:
    """All that an embed holds, seen or not."""
    return str(guest.page.evaluate("document.querySelector('dateline-blog').shadowRoot.innerHTML"))


def until(is_so: Callable[[], bool], what: str, timeout: float = SOON) -> None:
    deadline = time.monotonic() + timeout / 1000
    while not is_so():
        assert time.monotonic() < deadline, f"it did not come about that {what}"
        time.sleep(0.02)


def test_an_embed_shows_the_newest_posts_and_changes_within_a_second(
    story: Story, site: Partner, guest: Reader
) -> None:
    first = story.publish("Bridge closed")
    open_embed(guest, site.page(script(story)))
    assert shown(guest) == [first]
    second = story.publish("Divers arrive")
    expect(guest.post(second)).to_be_visible(timeout=SOON)
    assert shown(guest) == [second, first]
    story.correct(first, "It was closed at nine.", body="Closed at nine.")
    expect(guest.post(first).locator(".correction")).to_contain_text("It was closed at nine.", timeout=SOON)
    story.describe(title="Harbour bridge open again")
    expect(guest.page.locator("#title")).to_have_text("Harbour bridge open again", timeout=SOON)


def test_a_retracted_post_leaves_nothing_of_its_text(story: Story, site: Partner, guest: Reader) -> None:
    post = story.publish("Bridge falls", "It has fallen into the harbour.")
    open_embed(guest, site.page(script(story)))
    assert "fallen" in text(guest)
    guest.page.locator("#pause").click()
    story.retract(post, "It stands.")
    expect(guest.post(post)).to_contain_text("It stands.", timeout=SOON)
    assert "fall" not in text(guest)


def test_embeds_of_one_blog_share_one_stream(story: Story, newsroom: Newsroom, site: Partner, guest: Reader) -> None:
    posts = story.fill(12)
    other = newsroom.open_blog()
    by_hand = f'<dateline-blog blog="{story.slug}" posts="6" order="oldest"></dateline-blog>'
    open_embed(guest, site.page(script(story, posts=5) + by_hand + script(other)))
    until(lambda: story.readers() == other.readers() == 1, "each blog has one reader")
    expect(guest.page.locator("article")).to_have_count(11)
    assert (shown(guest, 0), shown(guest, 1)) == (posts[:5], posts[5::-1])
    new = story.publish("Bridge open")
    expect(guest.post(new)).to_have_count(2, timeout=SOON)
    assert (shown(guest, 0), shown(guest, 1)) == ([new, *posts[:4]], [*posts[5::-1], new])
    assert (story.readers(), other.readers()) == (1, 1)


def test_an_embed_that_comes_late_joins_the_stream_and_misses_nothing(
    story: Story, site: Partner, guest: Reader
) -> None:
    first = story.publish("Bridge closed")
    open_embed(guest, site.page(script(story)))
    second = story.publish("Divers arrive")
    expect(guest.post(second)).to_be_visible()
    guest.page.evaluate(
        """([src, blog]) => {
          const script = Object.assign(document.createElement('script'), {type: 'module', src});
          script.dataset.blog = blog;
          document.body.append(script);
        }""",
        [f"{story.newsroom.url}/embed.js", story.slug],
    )
    expect(guest.post(first)).to_have_count(2)
    third = story.publish("Bridge open")
    expect(guest.post(third)).to_have_count(2, timeout=SOON)
    assert shown(guest, 0) == shown(guest, 1) == [third, second, first]
    assert story.readers() == 1


def test_a_page_may_ask_its_embed_for_something_else(
    story: Story, newsroom: Newsroom, site: Partner, guest: Reader
) -> None:
    posts = story.fill(7)
    other = newsroom.open_blog()
    post = other.publish("Ferry sinks")
    open_embed(guest, site.page(script(story)))
    assert shown(guest) == posts
    embed = guest.page.locator("dateline-blog")
    embed.evaluate("e => { e.setAttribute('order', 'oldest'); e.setAttribute('posts', 5) }")
    until(lambda: shown(guest) == posts[4::-1], "five posts, the oldest first")
    embed.evaluate("(e, slug) => { e.setAttribute('blog', slug); e.remove(); document.body.append(e) }", other.slug)
    expect(guest.post(post)).to_be_visible()
    until(lambda: (story.readers(), other.readers()) == (0, 1), "only what is shown is followed")
    embed.evaluate("e => e.remove()")
    until(lambda: other.readers() == 0, "what is gone follows nothing")


def test_a_blog_that_is_taken_back_leaves_the_page(story: Story, site: Partner, visit: Callable[..., Reader]) -> None:
    post = story.publish("Bridge closed")
    guest = open_embed(visit(), site.page(script(story)))
    guest.page.route(
        "**/embed.json*", lambda route: route.fulfill(status=404, headers={"access-control-allow-origin": "*"})
    )
    story.describe(place="Berlin")
    expect(guest.post(post)).to_have_count(0)
    expect(guest.page.locator("dateline-blog a")).to_be_visible()
    until(lambda: story.readers() == 0, "it is not followed any more")


def test_a_page_may_embed_blogs_of_two_newsrooms(story: Story, site: Partner, guest: Reader) -> None:
    post = story.publish("Bridge closed")
    url = story.newsroom.url.replace("127.0.0.1", PLAIN)
    policy = "require-trusted-types-for 'script'; trusted-types dateline"
    open_embed(guest, site.page(script(story) + script(story).replace(story.newsroom.url, url), policy=policy))
    expect(guest.post(post)).to_have_count(2)
    hosts = {urlsplit(asked).hostname for asked in guest.requests if "/embed.json" in asked}
    assert hosts == {"127.0.0.1", PLAIN}


def test_nothing_is_kept_in_the_browser_and_nobody_else_is_asked(story: Story, site: Partner, guest: Reader) -> None:
    story.publish("Bridge closed", "See [the port](https://port.example/).")
    open_embed(guest, site.page(script(story)))
    assert guest.page.context.cookies() == []
    assert guest.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert guest.page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert {urlsplit(url).netloc for url in guest.requests} == {
        urlsplit(site.url).netloc,
        urlsplit(story.newsroom.url).netloc,
    }


def test_links_lead_to_the_newsroom_in_a_tab_of_their_own(story: Story, site: Partner, guest: Reader) -> None:
    post = story.publish("Bridge closed", "See [the port](https://port.example/).")
    open_embed(guest, site.page(script(story)))
    for link in guest.page.locator("dateline-blog section a").all():
        address, target, rel = link.evaluate("a => [a.href, a.target, a.relList.contains('noopener')]")
        assert address.startswith((story.newsroom.url, "https://port.example/")), address
        assert (target, rel) == ("_blank", True)
    with guest.page.context.expect_page() as opened:
        guest.post(post).locator(".at").click()
    assert opened.value.url == f"{story.url}/p/{post}"


# Being read


def test_what_is_being_read_does_not_move(story: Story, site: Partner, guest: Reader) -> None:
    posts = story.fill(30)
    open_embed(guest, site.page("<p>Before</p>" + script(story, posts=20) + TALL))
    expect(guest.page.locator("article")).to_have_count(20)
    guest.scroll_to(posts[8])
    guest.page.wait_for_timeout(200)
    guest.page.evaluate(
        """() => { window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(e => shifts += e.value))
             .observe({type: 'layout-shift'}) }"""
    )
    before, where = guest.top(posts[8]), guest.scrolled
    new = [story.publish(f"News {n}") for n in range(5)]
    story.edit(posts[2], headline="A longer headline " * 15)
    expect(guest.page.locator("#new")).to_have_text("5 new updates")
    expect(guest.post(posts[2])).to_contain_text("A longer headline")
    guest.settle()
    assert abs(guest.top(posts[8]) - before) < 1.5
    assert guest.page.evaluate("shifts") < 0.001
    assert guest.scrolled >= where
    guest.page.locator("#new").press("Enter")
    expect(guest.post(new[-1])).to_be_in_viewport()
    assert shown(guest) == [*new[::-1], *posts[:15]]
    focused = "document.querySelector('dateline-blog').shadowRoot.activeElement.id"
    assert guest.page.evaluate(focused) == f"p-{new[-1]}"


def test_a_reader_can_hold_it_still(story: Story, site: Partner, guest: Reader) -> None:
    first = story.publish("Bridge closed")
    open_embed(guest, site.page(script(story)))
    pause = guest.page.locator("#pause")
    pause.click()
    second = story.publish("Divers arrive")
    expect(pause).to_contain_text("1")
    assert (shown(guest), pause.get_attribute("aria-pressed")) == ([first], "true")
    pause.click()
    assert shown(guest) == [second, first]


def test_focus_stays_on_a_link_whose_post_changes(story: Story, site: Partner, guest: Reader) -> None:
    post = story.publish("Bridge closed")
    open_embed(guest, site.page(script(story)))
    guest.post(post).locator(".at").focus()
    story.edit(post, headline="Bridge closed until noon")
    expect(guest.post(post)).to_contain_text("until noon")
    assert guest.page.evaluate("document.querySelector('dateline-blog').shadowRoot.activeElement.className") == "at"


def test_an_embed_far_below_asks_for_nothing_until_the_reader_comes_near(
    story: Story, site: Partner, guest: Reader
) -> None:
    story.publish("Bridge closed")
    guest.page.goto(site.page(TALL + script(story)))
    guest.page.wait_for_timeout(300)
    assert [url for url in guest.requests if story.slug in url] == []
    guest.page.mouse.wheel(0, 4600)
    expect(guest.page.locator("article")).to_have_count(1)
    until(lambda: story.readers() == 1, "it follows")


def test_an_embed_far_above_lets_go_and_catches_up(story: Story, site: Partner, guest: Reader) -> None:
    guest.page.clock.install()
    first = story.publish("Bridge closed")
    open_embed(guest, site.page(script(story) + TALL))
    until(lambda: story.readers() == 1, "it follows")
    guest.page.mouse.wheel(0, 4000)
    guest.page.wait_for_timeout(300)
    guest.page.clock.run_for(21_000)
    until(lambda: story.readers() == 0, "it has let go")
    second = story.publish("Divers arrive")
    guest.page.mouse.wheel(0, -4000)
    expect(guest.post(second)).to_be_visible()
    assert shown(guest) == [second, first]


# What is not there


@pytest.mark.parametrize("state", ["", "draft"])
def test_of_a_blog_that_is_not_there_a_quiet_link_remains(
    state: str, newsroom: Newsroom, site: Partner, visit: Callable[..., Reader]
) -> None:
    story = newsroom.open_blog(state=state) if state else Story(newsroom, "nothing")
    guest = visit()
    with guest.page.expect_response("**/embed.json*"):
        guest.page.goto(site.page(script(story)))
    link = guest.page.locator("dateline-blog a")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", story.url)
    assert guest.streams() == 0


def test_an_ended_blog_is_shown_and_not_followed(story: Story, site: Partner, guest: Reader) -> None:
    post = story.publish("Bridge open")
    story.close()
    until(
        lambda: 'class=\\"ended\\"' in httpx.get(f"{story.url}/embed.json", timeout=30).text,
        "readers are told that it has ended",
    )
    guest.page.goto(site.page(script(story)))
    expect(guest.post(post)).to_be_visible()
    expect(guest.page.locator("#pause")).to_be_hidden()
    guest.page.wait_for_timeout(500)
    assert (guest.streams(), guest.polls()) == (0, 0)


def test_when_a_blog_ends_its_stream_does(story: Story, site: Partner, guest: Reader) -> None:
    story.publish("Bridge open")
    open_embed(guest, site.page(script(story)))
    story.close()
    expect(guest.page.locator("#state.ended")).to_be_visible()
    asked = len(guest.requests)
    guest.page.wait_for_timeout(2500)
    assert len(guest.requests) == asked


def test_an_embed_gets_over_an_outage(story: Story, site: Partner, visit: Callable[..., Reader]) -> None:
    first = story.publish("Bridge closed")
    guest = visit()
    guest.page.route("**/embed.json*", lambda route: route.abort())
    guest.page.goto(site.page(script(story)))
    expect(guest.page.locator("dateline-blog a")).to_be_visible()
    guest.page.unroute("**/embed.json*")
    expect(guest.post(first)).to_be_visible(timeout=10_000)
    until(lambda: story.readers() == 1, "it follows")
    guest.page.context.set_offline(True)
    expect(guest.page.locator("#connection")).to_be_visible(timeout=10_000)
    second = story.publish("Divers arrive")
    guest.page.context.set_offline(False)
    expect(guest.post(second)).to_be_visible(timeout=10_000)
    expect(guest.page.locator("#connection")).to_be_hidden()


def test_another_history_is_taken_over(story: Story, site: Partner, guest: Reader) -> None:
    first = story.publish("Bridge closed")
    open_embed(guest, site.page(script(story, posts=5) + script(story)))
    story.describe(place="Berlin", zone="Europe/Berlin")
    expect(guest.post(first).first).to_contain_text("Berlin time")
    expect(guest.post(first).last).to_contain_text("Berlin time")
    second = story.publish("Divers arrive")
    expect(guest.post(second)).to_have_count(2, timeout=SOON)
    assert sum("/embed.json" in url for url in guest.requests) == 4, "each begins anew once"


def test_who_reads_an_embed_stays_where_she_is_when_another_history_is_taken_over(
    story: Story, site: Partner, guest: Reader
) -> None:
    posts = story.fill(24)
    open_embed(guest, site.page("<p>Before</p>" + script(story, posts=20) + TALL))
    expect(guest.page.locator("article")).to_have_count(20)
    guest.scroll_to(posts[8])
    guest.post(posts[8]).locator(".at").focus()
    before = guest.top(posts[8], "h2")
    story.describe(place="Berlin", zone="Europe/Berlin")
    new = story.publish("Divers arrive")
    expect(guest.post(posts[8])).to_contain_text("Berlin time", timeout=SOON)
    expect(guest.page.locator("#new")).to_have_text("1 new update", timeout=SOON)
    guest.settle()
    assert abs(guest.top(posts[8], "h2") - before) < 1.5
    assert guest.page.evaluate("document.querySelector('dateline-blog').shadowRoot.activeElement.className") == "at"
    guest.page.locator("#new").press("Enter")
    assert shown(guest) == [new, *posts[:19]]
