"""No page for readers, in no state, keeps anybody out of it: axe-core finds nothing, in both themes, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.newsroom import Newsroom, Story, new_token
from tests.browser.partner import partner
from tests.browser.reader import SOON, Reader
from tests.browser.test_away import leave, panel
from tests.support.serving import serve

RICH = """Talks began at *noon*; see [the letter](https://gov.example/letter).

> I will sit at the table until it gives way.
> — Ane Torvik, transport minister

- 4,100 passengers
- 260 lorries

| Port | Cars |
|---|---|
| North | 12 |

https://video.example/v/1"""
PATHS = {
    "index": "/",
    "404": "/nothing-is-here",
    "site corrections": "/corrections",
    "standing": "/standing",
    "live": "/{full}",
    "paused": "/{paused}",
    "ended": "/{ended}",
    "empty": "/{empty}",
    "arabic": "/{arabic}",
    "key events": "/{full}/only/key",
    "no key events": "/{empty}/only/key",
    "corrected": "/{full}/only/corrections",
    "author": "/{full}/by/liv-aune",
    "tag": "/{full}/tag/rail",
    "oldest first": "/{full}/oldest",
    "older": "/{full}/page/1",
    "search": "/{full}/search",
    "found": "/{full}/search?q=report",
    "not found": "/{full}/search?q=zebra",
    "post": "/{full}/p/{rich}",
    "retracted": "/{full}/p/{gone}",
    "arabic post": "/{arabic}/p/{khabar}",
    "history": "/{full}/p/{rich}/history",
    "history of a retracted post": "/{full}/p/{gone}/history",
    "corrections": "/{full}/corrections",
    "no corrections": "/{empty}/corrections",
    "arabic corrections": "/{arabic}/corrections",
    "as it stood": "/{full}/at/2099-01-01T00:00:00Z",
    "replay": "/{full}/replay",
    "print": "/{full}/print",
    "record": "/{full}/record",
    "embed": "/{full}/embed",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("axe")


@pytest.fixture(scope="module")
def names(data: Path) -> dict[str, str]:
    """The slugs and posts that addresses name."""
    with serve(data) as server:
        return written(Newsroom(server.url, new_token(data)))


def written(newsroom: Newsroom) -> dict[str, str]:
    full = newsroom.open_blog(standfirst="Crews walked out at midnight.\n\nWe follow the day from the quay.")
    posts = full.fill(65, paragraphs=1)
    sources = [{"name": "Ministry of Transport", "url": "https://gov.example"}, {"name": "Two negotiators"}]
    rich = full.publish(
        "Talks at noon", RICH, byline="Liv Aune and Per Holt", tags=["Rail"], key=True, pinned=True,
        standing="confirmed", sources=sources, happened_at="2026-02-27T11:00:00Z",
    )  # fmt: skip
    gone = full.publish("The bridge is shut", "A driver told us so.", standing="unverified")
    full.publish("One source", standing="reported", sources=sources[:1], key=True, at="2026-03-03T10:00:00Z")
    full.publish("", "A short note without a headline.")
    full.summarise("Talks have begun.", rich, posts[0])
    full.correct(rich, "The talks began at noon, not at eleven.")
    full.edit(posts[1], body="Told anew.")
    full.retract(gone, "The bridge was open all day.")
    paused, ended, empty = newsroom.open_blog(), newsroom.open_blog(), newsroom.open_blog(title="Nothing yet")
    paused.describe(paused="Back at 7:00")
    ended.publish("The last word", key=True)
    ended.close()
    arabic = newsroom.open_blog(title="إغلاق جسر الميناء", language="ar", place="باريس")
    khabar = arabic.publish("خبر عاجل من Skarvik", "نص قصير مع اسم Ane Torvik.", byline="Liv Aune", key=True)
    arabic.correct(khabar, "كان الرقم خطأ.")
    slugs = {"full": full, "paused": paused, "ended": ended, "empty": empty, "arabic": arabic}
    return {"rich": rich, "gone": gone, "khabar": khabar, **{name: story.slug for name, story in slugs.items()}}


@pytest.fixture(scope="module", params=["sober", "tabloid"])
def house(request: pytest.FixtureRequest, data: Path, names: dict[str, str]) -> Iterator[str]:
    """A newsroom's address, in this theme."""
    with serve(data, theme=request.param) as server:
        yield server.url


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """One page for all, since each look at one costs little beside the opening of a browser's window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    yield context.new_page()
    context.close()


def found(page: Page) -> list[object]:
    """By light all of it, in the dark the colours once more; on a narrow screen as well, where other rules hold."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    seen: list[object] = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    seen += [("dark", *one) for one in violations(page, "color-contrast")]
    page.set_viewport_size({"width": 360, "height": 800})
    seen += [
        ("narrow", *one) for one in violations(page, "color-contrast", "target-size", "scrollable-region-focusable")
    ]
    page.set_viewport_size({"width": 1280, "height": 900})
    return seen


@pytest.mark.parametrize("name", PATHS)
def test_nothing_is_wrong_with_a_page(house: str, names: dict[str, str], screen: Page, name: str) -> None:
    screen.goto(house + PATHS[name].format(**names))
    if name == "replay":
        expect(screen.locator("#player")).to_be_visible(timeout=SOON)
    assert found(screen) == []


def test_nothing_is_wrong_with_the_saved_file(house: str, names: dict[str, str], screen: Page, tmp_path: Path) -> None:
    file = tmp_path / "archive.html"
    file.write_bytes(httpx.get(f"{house}/{names['full']}/archive.html", timeout=30).content)
    screen.goto(file.as_uri())
    assert found(screen) == []


def test_nothing_is_wrong_where_nothing_was_written(tmp_path: Path, screen: Page) -> None:
    with serve(tmp_path) as server:
        for path in ("/", "/corrections"):
            screen.goto(server.url + path)
            assert found(screen) == []


def test_nothing_is_wrong_with_an_embed_on_a_partners_page(
    house: str, names: dict[str, str], visit: Callable[..., Reader]
) -> None:
    reader, tag = visit(), f'<script type="module" src="{house}/embed.js" data-blog="{names["full"]}"></script>'
    with partner() as site:
        reader.page.goto(site.page(f"<main>{tag}</main>"))
        expect(reader.page.locator("dateline-blog article").first).to_be_visible(timeout=SOON)
        # What stands after the partner's main element is the partner's.
        assert [one for one in found(reader.page) if "region" not in str(one)] == []


# What a live page shows only while it is in use


def test_nothing_is_wrong_with_what_a_reader_is_told_who_was_away(story: Story, reader: Reader) -> None:
    posts = story.fill(6)
    leave(reader, story)
    story.publish("News", key=True)
    story.correct(posts[2], "The bridge has four piers.")
    reader.open(story.url)
    panel(reader).get_by_role("button", name="What changed").click()
    assert found(reader.page) == []


def test_nothing_is_wrong_while_posts_wait_and_one_has_grown(story: Story, reader: Reader) -> None:
    posts = story.fill(12)
    reader.open(story.url).scroll_to(posts[5])
    story.publish("News")
    story.correct(posts[5], "It was another pier.", body="Told anew, and at some length. " * 40)
    reader.await_new("1 new update")
    expect(reader.page.locator("[data-whole]:not(#posts)")).to_have_count(1, timeout=SOON)
    assert found(reader.page) == []


def test_nothing_is_wrong_while_updates_are_paused(story: Story, reader: Reader) -> None:
    reader.open(story.url).page.get_by_role("button", name="Pause updates").click()
    story.publish("News")
    expect(reader.page.get_by_role("button", name="Pause updates (1 waiting)")).to_be_visible(timeout=SOON)
    assert found(reader.page) == []


def test_nothing_is_wrong_with_the_lists_that_open(story: Story, reader: Reader) -> None:
    post = story.publish("News", standing="reported", sources=[{"name": "A witness"}], key=True)
    reader.open(story.url)
    reader.page.locator(".chip summary").click()
    reader.page.keyboard.press("?")
    expect(reader.page.get_by_role("dialog", name="Keys on this page")).to_be_visible(timeout=SOON)
    assert found(reader.page) == []
    reader.page.keyboard.press("Escape")
    reader.post(post).get_by_role("button", name="Share").click()
    expect(reader.page.get_by_role("dialog", name="Share this update")).to_be_visible(timeout=SOON)
    assert found(reader.page) == []


def test_nothing_is_wrong_with_the_readers_own_clock(story: Story, visit: Callable[..., Reader]) -> None:
    story.publish("News", key=True)
    reader = visit(timezone_id="America/New_York")
    reader.open(story.url).page.get_by_role("button", name="Your time").click()
    expect(reader.page.locator(".post .at")).to_contain_text("your time", timeout=SOON)
    assert found(reader.page) == []


def test_nothing_is_wrong_with_the_notice_that_the_line_is_lost(story: Story, visit: Callable[..., Reader]) -> None:
    reader = visit()
    reader.open(story.url).page.context.set_offline(True)
    expect(reader.page.locator("#connection")).to_be_visible(timeout=SOON)
    assert found(reader.page) == []
