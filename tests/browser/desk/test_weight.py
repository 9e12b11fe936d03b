"""What opening the live desk costs a phone on a bad line: the page and every file that it asks for, as sent."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.desk.conftest import Windows
from tests.browser.newsroom import Story

MOST = 250_000  # bytes, packed

_LOADED = """() => {
  const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return all.map((one) => [new URL(one.name).pathname, one.encodedBodySize, one.decodedBodySize])
    .filter(([name]) => !name.startsWith('/api/')); // the posts are the blog's own weight
}"""


def test_the_whole_live_desk_is_light(composing: Windows, writing_story: Story) -> None:
    writing_story.fill_now(20)
    page = composing(writing_story).page
    expect(page.locator("#timeline-list article")).not_to_have_count(0)
    found = page.evaluate(_LOADED)
    loaded = {name: (packed, plain) for name, packed, plain in found}
    assert len(loaded) == len(found), "nothing is fetched twice"
    scripts = {name for name in loaded if name.endswith(".js")}
    assert all(loaded[name][0] < loaded[name][1] for name in scripts), "every script is packed"
    named = page.locator("link[rel=modulepreload], script[src]").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src'))"
    )
    assert set(named) == scripts and len(scripts) > 40, "the page names each, so that none waits for another"
    weight = sum(packed for packed, _ in loaded.values())
    assert 80_000 < weight <= MOST, loaded
