"""Pages by order, facet, author and tag; and what the parts above them say of the whole blog."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.changes import DescribeBlog, EditPost, FlagPost
from dateline.typeset import choice, page, parts
from dateline.typeset.listings import Listing, paged
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story

KEYS = Listing("only", "key")


def read(story: Story, listing: Listing, number: int = 0) -> Page:
    found = Page((page.listed(story.blog, SITE, EPOCH, listing, number) or b"").decode())
    check_safe(found)
    return found


def part(name: str, story: Story) -> Page:
    return Page(parts.PARTS[name](story.blog, SITE))


def busy_story(posts: int = 120) -> Story:
    """Two authors in turn, every fourth post a key event, every tenth under a tag."""
    story = Story().open()
    for n in range(1, posts + 1):
        byline = "Liv Aune" if n % 2 else "Per Holt"
        story.publish(
            f"n{n}", f"Update {n}", byline=byline, key=n % 4 == 0, tags=["Ferry strike"] if n % 10 == 0 else []
        )
    return story


@given(st.integers(0, 130), st.booleans())
def test_the_pages_of_a_listing_hold_each_of_its_posts_once_in_order(posts: int, oldest: bool) -> None:
    story = long_story(0)
    for n in range(posts):
        story.publish(f"n{n}", "Update")
    seen: list[str] = []
    listing = Listing(oldest=oldest)
    last = (choice.window(posts)[1] or 0) + 1
    numbers = list(range(1, last + 1)) if oldest else [0, *range(last - 1, 0, -1)]
    for at, number in enumerate(numbers):
        found = paged(story.blog, listing, number)
        assert found is not None
        assert found.newest == (number in (0, last))
        assert bool(found.next) == (at < last - 1) and bool(found.prev) == (at > 0)
        seen += [post.id for post in found.posts]
    assert seen == [f"n{n}" for n in (range(posts) if oldest else reversed(range(posts)))]
    assert paged(story.blog, listing, last + 1) is None


def test_links_lead_from_page_to_page_in_reading_order() -> None:
    story = long_story(75)
    assert [a["href"] for a in read(story, Listing()).find("a", rel="next")] == ["/ferry-strike/page/2"]
    first = read(story, Listing(oldest=True))
    assert [a["href"] for a in first.find("a", rel="next")] == ["/ferry-strike/oldest/2"]
    assert first.articles() == [f"n{n}" for n in range(1, 21)] and not first.find("a", rel="prev")
    second = read(story, Listing(oldest=True), 2)
    assert [a["href"] for a in second.find("a", rel="prev")] == ["/ferry-strike/oldest"]
    assert [a["href"] for a in second.find("a", rel="next")] == ["/ferry-strike/oldest/3"]
    third = read(story, Listing(oldest=True), 3)
    assert third.articles() == [f"n{n}" for n in range(41, 76)] and not third.find("a", rel="next")


@pytest.mark.parametrize(
    ("listing", "shown", "selector"),
    [
        (KEYS, range(4, 121, 4), ".key"),
        (Listing("by", "per-holt"), range(2, 121, 2), '[data-byline~="per-holt"]'),
        (Listing("tag", "ferry-strike"), range(10, 121, 10), '[data-tags~="ferry-strike"]'),
    ],
)
def test_a_filter_looks_through_the_whole_blog_and_says_what_it_takes(
    listing: Listing, shown: range, selector: str
) -> None:
    story = busy_story()
    found = read(story, listing)
    ids = [f"n{n}" for n in reversed(shown)]
    first, _ = choice.window(len(ids))
    assert found.articles() == ids[: len(ids) - first]
    assert found.find("body", data_filter=selector) and not found.find("body", data_order="oldest")
    turned = read(story, listing.turned(), first // choice.PAGE + 1)
    assert turned.articles() == ids[: len(ids) - first][::-1]
    assert turned.find("body", data_filter=selector, data_order="oldest")


def test_the_articles_that_a_filter_takes_are_those_its_selector_matches() -> None:
    story = full_story()
    story.do(EditPost("photo", 1, tags=["Quay", "Ferries & boats"], byline="Liv Aune and Per Holt"))
    articles = {a["id"]: a for a in read(story, Listing()).find("article")}
    assert articles["p-photo"]["data-byline"] == "liv-aune per-holt"
    assert articles["p-photo"]["data-tags"] == "quay ferries-boats"
    classes = {id_: set(a["class"].split()) for id_, a in articles.items()}
    assert {i for i, c in classes.items() if "key" in c} == {"p-walkout", "p-deal"}
    assert {i for i, c in classes.items() if "confirmed" in c} == {"p-minister"}
    assert {i for i, c in classes.items() if c & {"corrected", "gone"}} == {"p-count", "p-rumour"}
    assert read(story, Listing("only", "corrections")).articles() == ["count", "rumour"]
    assert "data-byline" not in articles["p-rumour"]


def test_a_filtered_or_turned_page_is_the_main_pages_and_no_search_engines() -> None:
    story = busy_story()
    for listing, number in ((KEYS, 0), (Listing(oldest=True), 0), (Listing("by", "liv-aune"), 1), (KEYS.turned(), 2)):
        if paged(story.blog, listing, number):
            shown = read(story, listing, number)
            assert shown.find("link", rel="canonical", href="https://live.courier.example/ferry-strike")
            assert shown.find("meta", name="robots", content="noindex")
    for shown in (read(story, Listing()), read(story, Listing(), 1)):
        assert not shown.find("meta", name="robots")
    assert read(story, Listing(), 1).find(
        "link", rel="canonical", href="https://live.courier.example/ferry-strike/page/1"
    )


def test_the_bar_says_which_filter_is_on_and_keeps_the_order() -> None:
    def bar(listing: Listing) -> dict[str, str]:
        shown = read(busy_story(20), listing)
        return {a["href"]: a.get("aria-current", "") for a in shown.find("a") if "/p/" not in a["href"]}

    assert {path for path, current in bar(KEYS).items() if current == "page"} == {"/ferry-strike/only/key"}
    assert "/ferry-strike/only/key/oldest" in bar(KEYS)
    turned = bar(KEYS.turned())
    assert turned["/ferry-strike/only/key/oldest"] == "page"
    assert {"/ferry-strike/oldest", "/ferry-strike/only/corrections/oldest", "/ferry-strike/only/key"} <= set(turned)
    assert bar(Listing("by", "per-holt"))["/ferry-strike/by/per-holt"] == "page"


@pytest.mark.parametrize(
    "listing", [Listing("by", "nobody"), Listing("tag", "nothing"), Listing("by", ""), Listing("tag", "", oldest=True)]
)
def test_an_author_or_tag_that_no_post_has_has_no_page(listing: Listing) -> None:
    assert page.listed(full_story().blog, SITE, EPOCH, listing) is None


def test_an_author_who_retracted_everything_has_no_page() -> None:
    story = Story().open().publish("a", "News", byline="Liv Aune").retract("a", "Untrue.")
    assert not Listing("by", "liv-aune").exists(story.blog)


@pytest.mark.parametrize(
    ("key", "words"), [("key", "no key event yet"), ("corrections", "Nothing in this blog"), ("confirmed", "No update")]
)
def test_a_filter_that_finds_nothing_says_so(key: str, words: str) -> None:
    assert words in read(long_story(2), Listing("only", key)).words()


def test_a_post_leads_to_those_under_the_same_tag() -> None:
    story = Story().open().publish("a", "News", tags=["Ferries & boats", "المدارس"])
    hrefs = [a["href"] for a in read(story, Listing()).find("a", rel="tag")]
    assert hrefs[0] == "/ferry-strike/tag/ferries-boats"
    assert hrefs[1].startswith("/ferry-strike/tag/%D8")
    assert read(story, Listing("tag", "المدارس")).articles() == ["a"]


# What the parts say of the whole blog


def test_the_byline_names_everybody_who_wrote_by_first_post() -> None:
    story = Story().open()
    story.publish("a", "One", byline="Per Holt").publish("b", "Two", byline="Liv Aune and PER HOLT")
    story.publish("c", "Three", byline="Ine Dahl", at="2022-02-01T06:00:00Z").publish("d", "Four")
    shown = part("byline", story)
    assert shown.words() == "By Ine Dahl, Per Holt and Liv Aune"
    assert [a["href"] for a in shown.find("a")] == [
        f"/ferry-strike/by/{k}" for k in ("ine-dahl", "per-holt", "liv-aune")
    ]
    assert part("byline", story.retract("c", "Untrue.")).words() == "By Per Holt and Liv Aune"


def test_a_ninth_author_is_folded_up_with_the_others() -> None:
    story = Story().open()
    for n in range(11):
        story.publish(f"p{n}", "News", byline=f"Author Nr{n:02d}")
    shown = part("byline", story)
    assert len(shown.find("details")) == 1 and "and 3 others" in shown.words()
    assert shown.words().index("Author Nr07") < shown.words().index("and 3 others") < shown.words().index("Author Nr08")


def test_a_paused_blog_says_so_and_what_is_told_of_it() -> None:
    story = long_story(1)
    story.do(DescribeBlog(paused="Back at 7:00"))
    shown = part("state", story)
    assert shown.find("p", id="state")[0]["class"] == "paused"
    assert shown.words() == "Paused Back at 7:00"
    index = Page(page.index([story.blog], SITE).decode())
    assert "Paused · Back at 7:00" in index.words()
    story.do(DescribeBlog(paused=""))
    assert part("state", story).words() == "Paused"


def test_a_stale_sentence_says_so_and_leads_to_what_changed() -> None:
    story = full_story()
    assert "changed since" not in part("summary", story).words()
    story.correct("count", "It was 3,800.", "- 3,800 passengers")
    shown = part("summary", story)
    assert shown.words().count("has changed since") == 1
    assert shown.find("li", **{"class": "stale"}) and shown.find("a", href="/ferry-strike/p/count/history")
    story.retract("walkout", "They had not.")
    assert "has been retracted since" in part("summary", story).words()
    story.summarise(("The strike is over.", ["deal"]))
    assert not part("summary", story).find("li", **{"class": "stale"})


def test_the_summary_says_when_it_was_written() -> None:
    assert "as of 08:00, 3 February 2022" in part("summary", full_story()).words()


def test_a_long_standfirst_is_folded_after_its_first_paragraphs() -> None:
    paragraphs = [f"Paragraph {n} of a long story, told at length. " * 6 for n in range(9)]
    shown = Page(parts.head(Story().open(standfirst="\n\n".join(paragraphs)).blog, SITE))
    words = shown.words()
    assert words.index("Paragraph 1") < words.index("Read more") < words.index("Paragraph 4")
    one = Page(parts.head(Story().open(standfirst="x" * 5_000).blog, SITE))
    assert not one.find("details")


def test_a_page_of_one_post_and_of_none_are_whole() -> None:
    for story in (Story().open(), long_story(1)):
        for listing in (Listing(), Listing(oldest=True), KEYS):
            shown = read(story, listing)
            assert {"state", "updated", "masthead", "posts", "new", "status"} <= set(shown.ids)


def test_filtering_costs_nothing_where_nothing_is_found() -> None:
    """Whatever is asked for, only the posts of one page are looked at."""
    story = long_story(3)
    story.do(FlagPost("n2", 1, key=True))
    asked = []

    class Watched(dict[str, object]):
        def __getitem__(self, key: str) -> object:
            asked.append(key)
            return super().__getitem__(key)

    story.blog.posts = Watched(story.blog.posts)  # type: ignore[assignment]
    found = paged(story.blog, KEYS)
    assert found is not None and [post.id for post in found.posts] == asked == ["n2"]
