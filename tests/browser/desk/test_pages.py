"""Every page and state of the desk: nothing that axe can find, nothing wider than a phone, nothing in the console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.desk.pages import EDITOR, MANAGER, VIEWS, Furnished, View, furnished

AXE = (Path(__file__).parent.parent / "vendor/axe.min.js").read_text("utf-8")
# Every rule of WCAG up to 2.2 AA, and those that axe calls best practices; or those of colours alone.
_CHECK = """async (rules) => {
  const only = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
  const found = await axe.run(document, {resultTypes: ['violations'], ...only});
  return found.violations.flatMap((v) => [`${v.id}: ${v.help}`, ...v.nodes.map((n) => n.html.slice(0, 200))]);
}"""
_COLOURS = ("color-contrast", "link-in-text-block")
# A phone's width; what may scroll sideways within it does so in a box of its own.
_WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
_WEIGHT = 250 * 1024  # bytes
# What is pressed with a thumb, and is too small for one. A link in a sentence has the size of its words (WCAG 2.5.8).
_SMALL = """() => [...document.querySelectorAll('button, select, input:not([type=hidden]), summary, .button')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('label:has(> input)') && !e.disabled)
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < 43.5 || box.width < 24))
  .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    with furnished(tmp_path_factory.mktemp("pages"), browser) as desk:
        yield desk


@contextmanager
def shown(desk: Furnished, view: View, locale: str = "en") -> Iterator[Page]:
    """The view on a phone, with nothing in its console that a browser complains of, but the status of a refusal.

    What axe itself makes of a page's sheets comes later, and is none of the page's.
    """
    context = desk.context(view.who, viewport={"width": 360, "height": 740}, locale=locale)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    desk.show(view, page)
    told = [said for said in complaints if "Failed to load resource: the server responded" not in said]
    assert not told, "\n".join(told)
    page.evaluate(AXE)
    yield page
    context.close()


def check(page: Page, *rules: str) -> None:
    found = page.evaluate(_CHECK, list(rules))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_axe_has_nothing_to_say_and_a_thumb_finds_everything(desk: Furnished, view: View) -> None:
    with shown(desk, view) as page:
        check(page)
        assert page.evaluate(_WIDER) == 0
        assert not (small := page.evaluate(_SMALL)), "\n".join(small)
        page.set_viewport_size({"width": 1280, "height": 800})
        check(page)
        page.emulate_media(color_scheme="dark")
        check(page, *_COLOURS)


@pytest.mark.parametrize("name", ["blogs", "blog-about", "live-deeds"])
def test_the_desk_turns_for_arabic(desk: Furnished, name: str) -> None:
    with shown(desk, _named(name), locale="ar") as page:
        assert page.locator("html[lang=ar][dir=rtl]").count() == 1
        assert page.evaluate(_WIDER) == 0
        check(page)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            start, end = page.locator(".bar > :first-child, .live-title").last, page.locator(".menu > summary")
            assert _middle(start) > _middle(end)  # what comes first stands to the right


def test_a_blog_keeps_its_own_direction_at_a_desk_that_runs_the_other_way(desk: Furnished) -> None:
    with shown(desk, _named("live-deeds"), locale="ar") as page:
        ways = {
            what: page.locator(f"#timeline-list {what}").first.evaluate("e => getComputedStyle(e).direction")
            for what in ("article", ".who", "[role=menu]")
        }
        assert ways == {"article": "ltr", ".who": "rtl", "[role=menu]": "rtl"}
        assert page.locator("#timeline-list").get_attribute("lang") == "en"


def test_the_managers_pages_are_named_in_one_line_of_a_phone(desk: Furnished) -> None:
    with shown(desk, _named("people")) as page:
        box = page.locator(".tabs").bounding_box()
        assert box is not None and box["height"] < 60
        ways = page.locator(".tabs a:visible, .menu a")
        assert {"People", "Audit", "Copy desk", "Your account"} <= set(ways.all_text_contents())


def test_a_secret_that_is_shown_once_is_copied_by_its_button(desk: Furnished) -> None:
    context = desk.context(MANAGER, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{desk.url}newsroom/tokens")
    page.fill("input[name=name]", "Tide table")
    page.click("main form.stack button:not(.quiet)")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("input.code")
    context.close()


def _named(name: str) -> View:
    return next(view for view in VIEWS if view.name == name)


def _middle(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def test_the_live_desk_weighs_no_more_than_it_may(desk: Furnished) -> None:
    """All that a browser which has nothing yet is sent until the desk stands, as it comes over the wire."""
    context = desk.context(EDITOR, service_workers="block")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    desk.show(_named("live"), page)
    context.close()
    assert len(sizes) > 10
    assert sum(sizes) < _WEIGHT, f"{sum(sizes) / 1024:.0f} KiB in {len(sizes)} files"
