"""Texts that try to be more than text, in every field that holds one: no page's structure may change for them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.blog.changes import Change, Description, Json, Post, stamp
from dateline.blog.fold import Blog
from dateline.blog.naming import key_of
from dateline.blog.search import needles
from dateline.typeset import archive, corrections, feeds, oembed, page, searched, sitemap
from dateline.typeset.listings import Listing
from dateline.typeset.site import Site
from tests.typeset.markup import Page, check_safe, shape
from tests.typeset.story import EPOCH, MORNING

AT = stamp(MORNING)
CORRECTED = Listing("only", "corrections")
ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "</article></main></body></html><svg onload=alert(1)>",
    "--><!--<style>*{display:none}</style>",
    "]]><![CDATA[<x>",
    "{{ 7*7 }}{% include 'base.html' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;b&#62;",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "javascript:alert(1)",
    "\x00<\x00script>\u2028\u2029\ufeff",
    "`${alert(1)}` \\u003cscript\\u003e",
)


_QQQ = [{"type": "text", "text": "Qqq"}]  # so unlike any attack that all of it is told as replaced


def pages(text: str) -> list[str]:
    """Every page of a blog in which each text is this one, as a log from elsewhere could hold it."""
    site = Site("https://live.example", text)
    blog, changes = _blog(text)
    made = [
        page.live(blog, site, EPOCH),
        page.older(blog, site, EPOCH, 1) or b"",
        page.index([blog], site),
        page.missing(site),
        *(page.post(blog, site, EPOCH, post) for post in ("full", "gone", "bare")),
        page.history(blog, "full", changes, site, EPOCH),
        corrections.page(blog, site) or b"",
        corrections.site_page([blog], site) or b"",
        archive.printed(changes, site, EPOCH),
        *(page.listed(blog, site, EPOCH, listing) or b"" for listing in (CORRECTED, Listing("tag", key_of(text)))),
        searched.page(blog, site, searched.Found(text, needles("zebra"), list(blog.posts.values())[:3], 90, 2)),
    ]
    assert all(made)
    return [html.decode() for html in made]


def _blog(text: str) -> tuple[Blog, list[Change]]:
    words: list[Json] = [{"type": "text", "text": text, "marks": [{"type": "link", "attrs": {"href": text}}]}]
    body = {"type": "doc", "content": [{"type": "paragraph", "content": words}, {"type": text, "content": words}]}
    full = Post(
        id="full", revision=1, headline=text, body=body, at=AT, published_at=AT, byline=text, updated_at=AT, key=True,
        pinned=True, standing="unverified", happened_at=AT, sources=[{"name": text, "url": ""}],
        corrections=[{"at": AT, "note": text, "revision": 1}], tags=[text],
    )  # fmt: skip
    bare = full.but(id="bare", headline="", byline="", sources=[], corrections=[], key=True, pinned=False)
    gone = full.but(id="gone", retraction={"at": AT, "reason": text, "takedown": False}, key=False, pinned=False)
    described = Description("hostile", text, f"{text}\n\n{text}", "en", "Europe/Paris", text, "live", AT, paused=text)
    blog, changes = Blog(), []
    bodies: list[tuple[str, str, Json]] = [("blog.opened", "blog", described.to_json())]
    first = full.but(headline="Qqq", body={"type": "doc", "content": [{"type": "paragraph", "content": _QQQ}]})
    bodies += [("post.published", "full", first.to_json()), ("post.edited", "full", full.to_json())]
    bodies += [("post.published", post.id, post.to_json()) for post in (bare, gone)]
    bodies += [("post.published", f"n{n}", bare.but(id=f"n{n}", key=False).to_json()) for n in range(60)]
    bodies += [("summary.revised", "summary", {"sentences": [{"text": text, "posts": ["full", "bare"]}]})]
    for seq, (kind, subject, content) in enumerate(bodies, 1):
        at = stamp(MORNING + timedelta(seconds=seq))
        shown = {**content, "at": at} if kind.startswith("post.") else content
        changes.append(Change(seq, kind, subject, at, text, shown))
        blog.apply(changes[-1])
    return blog, changes


PLAIN = [shape(html) for html in pages("plain words")]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_changes_no_tag_of_any_page(attack: str) -> None:
    for html, plain in zip(pages(attack), PLAIN, strict=True):
        check_safe(Page(html))
        assert shape(html) == plain


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>\"'&/=!-[]{}%;# abc\x00\u202e\ud800\uffff\u2028"), max_size=40))
def test_no_text_changes_a_tag_of_any_page(text: str) -> None:
    for html, plain in zip(pages(f"x{text}"), PLAIN, strict=True):
        check_safe(Page(html))
        assert shape(html) == plain


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_leaves_feeds_whole(attack: str) -> None:
    blog, _ = _blog(attack)
    site = Site("https://live.example", attack)
    for made in (corrections.feed(blog, site), corrections.site_feed([blog], site)):
        assert not feedparser.parse(made).bozo
    for make in (feeds.atom, feeds.rss):
        found: Any = feedparser.parse(make(blog, site, EPOCH))
        assert not found.bozo, found.get("bozo_exception")
        assert len(found.entries) == 50
        for entry in found.entries:
            Page(entry.get("content", [{"value": entry.get("description", "")}])[0]["value"])
    assert b"<script" not in feeds.rss(blog, site, EPOCH) + sitemap.news([blog], site, MORNING)
    frame = Page(json.loads(oembed.oembed(blog, site))["html"])  # the one thing of ours that is a frame, and no more
    assert [(tag, attrs["src"]) for tag, attrs in frame.tags] == [("iframe", "https://live.example/hostile/embed")]
