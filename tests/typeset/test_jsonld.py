"""The blog as LiveBlogPosting."""

from __future__ import annotations

import json
import re
from typing import Any

from dateline.blog.changes import moment
from dateline.typeset import jsonld, page
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story


def embedded(story: Story) -> dict[str, Any]:
    html = page.live(story.blog, SITE, EPOCH).decode()
    (text,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return found


def test_the_page_embeds_what_search_engines_ask_of_a_live_blog() -> None:
    data = embedded(full_story())
    assert data["@type"] == "LiveBlogPosting"
    assert data["headline"] == "Ferries stand still in Skarvik"
    assert data["url"] == data["mainEntityOfPage"]["@id"] == "https://live.courier.example/ferry-strike"
    assert data["datePublished"] == data["coverageStartTime"] == "2022-02-02T06:00:00.000Z"
    assert data["dateModified"] == full_story().blog.changed_at
    assert data["image"] == ["https://img.example/quay.jpg"]
    assert data["author"]["name"] == data["publisher"]["name"] == "The Skarvik Courier"
    assert data["publisher"]["logo"]["url"].startswith("https://live.courier.example/assets/icon.")


def test_each_update_has_its_headline_dates_text_and_anchor() -> None:
    for update in embedded(full_story())["liveBlogUpdate"]:
        assert update["@type"] == "BlogPosting"
        assert update["headline"] and update["articleBody"] and update["author"]["name"]
        assert moment(update["datePublished"]) <= moment(update["dateModified"])
        assert re.fullmatch("https://live.courier.example/ferry-strike#p-[a-z]+", update["url"])


def test_nothing_that_search_engines_ask_for_is_empty_when_the_desk_wrote_only_headlines() -> None:
    data = embedded(Story().open(standfirst="").publish("bare", "Port closes"))
    assert data["description"] == "Ferries stand still in Skarvik"
    assert data["liveBlogUpdate"][0]["articleBody"] == "Port closes"


def test_a_blog_that_has_ended_says_when() -> None:
    assert "coverageEndTime" not in embedded(full_story())
    story = full_story().close()
    assert embedded(story)["coverageEndTime"] == story.changes[-1].at


def test_a_blog_imported_afterwards_began_with_its_oldest_post() -> None:
    story = Story().open().publish("old", "Old", at="1999-12-31T23:00:00Z")
    assert embedded(story)["coverageStartTime"] == "1999-12-31T23:00:00.000Z"


def test_the_newest_fifty_are_in_it_each_at_the_page_that_shows_it() -> None:
    updates = embedded(long_story(65))["liveBlogUpdate"]
    assert [u["headline"] for u in updates] == [f"Update number {n}" for n in range(65, 15, -1)]
    assert updates[0]["url"].endswith("/ferry-strike#p-n65")
    assert updates[-1]["url"].endswith("/ferry-strike/page/1#p-n16")


def test_a_correction_is_machine_readable_and_a_retraction_shows_no_text() -> None:
    updates = {u["url"].partition("#p-")[2]: u for u in embedded(full_story())["liveBlogUpdate"]}
    assert updates["count"]["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "We first wrote 4,100; the company says 3,900.",
            "datePublished": "2022-02-02T06:40:00.000Z",
        }
    ]
    assert updates["rumour"]["creativeWorkStatus"] == "Retracted"
    assert updates["rumour"]["articleBody"] == "The bridge was open all day."
    assert "driver" not in json.dumps(updates["rumour"])


def test_no_text_ends_the_script_element() -> None:
    evil = "</script><script>alert(1)</script><!--<script> \u2028 &amp;"
    story = Story().open(evil).publish("p", evil, evil)
    text = str(jsonld.embed(jsonld.live_blog(story.blog, SITE)))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == jsonld.live_blog(story.blog, SITE)
    assert embedded(story)["headline"] == story.blog.description.title  # type: ignore[union-attr]


def test_a_picture_that_is_no_web_address_is_no_picture() -> None:
    story = Story().open().publish("p", "Plain", "Words")
    body = {"type": "doc", "content": [{"type": "image", "attrs": {"src": "javascript:alert(1)"}}, 7, {"content": 3}]}
    story.blog.posts["p"] = story.blog.posts["p"].but(body=body)
    (address,) = embedded(story)["image"]
    assert address.startswith("https://live.courier.example/assets/card.")
