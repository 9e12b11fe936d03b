"""What other sites show of a blog."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from dateline.errors import Unknown
from dateline.typeset import assets, embed, palette
from tests.typeset.markup import Page, check_safe, shape
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story

BUDGET = 8 * 1024  # bytes of script, compressed, that an embed may cost its page


def piece(story: Story, posts: int = 10, order: embed.Order = "newest") -> Page:
    answer = json.loads(embed.piece(story.blog, SITE, EPOCH, embed.Asked(posts, order)))
    assert answer["style"] == embed.sheet().path
    found = Page(answer["html"])
    check_safe(found)
    assert len(found.ids) == len(set(found.ids)), "an id twice"
    return found


def test_a_piece_says_how_far_it_stands_and_has_every_hook_of_the_script() -> None:
    story = full_story()
    shown = piece(story)
    (section,) = shown.find("section", class_="blog")
    assert section["data-cursor"] == f"{EPOCH}.{story.blog.seq}"
    assert (section["data-posts"], section["data-order"]) == ("10", "newest")
    assert {"state", "title", "updated", "connection", "pause", "new", "status", "posts"} <= set(shown.ids)
    for name in ("pause", "new"):
        assert "other" in json.loads(shown.find("button", id=name)[0]["data-plurals"])


def test_the_newest_posts_come_in_the_order_asked_for() -> None:
    story = long_story(65)
    assert piece(story, 5).articles() == ["n65", "n64", "n63", "n62", "n61"]
    assert piece(story, 5, "oldest").articles() == ["n61", "n62", "n63", "n64", "n65"]


def test_a_retracted_post_stands_without_its_text() -> None:
    story = Story().open().publish("wrong", "Bridge falls", "It has fallen.").retract("wrong", "It stands.")
    shown = piece(story)
    assert "It stands." in shown.words()
    assert "fall" not in shown.words()


def test_a_blog_in_arabic_is_written_from_the_right() -> None:
    (section,) = piece(Story().open("إغلاق الجسر", language="ar")).find("section", class_="blog")
    assert (section["lang"], section["dir"]) == ("ar", "rtl")


def test_the_page_for_a_frame_holds_the_same_posts_without_script() -> None:
    story = full_story()
    shown = Page(embed.page(story.blog, SITE, EPOCH, embed.Asked(), "auto").decode())
    assert shown.articles() == piece(story).articles()
    assert shown.find("template", shadowrootmode="open")
    assert shown.find("dateline-blog", blog="ferry-strike", posts="10", order="newest")
    assert shown.find("base", target="_blank")
    assert [script["src"] for script in shown.find("script")] == [assets.url("embed.js")]
    assert len(shown.find("h1")) == 1


@pytest.mark.parametrize(("theme", "scheme"), [("auto", "light dark"), ("light", "light"), ("dark", "dark")])
def test_a_frame_is_as_light_or_dark_as_asked(theme: embed.Theme, scheme: str) -> None:
    shown = Page(embed.page(full_story().blog, SITE, EPOCH, embed.Asked(), theme).decode())
    assert shown.find("meta", name="color-scheme")[0]["content"] == scheme


def test_titles_cannot_break_out() -> None:
    hostile = '"></a></section></template><script>alert(1)</script>'
    plain, broken = (Story().open(title).blog for title in ("Plain", hostile))
    pages = [embed.page(blog, SITE, EPOCH, embed.Asked(), "auto").decode() for blog in (plain, broken)]
    assert shape(pages[0]) == shape(pages[1])
    pieces = [json.loads(embed.piece(blog, SITE, EPOCH, embed.Asked()))["html"] for blog in (plain, broken)]
    assert shape(pieces[0]) == shape(pieces[1])


def test_nothing_is_shown_of_a_blog_that_is_not_public() -> None:
    draft = Story().open(state="draft")
    with pytest.raises(Unknown):
        embed.piece(draft.blog, SITE, EPOCH, embed.Asked())
    with pytest.raises(Unknown):
        embed.page(draft.blog, SITE, EPOCH, embed.Asked(), "auto")


def test_the_script_with_all_that_it_needs_is_small() -> None:
    script = assets.named("embed.js").body
    assert b"EventSource" in script, "the line is not in it"
    assert len(gzip.compress(script, 9)) <= BUDGET


def test_its_colours_are_those_of_the_pages_unless_the_page_around_it_sets_them() -> None:
    light, dark = palette.properties(assets.named("live.css").body.decode())
    css = embed.sheet().body.decode()
    for name, value in light.items():
        own = f"light-dark({value},{dark[name]})" if name in dark else value
        assert f"--{name}:var(--dateline-{name},{own});" in css
    used = set(re.findall(r"var\(--([\w-]+)", assets.named("embed.css").body.decode()))
    assert used <= {*light, "dateline-size", "dateline-top"}


def test_a_theme_colours_embeds_too() -> None:
    before = embed.sheet().path
    try:
        assets.wear("", ":root { --ink: #123456 }")
        assert "--ink:var(--dateline-ink,light-dark(#123456," in embed.sheet().body.decode()
        assert embed.sheet().path != before
    finally:
        assets.wear("", "")
    assert embed.sheet().path == before


def test_a_sheet_that_is_read_far_from_its_pages_measures_by_their_reader() -> None:
    assert not re.search(r"[\d.]rem\b", embed.sheet().body.decode()), "rem is the size of the page around it"


def test_what_a_page_may_set_is_written_down() -> None:
    written = Path(__file__).parents[2].joinpath("docs/embedding.md").read_text("utf-8")
    told = set(re.findall(r"^\| `--dateline-([\w-]+)` \|", written, re.MULTILINE))
    used = re.findall(r"var\(--([\w-]+)", assets.named("embed.css").body.decode())
    assert told == {name.removeprefix("dateline-") for name in used}
