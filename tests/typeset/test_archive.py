"""The whole blog as one file."""

from __future__ import annotations

from dateline.typeset import archive, choice
from tests.typeset.markup import URLS, Page
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story


def kept(story: Story) -> Page:
    return Page(archive.document(story.changes, SITE, EPOCH).decode())


def test_it_holds_every_post_oldest_first() -> None:
    story = long_story(130)
    assert kept(story).articles() == [post.id for post in choice.newest(story.blog, 130)][::-1]


def test_its_key_events_are_in_the_order_of_its_posts() -> None:
    page = kept(long_story(60).flag("n3", key=True).flag("n50", key=True))
    links = [attrs["href"] for attrs in page.find("a") if attrs["href"] in ("#p-n3", "#p-n50")]
    assert links[:2] == ["#p-n3", "#p-n50"]


def test_it_needs_no_server() -> None:
    page = kept(full_story())
    names = {tag for tag, _ in page.tags}
    assert "script" not in names and "style" in names
    assert page.find("link", rel="stylesheet") == []
    for tag, attrs in page.tags:
        for name, value in attrs.items():
            if name in URLS:
                assert value.startswith(("https://", "#")), (tag, value)


def test_a_link_to_a_post_leads_to_its_place_in_the_file() -> None:
    story = full_story().publish("link", "Links", '[A text like this](https://a.example) href="/ferry-strike/p/deal"')
    page = kept(story)
    own = [attrs["href"][1:] for attrs in page.find("a") if attrs["href"].startswith("#")]
    assert set(own) <= set(page.ids) and "p-deal" in own
    assert page.find("a", href="https://live.courier.example/ferry-strike/p/plain/history")
    assert 'href="/ferry-strike/p/deal"' in page.words("p-link")


def test_it_tells_what_was_corrected_and_retracted_and_what_it_is_a_copy_of() -> None:
    story = full_story().close()
    page = kept(story)
    told = page.words("corrections")
    assert "We first wrote 4,100; the company says 3,900." in told and "The bridge was open all day." in told
    assert "Ended at" in page.words("state")
    assert page.find("p", id="record") == [
        {"id": "record", "data-cursor": f"{EPOCH}.{story.blog.seq}", "data-digest": story.blog.digest}
    ]
    assert "A driver told us so" not in page.text[""]


def test_of_a_blog_without_corrections_it_says_so_and_a_live_one_is_not_called_live() -> None:
    page = kept(Story().open().publish("a", "One"))
    assert "Nothing has been corrected" in page.words("corrections")
    assert "state" not in page.ids


def test_its_name_is_the_blogs_and_the_day_of_its_last_change() -> None:
    assert archive.file_name("harbour-fire", "2026-11-23T18:20:00.000Z") == "harbour-fire-2026-11-23.html"
