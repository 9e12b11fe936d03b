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
    assert data["datePublished"] == data["coverageStartTime"] == "2022-02-02T07:00:00+01:00"
    assert moment(data["dateModified"]) == moment(full_story().blog.changed_at)
    assert data["image"] == ["https://img.example/quay.jpg"]
    assert data["isAccessibleForFree"] is True
    assert data["contentLocation"] == {"@type": "Place", "name": "Paris"}
    assert data["author"] == [{"@type": "Person", "name": "Liv Aune"}]
    assert data["publisher"]["name"] == "The Skarvik Courier"
    assert data["publisher"]["logo"]["url"].startswith("https://live.courier.example/assets/icon.")


def test_each_update_has_its_headline_dates_text_and_anchor() -> None:
    for update in embedded(full_story())["liveBlogUpdate"]:
        assert update["@type"] == "BlogPosting"
        assert update["headline"] and update["articleBody"]
        assert moment(update["datePublished"]) <= moment(update["dateModified"])
        assert re.fullmatch("https://live.courier.example/ferry-strike#p-[a-z]+", update["url"])


def test_nothing_that_search_engines_ask_for_is_empty_when_the_desk_wrote_only_headlines() -> None:
    data = embedded(Story().open(standfirst="").publish("bare", "Port closes"))
    assert data["description"] == "Ferries stand still in Skarvik"
    assert data["liveBlogUpdate"][0]["articleBody"] == "Port closes"


def test_a_blog_that_has_ended_says_when() -> None:
    assert "coverageEndTime" not in embedded(full_story())
    story = full_story().close()
    assert moment(embedded(story)["coverageEndTime"]) == moment(story.changes[-1].at)


def test_a_blog_imported_afterwards_began_with_its_oldest_post() -> None:
    story = Story().open().publish("old", "Old", at="1999-12-31T23:00:00Z")
    assert embedded(story)["coverageStartTime"] == "2000-01-01T00:00:00+01:00"


def test_the_posts_of_the_page_are_in_it_and_no_others_so_that_its_weight_has_a_bound() -> None:
    story = long_story(65)
    html = page.live(story.blog, SITE, EPOCH).decode()
    shown = re.findall('<article id="p-(n[0-9]+)"', html)
    updates = embedded(story)["liveBlogUpdate"]
    assert [u["url"] for u in updates] == [f"https://live.courier.example/ferry-strike#p-{post}" for post in shown]
    assert len(shown) < 65


def test_a_long_text_is_there_by_its_beginning() -> None:
    (update,) = embedded(Story().open().publish("p", "Long", "The ferry left. " * 400))["liveBlogUpdate"]
    assert update["articleBody"].startswith("The ferry left.") and update["articleBody"].endswith("…")
    assert len(update["articleBody"]) < 200


def test_a_correction_is_machine_readable_and_a_retracted_post_is_not_there() -> None:
    updates = {u["url"].partition("#p-")[2]: u for u in embedded(full_story())["liveBlogUpdate"]}
    assert updates["count"]["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "We first wrote 4,100; the company says 3,900.",
            "datePublished": "2022-02-02T07:40:00+01:00",
            "url": f"{SITE.origin}/ferry-strike/p/count/history#r-2",
        }
    ]
    assert "rumour" not in updates


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
    assert address.startswith("https://live.courier.example/ferry-strike/card.png?")


def test_several_authors_are_several_people() -> None:
    story = Story().open().publish("a", "One", byline="Liv Aune and Per Holt").publish("b", "Two", byline="Ine Dahl")
    data = embedded(story)
    assert [person["name"] for person in data["author"]] == ["Liv Aune", "Per Holt", "Ine Dahl"]
    assert data["liveBlogUpdate"][1]["author"] == [
        {"@type": "Person", "name": "Liv Aune"},
        {"@type": "Person", "name": "Per Holt"},
    ]


def of_post(story: Story, post: str) -> dict[str, Any] | None:
    html = page.post(story.blog, SITE, EPOCH, post).decode()
    found = re.findall('<script type="application/ld\\+json">(.*?)</script>', html, re.DOTALL)
    data: dict[str, Any] | None = json.loads(found[0]) if found else None
    return data


def test_the_page_of_a_post_is_a_news_article_that_is_part_of_the_blog() -> None:
    data = of_post(full_story(), "count")
    assert data is not None
    assert data["@type"] == "NewsArticle"
    assert data["url"] == data["mainEntityOfPage"]["@id"] == "https://live.courier.example/ferry-strike/p/count"
    assert data["isPartOf"]["@type"] == "LiveBlogPosting"
    assert data["isPartOf"]["url"] == "https://live.courier.example/ferry-strike"
    assert (data["datePublished"], data["dateModified"]) == ("2022-02-02T07:20:00+01:00", "2022-02-02T07:40:00+01:00")
    assert [author["name"] for author in data["author"]] == [data["publisher"]["name"]]
    assert data["correction"][0]["text"] == "We first wrote 4,100; the company says 3,900."
    assert data["correction"][0]["url"] == f"{SITE.origin}/ferry-strike/p/count/history#r-2"
    assert data["publisher"]["correctionsPolicy"] == f"{SITE.origin}/corrections"
    assert data["dateline"] == "Paris" and data["inLanguage"] == "en" and "3,900 passengers" in data["articleBody"]


def test_a_retracted_post_tells_search_engines_nothing() -> None:
    assert of_post(full_story(), "rumour") is None


def test_times_are_told_with_the_offset_that_the_zone_had_then() -> None:
    story = Story().open(zone="America/New_York").publish("p", "Summer", at="2021-07-01T12:00:00Z")
    assert embedded(story)["liveBlogUpdate"][0]["datePublished"] == "2021-07-01T08:00:00-04:00"
