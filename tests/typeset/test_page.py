"""The pages, read back as a reader's program reads them."""

from __future__ import annotations

import re
import time

import brotli
import pytest

from dateline.errors import Unknown
from dateline.typeset import assets, page
from tests.typeset.markup import Page, check_safe
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story


def read(html: bytes) -> Page:
    found = Page(html.decode())
    check_safe(found)
    assert len(found.ids) == len(set(found.ids)), "an id twice"
    return found


def test_the_live_page_names_its_blog_and_its_cursor_for_the_script() -> None:
    story = full_story()
    (body,) = read(page.live(story.blog, SITE, EPOCH)).find("body")
    cursor = f"{EPOCH}.{story.blog.seq}"
    zone = {"data-zone": "Europe/Paris"}
    assert body == {"data-slug": "ferry-strike", "data-cursor": cursor, "data-state": "live", **zone}


def test_the_live_page_has_every_hook_that_the_script_takes() -> None:
    shown = read(page.live(full_story().blog, SITE, EPOCH))
    hooks = {
        "state",
        "masthead",
        "updated",
        "keys",
        "summary",
        "pinned",
        "new",
        "pause",
        "connection",
        "status",
        "posts",
    }
    assert hooks <= set(shown.ids)
    assert shown.find("p", id="status", role="status")
    assert "hidden" in shown.find("button", id="new")[0]
    assert shown.find("button", id="pause")[0]["aria-pressed"] == "false"


def test_the_newest_post_stands_first_and_every_post_has_its_place() -> None:
    shown = read(page.live(full_story().blog, SITE, EPOCH))
    assert shown.articles() == ["deal", "photo", "plain", "known", "count", "minister", "rumour", "walkout"]


def test_a_long_blog_shows_its_newest_posts_and_leads_to_the_older_ones() -> None:
    story = long_story(75)
    shown = read(page.live(story.blog, SITE, EPOCH))
    assert shown.articles() == [f"n{n}" for n in range(75, 40, -1)]
    assert shown.find("a", rel="next")[0]["href"] == "/ferry-strike/page/2"
    second = read(page.older(story.blog, SITE, EPOCH, 2) or b"")
    assert second.articles() == [f"n{n}" for n in range(40, 20, -1)]
    assert second.find("a", rel="next")[0]["href"] == "/ferry-strike/page/1"
    assert second.find("a", rel="prev")[0]["href"] == "/ferry-strike"
    oldest = read(page.older(story.blog, SITE, EPOCH, 1) or b"")
    assert oldest.find("a", rel="prev")[0]["href"] == "/ferry-strike/page/2"
    assert not oldest.find("a", rel="next")


def test_every_link_between_the_pages_leads_somewhere() -> None:
    story = full_story()
    for n in range(48):
        story.publish(f"more{n}", f"More {n}")
    known = {"/", "/ferry-strike", "/ferry-strike/feed.atom", "/ferry-strike/feed.rss", "/ferry-strike/feed.json"}
    known |= set(assets.all()) | {"/ferry-strike/page/1"}
    known |= {f"/ferry-strike/p/{post}{end}" for post in story.blog.posts for end in ("", "/history")}
    known |= {
        f"/ferry-strike/{view}" for view in ("oldest", "only/key", "only/corrections", "only/confirmed", "search")
    }
    known |= {"/ferry-strike/by/liv-aune", "/ferry-strike/corrections", "/corrections", "/standing"}
    known |= {f"/ferry-strike/{whole}" for whole in ("print", "replay", "archive.html", "record", "log.jsonl")}
    pages = [page.live(story.blog, SITE, EPOCH), page.older(story.blog, SITE, EPOCH, 1) or b""]
    pages += [page.post(story.blog, SITE, EPOCH, post) for post in ("walkout", "deal", "rumour")]
    pages += [page.history(story.blog, "plain", story.changes, SITE, EPOCH), page.index([story.blog], SITE)]
    for html in pages:
        shown = read(html)
        for tag, attrs in shown.tags:
            for address in (attrs.get("href", ""), attrs.get("src", "")):
                if address.startswith("/"):
                    path, _, fragment = address.partition("#")
                    assert path in known, (tag, address)
                    assert not fragment or path != "/ferry-strike" or fragment in Page(pages[0].decode()).ids


def test_without_a_script_the_page_says_how_to_refresh() -> None:
    html = page.live(full_story().blog, SITE, EPOCH).decode()
    (noscript,) = re.findall("<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert 'href="/ferry-strike"' in noscript


def test_an_empty_blog_says_so() -> None:
    shown = read(page.live(Story().open().blog, SITE, EPOCH))
    assert shown.articles() == []
    assert "The first update will appear here" in shown.words()


def test_a_closed_blog_says_when_it_ended() -> None:
    shown = read(page.live(long_story(2).close().blog, SITE, EPOCH))
    assert shown.words("state") == "Ended at 07:15 Paris time (GMT+1), 2 February 2022"
    assert shown.find("body", data_state="closed")


def test_a_page_is_written_the_way_its_language_is() -> None:
    html = page.live(Story().open("نشرة مباشرة", language="ar", place="").publish("a", "خبر").blog, SITE, EPOCH)
    assert read(html).find("html", lang="ar", dir="rtl")
    assert read(page.live(long_story(1).blog, SITE, EPOCH)).find("html", lang="en", dir="ltr")


def test_a_post_has_its_own_page_with_its_neighbours_and_its_history() -> None:
    shown = read(page.post(full_story().blog, SITE, EPOCH, "minister"))
    assert shown.articles() == ["minister", "plain", "known", "count", "rumour", "walkout"]
    assert shown.find("a", rel="prev")[0]["href"] == "/ferry-strike/p/count"
    assert shown.find("a", rel="next")[0]["href"] == "/ferry-strike/p/rumour"
    assert shown.find("a", href="/ferry-strike/p/minister/history")
    assert shown.find("a", href="/ferry-strike#p-minister")
    assert shown.find("link", rel="canonical", href="https://live.courier.example/ferry-strike/p/minister")


def test_a_posts_page_costs_the_same_however_many_there_are() -> None:
    story = long_story(400)
    assert read(page.post(story.blog, SITE, EPOCH, "n200")).articles() == [
        "n200", "n203", "n202", "n201", "n199", "n198", "n197"
    ]  # fmt: skip
    assert read(page.post(story.blog, SITE, EPOCH, "n400")).articles() == ["n400", "n399", "n398", "n397"]
    assert read(page.post(story.blog, SITE, EPOCH, "n1")).articles() == ["n1", "n4", "n3", "n2"]
    assert read(page.post(long_story(1).blog, SITE, EPOCH, "n1")).articles() == ["n1"]


def test_a_post_that_is_not_there_is_unknown() -> None:
    story = full_story()
    with pytest.raises(Unknown):
        page.post(story.blog, SITE, EPOCH, "x")
    with pytest.raises(Unknown):
        page.history(story.blog, "x", story.changes, SITE, EPOCH)


def test_the_index_shows_what_is_live_before_what_has_ended() -> None:
    live, ended = Story("b-live").open("Still going").publish("p", "Newest line"), Story("a-ended").open("Over").close()
    shown = read(page.index([ended.blog, live.blog], SITE))
    links = [a["href"] for a in shown.find("a") if a["href"].count("/") == 1 and a["href"] != "/"]
    assert links == ["/b-live", "/a-ended", "/corrections", "/standing"]
    assert "Newest line" in shown.words()


def test_nothing_found_leads_back_to_what_there_is() -> None:
    shown = read(page.missing(SITE))
    assert "Page not found" in shown.words() and shown.find("a", href="/")


def test_previews_elsewhere_are_told_what_the_page_is() -> None:
    shown = read(page.live(full_story().blog, SITE, EPOCH))
    meta = {m.get("property", m.get("name", "")): m.get("content", "") for m in shown.find("meta")}
    assert meta["og:title"] == "Ferries stand still in Skarvik"
    assert meta["og:type"] == "article"
    assert meta["og:url"] == "https://live.courier.example/ferry-strike"
    assert meta["og:image"] == "https://img.example/quay.jpg"
    assert meta["og:description"].startswith("Crews walked out at midnight.")
    assert meta["article:modified_time"] == full_story().blog.changed_at
    (oembed,) = shown.find("link", type="application/json+oembed")
    assert "url=https%3A%2F%2Flive.courier.example%2Fferry-strike&" in oembed["href"]


def test_the_same_blog_gives_the_same_bytes() -> None:
    assert page.live(full_story().blog, SITE, EPOCH) == page.live(full_story().blog, SITE, EPOCH)


def test_a_page_of_twenty_posts_weighs_at_most_thirty_kilobytes_in_three_requests() -> None:
    story = Story().open(standfirst="A standfirst of an ordinary length, which says what the day is about.")
    for n in range(20):
        words = " ".join(f"{n * 131 + i * 977:x}" for i in range(110))  # hardly compressible, unlike prose
        story.publish(f"p{n}", f"Headline number {n} of the day", words[:700], byline="Liv Aune", key=n % 4 == 0)
    html = page.live(story.blog, SITE, EPOCH)
    shown = read(re.sub(b"(?s)<template.*?</template>", b"", html))  # what is in it is loaded when it is asked for
    loaded = [tag["href"] for tag in shown.find("link", rel="stylesheet")] + [
        s["src"] for s in shown.find("script") if "src" in s
    ]
    assert len(loaded) == 2
    bodies = [html, *(assets.all()[path].body for path in loaded)]
    assert sum(len(brotli.compress(body)) for body in bodies) <= 30 * 1024


def test_the_cost_of_a_page_does_not_grow_with_the_blog() -> None:
    short, long = long_story(70), long_story(2_050)  # both show 50 posts

    def cost(story: Story) -> float:
        runs = []
        for _ in range(5):
            start = time.process_time()
            page.live(story.blog, SITE, EPOCH)
            runs.append(time.process_time() - start)
        return min(runs)

    assert cost(long) < 3 * cost(short)
