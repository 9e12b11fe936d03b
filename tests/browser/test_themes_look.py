"""Both themes in a browser: what can be measured of them on every width, with the bytes that the typesetter makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from dateline.typeset import assets, page, themes
from tests.typeset.story import EPOCH, SITE, full_story

NOTHING = Path("/nonexistent")
# Every text against the ground that really lies behind it, as the browser has worked both out (WCAG 2.2, 1.4.3).
FAINT = """() => {
  const parts = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => parts(c).slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const c = getComputedStyle(at).backgroundColor, alpha = parts(c)[3];
      if (alpha === undefined || alpha === 1) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (!text || !el.checkVisibility() || el.closest('.visually-hidden, script, noscript')) continue;
    const style = getComputedStyle(el), [a, b] = [light(style.color), light(ground(el))].sort((x, y) => x - y);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if ((b + 0.05) / (a + 0.05) < (large ? 3 : 4.5)) found.push([text, style.color, ground(el)]);
  }
  return found;
}"""


@pytest.fixture(params=["sober", "tabloid"])
def theme(request: pytest.FixtureRequest) -> Iterator[str]:
    themes.wear(request.param, NOTHING)
    yield request.param
    themes.wear("sober", NOTHING)


def shown(browser: Browser, width: int, scheme: Literal["light", "dark"]) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened = context.new_page()
    opened.route("**/*", _answer)
    opened.goto(f"{SITE.origin}/ferry-strike")
    return opened


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(SITE.origin)
    if (asset := assets.all().get(path)) and asset.name.endswith(".css"):
        route.fulfill(body=asset.body, content_type=asset.content_type)
    elif path.count("/") == 1:
        html = page.live(full_story().blog, SITE, EPOCH)
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    else:
        route.fulfill(status=404)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_screen(theme: str, browser: Browser, width: int) -> None:
    opened = shown(browser, width, "light")
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    opened.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_text_stands_out_from_what_lies_behind_it(
    theme: str, browser: Browser, scheme: Literal["light", "dark"], width: int
) -> None:
    opened = shown(browser, width, scheme)
    assert opened.evaluate(FAINT) == []
    opened.context.close()


def test_the_page_asks_for_one_theme_and_nobody_elses_files(theme: str, browser: Browser) -> None:
    asked: list[str] = []
    context = browser.new_context()
    opened = context.new_page()
    opened.route("**/*", _answer)
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(f"{SITE.origin}/ferry-strike")
    assert asked.count(SITE.origin + assets.url("live.css")) == 1
    assert not [url for url in asked if not url.startswith((SITE.origin, "data:", "https://img.example/"))]
    context.close()
