"""The picture drawn from a title, looked at as far as a program can."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features

from dateline.blog.changes import DescribeBlog
from dateline.typeset import page, palette, picture
from dateline.typeset.picture import Card
from tests.typeset.markup import Page
from tests.typeset.story import EPOCH, SITE, Story, full_story


def drawn(story: Story) -> Image.Image:
    body = picture.draw(picture.card(story.blog, SITE))
    assert len(body) < 100_000
    return Image.open(BytesIO(body)).convert("RGB")


def rgb(name: str) -> tuple[int, ...]:
    value = palette.colour(name).removeprefix("#")
    value = value if len(value) == 6 else "".join(2 * c for c in value)
    return tuple(int(value[i : i + 2], 16) for i in (0, 2, 4))


def is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """The smallest box around what is written there, by its distance from the paper."""
    part = image.crop(box).convert("L").point(lambda v: 255 if v < 128 else 0)
    return part.getbbox()


def test_it_has_the_size_that_other_sites_ask_for_and_the_colours_of_the_site() -> None:
    image = drawn(full_story())
    assert image.size == (1200, 630)
    paper = image.getpixel((5, 5))
    assert isinstance(paper, tuple) and is_near(paper, rgb("paper"))


def test_a_live_blog_has_a_badge_and_one_that_has_ended_has_none() -> None:
    def badge(story: Story) -> bool:
        pixel = drawn(story).getpixel((70, 550))
        return isinstance(pixel, tuple) and is_near(pixel, rgb("live"))

    assert badge(full_story())
    assert not badge(full_story().close())


@pytest.mark.parametrize(
    "title",
    [
        "Short",
        "Ferries stand still in Skarvik",
        "Prime minister faces a vote of no confidence after a third day of strikes leaves thousands stranded",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle geschlossen",
        "W" * 200,
        "Паромы стоят: третий день забастовки экипажей в северных портах, тысячи пассажиров ждут на причалах",
    ],
)
def test_a_title_of_any_length_stays_inside_the_picture(title: str) -> None:
    image = drawn(Story().open(title))
    written = inked(image, (0, 140, 1200, 520))
    assert written is not None
    assert written[0] >= 60 and written[2] <= 1200 - 50
    assert written[1] > 5 and written[3] < 375


@pytest.mark.skipif(not features.check("fribidi"), reason="no FriBiDi on this machine")
def test_a_title_from_right_to_left_begins_at_the_right() -> None:
    written = inked(drawn(Story().open("العبّارات متوقفة", language="ar")), (0, 140, 1200, 520))
    assert written is not None and written[2] > 1100 and written[0] > 300


def test_what_the_font_cannot_write_is_left_out_or_gives_way_to_the_name_of_the_site() -> None:
    one = picture.card(full_story().blog, SITE)

    def draws(title: str) -> bytes:
        return picture.draw(replace(one, title=title))

    assert draws("渡轮停航") == draws(SITE.name)
    assert draws("Ferries 🚢 stand still in the harbour") == draws("Ferries stand still in the harbour")


def test_a_picture_has_another_address_when_it_shows_something_else_and_only_then() -> None:
    story = full_story()
    before = picture.card(story.blog, SITE).version
    story.publish("more", "One more post")
    assert picture.card(story.blog, SITE).version == before
    story.do(DescribeBlog(title="Ferries sail again"))
    retitled = picture.card(story.blog, SITE).version
    assert retitled != before
    assert picture.card(story.close().blog, SITE).version not in (before, retitled)


def test_pages_without_a_picture_name_the_drawn_one_with_its_size() -> None:
    shown = Page(page.live(Story().open().publish("p", "Plain").blog, SITE, EPOCH).decode())
    (image,) = shown.find("meta", property="og:image")
    assert image["content"].startswith("https://live.courier.example/ferry-strike/card.png?")
    assert shown.find("meta", property="og:image:width")[0]["content"] == str(picture.WIDTH)
    assert shown.find("meta", property="og:image:height")[0]["content"] == str(picture.HEIGHT)
    own = Page(page.live(full_story().blog, SITE, EPOCH).decode())
    assert own.find("meta", property="og:image")[0]["content"] == "https://img.example/quay.jpg"
    assert not own.find("meta", property="og:image:width")


@settings(max_examples=12)
@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=40), st.booleans())
def test_no_text_breaks_it(title: str, site: str, below: str, is_rtl: bool) -> None:
    colours = ("#fff", "#000", "#555", "#b00", "#fff", "#fff", "#000")
    image = Image.open(BytesIO(picture.draw(Card(site, title, below, "Live", is_rtl, colours))))
    assert image.size == (1200, 630)
