"""A page that has been open for long: it has not grown, each update cost little, and it is what a new page would be."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, expect

from tests.browser.newsroom import Newsroom, Story, new_token
from tests.browser.reader import SOON, Reader
from tests.support.serving import serve
from tests.support.turns import turns

UPDATES = turns(500, 200)
NIGHT = turns(2000, 300)
SLEEPS = 20
OUTAGES = turns(5, 2)
FREEZE = "document.dispatchEvent(new Event('freeze'))"
RESUME = "document.dispatchEvent(new Event('resume'))"
# What a page adds to the server's HTML while it is open, and takes back in time.
POSTS = """() => [...document.querySelectorAll('#posts > [id]')].map(post => {
  const copy = post.cloneNode(true);
  for (const name of ['data-new', 'data-whole', 'style', 'tabindex']) copy.removeAttribute(name);
  return copy.outerHTML;
})"""


def measure(session: CDPSession) -> dict[str, float]:
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.collectGarbage")
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def vary(story: Story, posts: list[str], count: int, chance: random.Random) -> None:
    """So many changes of posts that are there already."""
    for n in range(count):
        post = chance.choice(posts)
        if n % 3:
            story.edit(post, body=f"Told anew, {n}. " * chance.randrange(1, 60))
        else:
            story.flag(post, key=chance.random() < 0.5)


def test_hundreds_of_updates_leave_nothing_behind(story: Story, reader: Reader) -> None:
    posts, chance = story.fill(20), random.Random(5)
    reader.open(story.url).scroll_to(posts[10])
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Performance.enable")
    vary(story, posts, 250, chance)  # until the engine has compiled all that it will
    reader.page.wait_for_timeout(500)
    before = measure(session)
    vary(story, posts, UPDATES, chance)
    story.edit(posts[10], body="The last of them.")
    expect(reader.post(posts[10])).to_contain_text("The last of them.", timeout=20_000)
    reader.page.wait_for_timeout(500)
    after = measure(session)
    script = (after["ScriptDuration"] - before["ScriptDuration"]) / UPDATES * 1000
    print(
        f"script {script:.2f} ms an update, heap {after['JSHeapUsedSize'] - before['JSHeapUsedSize']:+.0f} bytes, "
        f"nodes {after['Nodes'] - before['Nodes']:+.0f}"
    )
    assert script < 4
    assert after["Nodes"] < before["Nodes"] * 1.2
    # The engine itself moves in steps of 200 KB; what an update left behind would be a kilobyte each, and nodes.
    assert after["JSHeapUsedSize"] < before["JSHeapUsedSize"] + 400_000
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 20


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_after_a_night_the_page_is_what_a_new_one_would_be(tmp_path: Path, visit: Callable[..., Reader]) -> None:
    """NIGHT updates, SLEEPS sleeps and OUTAGES outages, among them everything that an editor does."""
    token, chance, reader = new_token(tmp_path), random.Random(9), visit()
    with serve(tmp_path, beat="1") as server:
        port, story = server.port, Newsroom(server.url, token).open_blog()
        posts = story.fill(30, paragraphs=1)
        reader.open(story.url).scroll_to(posts[12])
    for _ in range(OUTAGES):
        with serve(tmp_path, port, beat="1") as server:
            for _ in range(SLEEPS // OUTAGES):
                night(story, reader, posts, chance, NIGHT // SLEEPS)
            server.kill()
        reader.page.wait_for_timeout(chance.randrange(500, 3000))
    with serve(tmp_path, port, beat="1"):
        story.edit(posts[0], body="The last of them.")
        expect(reader.post(posts[0])).to_contain_text("The last of them.", timeout=SOON)
        await_equal(story, reader)


def night(story: Story, reader: Reader, posts: list[str], chance: random.Random, count: int) -> None:
    """So many changes of every kind, through half of which the page sleeps."""
    change(story, posts, chance, count // 2)
    reader.hide()
    reader.page.evaluate(FREEZE)
    change(story, posts, chance, count // 2)
    reader.page.evaluate(RESUME)
    reader.hide(False)


def change(story: Story, posts: list[str], chance: random.Random, count: int) -> None:
    for n in range(count):
        post = chance.choice(posts)
        deed = chance.random()
        if deed < 0.02:
            posts.append(story.publish(f"News {len(posts)}", at=f"2026-03-0{1 + len(posts) // 30}T10:00:0{n % 10}Z"))
        elif deed < 0.03:
            story.retract(post, "It was not true.")
            posts.remove(post)
        elif deed < 0.1:
            story.correct(post, f"It was {n}.")
        elif deed < 0.2:
            story.flag(post, key=chance.random() < 0.3)
        else:
            story.edit(post, body=f"Told anew, {n}. " * chance.randrange(1, 30))


def await_equal(story: Story, reader: Reader) -> None:
    """Wait until the old page has what a new one has, post for post."""
    other = reader.tab(story.url)
    fresh = other.page.evaluate(POSTS)
    if reader.page.locator("#new").is_visible():
        reader.page.locator("#new").click()
    old = reader.page.evaluate(POSTS)
    assert old[: len(fresh)] == fresh
    assert reader.page.locator("#updated").inner_html() == other.page.locator("#updated").inner_html()
    assert reader.page.locator("#keys").inner_text() == other.page.locator("#keys").inner_text()
    assert reader.marked
