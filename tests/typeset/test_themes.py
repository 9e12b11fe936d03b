"""Themes, the contract of custom properties, and what a data directory may change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.config import TABLE
from dateline.errors import ThemeError
from dateline.typeset import assets, page, palette, picture, themes
from dateline.typeset.renderer import renderer
from tests.typeset.markup import Page
from tests.typeset.story import EPOCH, SITE, full_story

DOC = Path(__file__).parents[2] / "docs" / "themes.md"
THEMES = ("sober", "tabloid")
NOTHING = Path("/nonexistent")
# What stands on what: WCAG 2.2 asks 4.5 of text (1.4.3).
ON = [
    *[(name, ground) for ground in ("paper", "tint") for name in ("ink", "soft")],
    ("red", "paper"),
    ("amber", "paper"),
    ("amber", "amber-tint"),
    ("ink", "amber-tint"),
    ("green", "paper"),
    ("on-live", "live"),
    ("on-nameplate", "nameplate"),
]


@pytest.fixture(autouse=True)
def sober() -> Iterator[None]:
    yield
    themes.wear("sober", NOTHING)


def live() -> str:
    return page.live(full_story().blog, SITE, EPOCH).decode()


def sheet() -> str:
    return assets.all()[assets.url("live.css")].body.decode()


def luminance(colour: str) -> float:
    text = colour.removeprefix("#")
    text = text if len(text) == 6 else "".join(2 * c for c in text)
    parts = [int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(theme: str, scheme: str) -> None:
    themes.wear(theme, NOTHING)
    for text, ground in ON:
        one, other = sorted((luminance(palette.colour(text, scheme)), luminance(palette.colour(ground, scheme))))
        assert (other + 0.05) / (one + 0.05) >= 4.5, (text, ground)


def test_every_property_of_the_sheet_is_in_the_contract_and_no_other() -> None:
    told = re.findall(r"^\| `--([a-z-]+)` \|", DOC.read_text("utf-8"), re.MULTILINE)
    light, dark = palette.properties(sheet())
    assert sorted(told) == sorted(light)
    assert set(dark) <= set(light)


def test_a_theme_sets_no_property_that_the_contract_lacks() -> None:
    known, _ = palette.properties(sheet())
    for theme in THEMES:
        themes.wear(theme, NOTHING)
        light, dark = palette.properties(sheet())
        assert set(light) | set(dark) == set(known)


def test_the_settings_offer_the_themes_that_there_are() -> None:
    for theme in THEMES:
        assert TABLE["theme"].parse(theme) == theme
    with pytest.raises(ValueError, match="sober, tabloid"):
        TABLE["theme"].parse("pastel")


def test_a_theme_and_a_sheet_of_ones_own_come_in_the_same_request_and_after_it(tmp_path: Path) -> None:
    bare = sheet()
    (tmp_path / "theme.css").write_text("/* ours */\n:root { --red: #004488; }\n")
    themes.wear("tabloid", tmp_path)
    assert sheet().startswith(bare)
    assert palette.colour("nameplate") == "#c8001a"
    assert palette.colour("red") == "#004488"
    assert sheet().index("#c8001a") < sheet().index("#004488")
    shown = Page(live())
    assert shown.find("link", rel="stylesheet")[0]["href"] == assets.url("live.css")
    assert shown.find("meta", name_="theme-color")[0]["content"] == "#ffffff"
    assert not [path for path in assets.all() if "theme-" in path]


def test_a_theme_changes_every_entity_tag_and_every_picture() -> None:
    tags, cards = set(), set()
    for theme in THEMES:
        themes.wear(theme, NOTHING)
        tags.add(renderer(SITE))
        cards.add(picture.card(full_story().blog, SITE).version)
    assert len(tags) == len(cards) == 2


def test_a_template_of_ones_own_overrides_a_block_and_what_it_says_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    before = renderer(SITE)
    (tmp_path / "templates" / "base.html").write_text(
        '{% extends "dateline/base.html" %}{% block foot %}{{ super() }}<p class="imprint">{{ "<b>Ours</b>" }}</p>'
        "{% endblock %}"
    )
    themes.wear("sober", tmp_path)
    assert renderer(SITE) != before
    assert '<p class="imprint">&lt;b&gt;Ours&lt;/b&gt;</p>' in page.missing(SITE).decode()
    themes.wear("sober", NOTHING)
    assert "Ours" not in page.missing(SITE).decode()
    assert renderer(SITE) == before


def test_a_block_of_one_page_may_be_overridden_through_all_that_it_extends(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "live.html").write_text(
        '{% extends "dateline/live.html" %}{% block skip %}{{ super() }}<p id="notice">{{ blog.title }}</p>'
        "{% endblock %}"
    )
    themes.wear("sober", tmp_path)
    assert Page(live()).words("notice") == "Ferries stand still in Skarvik"
    assert "notice" not in page.index([full_story().blog], SITE).decode()


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("live.html", '{% extends "dateline/live.html" %}\n{% block foot %}', r"live\.html, line 2"),
        ("live.html", "{{ nobody.knows }}", "live page cannot be made: 'nobody' is undefined"),
        ("missing.html", '{% extends "dateline/gone.html" %}', "nothing found cannot be made: dateline/gone.html"),
        ("post.html", "{{ 1 / 0 }}", "cannot be made: division by zero"),
        ("front.html", "Ours", "in place of no template.* live.html"),
    ],
)
def test_a_template_that_could_not_be_shown_is_refused_at_the_start(
    tmp_path: Path, name: str, source: str, complaint: str
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text(source)
    with pytest.raises(ThemeError, match=complaint):
        themes.wear("sober", tmp_path)


def test_a_colour_that_pictures_cannot_be_drawn_in_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "theme.css").write_text(":root { --live: oklch(0.5 0.2 20) }")
    with pytest.raises(ThemeError, match="--live must be a colour as #fffdf9"):
        themes.wear("sober", tmp_path)


def test_a_file_that_is_no_text_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "theme.css").write_bytes(b"\xff\xfe")
    with pytest.raises(ThemeError, match="cannot be read"):
        themes.wear("sober", tmp_path)


def test_a_property_may_be_that_of_another_even_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "theme.css").write_text(
        ":root { --rule: var(--soft); --soft: #444; --serif: var(--sans); --sans: var(--serif) }"
    )
    themes.wear("sober", tmp_path)
    assert palette.colour("rule") == "#444"
    assert palette.colour("sans").startswith("var(")


def test_properties_are_read_in_linear_time_from_anything() -> None:
    for text in ("{" * 200_000, "}" * 200_000, ":root{--a:1" * 50_000, "@media (prefers-color-scheme:dark){" * 20_000):
        palette.properties(text)
    assert palette.properties(
        ":root{--a:1;--b:2}@media (prefers-color-scheme:dark){:root{--a:3}}:root{--b:4}p{--c:5}"
    ) == (
        {"a": "1", "b": "4"},
        {"a": "3"},
    )
