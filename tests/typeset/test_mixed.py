"""Two directions in one blog: names and sentences of the other keep their order and their signs."""

from __future__ import annotations

from dateline.typeset import fragment, page, words
from dateline.typeset.elements import apart, isolated, lying
from tests.typeset.markup import Page
from tests.typeset.story import EPOCH, SITE, Story


def article(story: Story, post: str) -> str:
    assert story.blog.description
    return fragment.post(story.blog.description, story.blog.posts[post], SITE)


def test_an_arabic_byline_that_begins_with_a_latin_name_runs_to_the_left() -> None:
    story = Story().open("الجسر", language="ar", place="باريس")
    story.publish("p", "Reuters: الجسر مغلق أمام السيارات", "يبقى Skarvik مغلقًا.", byline="Ane Torvik وسامر حداد")
    html = article(story, "p")
    assert '<bdi dir="rtl">Ane Torvik وسامر حداد</bdi>' in html
    assert '<h2 id="h-p" dir="rtl">Reuters: ' in html
    assert "<p>يبقى Skarvik مغلقًا.</p>" in html


def test_an_english_blog_keeps_hebrew_names_apart_from_the_figures_after_them() -> None:
    story = Story().open().publish("p", "Mayor יעל לוי (58) resigns", "She, יעל לוי (58), said: “שלום”.")
    html = article(story, "p")
    assert '<h2 id="h-p" dir="ltr">Mayor <bdi>יעל לוי</bdi> (58) resigns</h2>' in html
    assert "<p>She, <bdi>יעל לוי</bdi> (58), said: “<bdi>שלום</bdi>”.</p>" in html


def test_what_is_kept_apart_is_escaped_as_anything_else() -> None:
    blog = Story().open().blog.description
    assert blog
    assert str(apart("<b>א</b> & ב", blog)) == "&lt;b&gt;<bdi>א</bdi>&lt;/b&gt; &amp; <bdi>ב</bdi>"
    assert str(isolated('"><script>', blog)) == '<bdi dir="ltr">&#34;&gt;&lt;script&gt;</bdi>'
    assert str(lying('" onx="', blog)) == 'dir="ltr"'


def test_words_of_another_language_than_the_blogs_say_so_and_their_direction() -> None:
    story = Story().open("הגשר סגור", language="he").publish("p", "הגשר סגור", "הגשר סגור")
    shown = Page(page.live(story.blog, SITE, EPOCH).decode())
    assert shown.find("html", lang="he", dir="rtl")
    assert shown.find("footer", class_="foot", lang="en", dir="ltr")
    assert shown.find("div", class_="controls", lang="en", dir="ltr")
    assert shown.find("p", id="state", lang="en", dir="ltr")


def test_the_title_of_a_page_isolates_a_name_that_runs_the_other_way() -> None:
    assert words.of("ar").isolated("Skarvik Courier") == "\u2068Skarvik Courier\u2069"
