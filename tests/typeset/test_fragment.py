"""One post's article."""

from __future__ import annotations

import re
from datetime import timedelta

from dateline.typeset import fragment
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import SITE, Story, full_story


def read(story: Story, post: str) -> Page:
    assert story.blog.description is not None
    found = Page(fragment.post(story.blog.description, story.blog.posts[post], SITE))
    check_safe(found)
    return found


def test_an_article_carries_what_a_script_and_a_reader_need() -> None:
    shown = read(full_story(), "walkout")
    (article,) = shown.find("article")
    assert article["id"] == "p-walkout"
    assert article["data-revision"] == "1"
    assert article["data-at"] == "2022-02-02T06:05:00.000Z"
    assert article["aria-labelledby"] in shown.ids
    assert shown.find("a", href="/ferry-strike/p/walkout")
    assert shown.find("time", datetime="2022-02-02T06:05:00.000Z")
    assert "07:05 Paris time (GMT+1)" in shown.words()
    assert "Wednesday, 2 February 2022" in shown.words()
    assert "By Liv Aune" in shown.words()
    assert "Key event" in shown.words()
    assert "All eleven ferries lie in port." in shown.words()


def test_a_post_without_a_headline_has_a_heading_all_the_same() -> None:
    shown = read(full_story(), "plain")
    assert shown.words("h-plain") == "Update at 07:30"
    assert shown.find("h2", class_="visually-hidden")


def test_a_correction_is_shown_with_its_time_and_its_note() -> None:
    shown = read(full_story(), "count")
    assert "Correction, 07:40: We first wrote 4,100; the company says 3,900." in shown.words()
    assert "Updated 07:40" in shown.words()
    assert "4,100 passengers" not in shown.words()
    assert shown.find("a", href="/ferry-strike/p/count/history")


def test_an_edit_on_another_day_is_shown_with_its_date() -> None:
    story = full_story()
    story.now += timedelta(days=3)
    story.edit("plain", "Mended again.")
    assert "Updated 08:05, 6 February 2022" in read(story, "plain").words()


def test_sources_and_standing_are_shown() -> None:
    shown = read(full_story(), "minister")
    assert "Confirmed" in shown.words()
    assert "Sources: Ministry of Transport, Two negotiators" in shown.words()
    assert shown.find("a", href="https://gov.example", rel="noopener noreferrer")
    assert "Happened at 07:02" in shown.words()
    assert "Ane Torvik, transport minister" in shown.words()


def chip(standing: str, sources: int) -> str:
    names = [{"name": f"Source {n}"} for n in range(sources)]
    story = Story().open().publish("p", "Port closes", standing=standing, sources=names)
    assert story.blog.description
    html = fragment.post(story.blog.description, story.blog.posts["p"], SITE)
    (text,) = re.findall('class="chip[^>]*>(?:<summary>)?([^<]*)<', html) or [""]
    return str(text)


def test_a_chip_says_how_well_it_is_known_and_from_how_many() -> None:
    assert [chip("unverified", n) for n in range(3)] == [
        "Unverified",
        "Unverified: one source",
        "Unverified: 2 sources",
    ]
    assert [chip("reported", n) for n in range(3)] == ["", "Unconfirmed: one source", "Reported: 2 sources"]
    assert [chip("confirmed", n) for n in range(4)][::3] == ["Confirmed", "Confirmed: 3 sources"]


def test_every_chip_leads_to_what_it_means() -> None:
    for standing, sources in (("unverified", []), ("confirmed", ["A guard"]), ("reported", ["A guard"])):
        shown = read(Story().open().publish("p", "Port closes", standing=standing, sources=sources), "p")
        assert shown.find("a", href=f"/standing#{standing}")


def test_a_link_to_another_post_leads_to_its_own_address() -> None:
    shown = read(full_story(), "known")
    assert shown.find("a", href="/ferry-strike/p/walkout") and not shown.find("a", href="#p-walkout")


def test_a_correction_leads_to_what_it_changed() -> None:
    assert read(full_story(), "count").find("a", href="/ferry-strike/p/count/history#r-2")


def test_a_retracted_post_says_when_by_whom_and_why_and_nothing_else() -> None:
    story = full_story()
    shown = read(story, "rumour")
    assert "Retracted at 07:50" in shown.words()
    assert "The Skarvik Courier has retracted this update." in shown.words()
    assert "Reason: The bridge was open all day." in shown.words()
    assert "Bridge said" not in shown.words() and "driver" not in shown.words() and "Unverified" not in shown.words()


def test_a_taken_down_post_says_only_that_it_is_gone() -> None:
    story = full_story()
    story.retract("minister", "Removed on a judge’s order.", takedown=True)
    shown = read(story, "minister")
    assert "Removed at" in shown.words() and "judge’s order" in shown.words()
    for gone in ("talks at noon", "Torvik", "Ministry", "table"):
        assert gone not in shown.words()


def test_two_posts_of_one_day_share_the_class_that_hides_the_second_day_line_and_others_do_not() -> None:
    story = Story(step=timedelta(days=1)).open()
    for n in range(31):
        story.publish(f"p{n}", f"Day {n}")
    classes = {read(story, f"p{n}").find("article")[0]["class"].split()[1] for n in range(31)}
    assert len(classes) == 31
    story.publish("same", "Later that day", at="2022-02-03T20:00:00Z")
    assert read(story, "same").find("article")[0]["class"] == read(story, "p0").find("article")[0]["class"]


def test_a_fragment_depends_on_no_other_post() -> None:
    story = full_story()
    before = read(story, "walkout").tags
    story.publish("before", "Earlier", at="2022-02-02T05:00:00Z").publish("after", "Later")
    assert read(story, "walkout").tags == before
