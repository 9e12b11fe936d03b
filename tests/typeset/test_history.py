"""The history of one post."""

from __future__ import annotations

import re
import time

from dateline.blog.changes import Change, EditPost, ReopenBlog
from dateline.typeset import fragment, page
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import EPOCH, SITE, Story, full_story


def read(story: Story, post: str, changes: list[Change] | None = None) -> str:
    shown = Page(page.history(story.blog, post, changes or story.changes, SITE, EPOCH).decode())
    check_safe(shown)
    return shown.words()


def differences(story: Story, post: str) -> list[str]:
    """Each run that went or came, as `-word` or `+word`, from the newest change to the oldest."""
    html = page.history(story.blog, post, story.changes, SITE, EPOCH).decode()
    hidden = re.compile('<span class="visually-hidden"[^>]*>[^<]*</span>')
    found = re.findall("<(del|ins)>(.*?)</(?:del|ins)>", hidden.sub("", html))
    return [("-" if tag == "del" else "+") + text for tag, text in found]


def test_every_revision_is_there_newest_first_with_its_time_and_note() -> None:
    words = read(full_story(), "count")
    assert words.index("Corrected 07:40") < words.index("We first wrote 4,100") < words.index("Published 07:20")
    assert words.index("end of what was added passengers") < words.index("4,100 passengers")


def test_a_correction_shows_what_it_changed_in_the_text_and_around_it() -> None:
    story = Story().open().publish("p", "Talks at noon", "They met at *noon* in Skarvik.", byline="Liv Aune")
    story.edit("p", "They met at *two* in Skarvik.", headline="Talks at two", byline="Liv Aune and Odd Berg")
    known = {"standing": "confirmed", "sources": ["The harbour master"], "tags": ["Talks"]}
    story.edit("p", "They met at *two* in Skarvik.", **known)
    assert differences(story, "p") == [
        "-Reported",
        "+Confirmed",
        "+The harbour master",
        "+Talks",
        "-noon",
        "+two",
        "+ and Odd Berg",
        "-<em>noon</em>",
        "+<em>two</em>",
    ]


def test_what_went_and_came_is_said_in_words_as_well() -> None:
    words = read(full_story(), "count")
    assert "removed: 4,100 end of what was removed added: 3,900 end of what was added passengers" in words


def test_a_new_time_is_told_as_readers_see_it() -> None:
    story = Story().open().publish("p", "Talks", happened_at="2022-02-02T05:00:00Z")
    story.do(EditPost("p", 1, at="2022-02-02T05:30:00Z", happened_at=""))
    words = read(story, "p")
    assert "When it happened removed: 06:00 Paris time (GMT+1), 2 February 2022" in words
    assert differences(story, "p")[:2] == ["-07:05", "+06:30"]


def test_paragraphs_far_from_a_change_are_counted_and_not_repeated() -> None:
    text = "\n\n".join(f"Paragraph {n} of the report." for n in range(9))
    story = Story().open().publish("p", "Report", text).edit("p", text.replace("4 of", "4b of"))
    words = read(story, "p")
    assert words.count("3 paragraphs unchanged") == 2
    assert words.count("Paragraph 3 of") == 2 and words.count("Paragraph 1 of") == 1


def test_each_change_has_an_address_that_its_correction_leads_to() -> None:
    story = full_story()
    assert story.blog.description
    article = Page(fragment.post(story.blog.description, story.blog.posts["count"], SITE))
    (link,) = [a["href"] for a in article.find("a") if "#r-" in a["href"]]
    record = Page(page.history(story.blog, "count", story.changes, SITE, EPOCH).decode())
    assert link == "/ferry-strike/p/count/history#r-2" and "r-2" in record.ids
    assert len(record.ids) == len(set(record.ids))


def test_a_change_of_flags_says_which_and_repeats_no_text() -> None:
    story = full_story().flag("count", key=True).flag("count", key=False, pinned=True)
    words = read(story, "count")
    assert "Marked anew" in words and "Now key event" in words and "No longer key event, now pinned" in words
    assert words.count("Text unchanged.") == 2


def test_what_a_draft_said_before_readers_could_see_it_is_not_told() -> None:
    story = Story().open(state="draft").publish("p", "First idea", "A wild guess.").edit("p", "What we know.")
    story.do(ReopenBlog())
    story.edit("p", "What we know now.")
    assert "guess" not in read(story, "p")
    assert differences(story, "p") == ["+ now"]
    assert read(story, "p").count("Published") == 2  # once in the foot


def test_other_posts_are_not_in_it() -> None:
    assert "eleven" not in read(full_story(), "count")


def test_of_a_retracted_post_the_record_stays_and_the_text_goes() -> None:
    words = read(full_story(), "rumour")
    assert "Retracted 07:50" in words and "The bridge was open all day." in words and "Published 07:10" in words
    assert "Bridge said" not in words and "driver" not in words


def test_no_difference_tells_what_a_retracted_post_said() -> None:
    story = Story().open()
    story.publish("p", "Mayor arrested", "Ole Vik was arrested.", byline="Liv Aune", sources=["A guard"])
    story.correct("p", "Not Ole Vik but his brother was arrested.", "Per Vik was arrested.")
    story.edit("p", "Per Vik was questioned.", tags=["Police"])
    story.retract("p", "Nobody was arrested by anybody.")
    html = page.history(story.blog, "p", story.changes, SITE, EPOCH).decode()
    assert differences(story, "p") == []
    for gone in ("Mayor", "Ole", "brother", "questioned", "Aune", "guard", "Police"):
        assert gone not in html
    assert "Nobody was arrested by anybody." in html
    for kind in ("Retracted", "Edited", "Corrected", "Published"):
        assert html.count(f'<h2 dir="ltr">{kind} ') == 1


def test_of_a_post_taken_down_nothing_is_left_even_when_the_log_has_not_yet_erased_it() -> None:
    story = full_story()
    story.correct("minister", "The minister is called Torvik, not Thorvik.", "> Thorvik spoke")
    story.retract("minister", "Removed on a judge’s order.", takedown=True)
    erased = [
        change
        if change.kind == "post.retracted" or change.subject != "minister"
        else Change(change.seq, change.kind, change.subject, change.at, "", None)
        for change in story.changes
    ]
    for changes in (story.changes, erased):
        words = read(story, "minister", changes)
        assert "Removed on a judge’s order." in words and "Published" in words and "Corrected" in words
        for gone in ("noon", "table", "spoke", "Thorvik", "negotiators"):
            assert gone not in words


def test_a_long_history_of_unlike_texts_is_told_in_a_second() -> None:
    story = Story().open().publish("p", "Report", " ".join(f"w{n}" for n in range(9_000)))
    for turn in range(8):
        story.edit("p", " ".join(f"{'abcdefgh'[turn]}{n % 700}" for n in range(9_000)))
    start = time.process_time()
    page.history(story.blog, "p", story.changes, SITE, EPOCH)
    assert time.process_time() - start < 1.5
