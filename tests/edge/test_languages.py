"""Every page that can be reached from the front page speaks the language of its blog, or of the site, and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import httpx
import pytest

from dateline.typeset import words
from dateline.typeset.plural import Plural
from dateline.typeset.words import ENGLISH
from tests.browser.newsroom import Newsroom, Story, new_token
from tests.support.serving import serve

TITLE = "42 : 17"  # a story told in figures has no words that could be taken for Dateline's


class Read(HTMLParser):
    """The words of a page, those of attributes that are read out among them, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self._mute = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mute += tag in ("script", "style", "code")
        for name, value in attrs:
            if name == "href":
                self.links.append(value or "")
            elif name == "data-plurals":
                self.said += json.loads(value or "{}").values()
            elif name in ("title", "aria-label", "alt", "content", "placeholder") or name.startswith("data-"):
                self.said.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._mute -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self.said.append(data)


def english(language: str) -> list[re.Pattern[str]]:
    """The longest piece of each English word that this language says in another way."""
    found = []
    for name, word in ENGLISH.items():
        own = getattr(words.of(language), name)
        pairs = zip(_texts(word), _texts(own), strict=False)
        for text, told in pairs:
            piece = max(re.split(r"\{\w*\}", text), key=len).strip(" ,.:")
            if len(piece) > 3 and piece.lower() not in told.lower():
                found.append(re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)"))
    theirs = " ".join(text for name in ENGLISH for text in _texts(getattr(words.of(language), name)))
    return [piece for piece in found if not piece.search(theirs)]


def _texts(word: object) -> list[str]:
    if isinstance(word, Plural):
        return list(word.forms.values())
    return list(word.values()) if isinstance(word, dict) else [str(word)]


@pytest.fixture(scope="module", params=["fr", "ar"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Story]]:
    """A site in a language, with one blog that has something of everything."""
    data: Path = tmp_path_factory.mktemp("house")
    token = new_token(data)
    with serve(data, language=request.param, beat="1", poll="1") as server:
        story = Newsroom(server.url, token).open_blog(title=TITLE, standfirst="17.", language=request.param, place="")
        sources = [{"name": "1"}, {"name": "2", "url": "https://two.example"}]
        first = story.publish("1", "11", key=True, pinned=True, standing="unverified", sources=sources, tags=["1"])
        second = story.publish("2", "22", byline="3", standing="confirmed", sources=sources[:1])
        third = story.publish("", "33", happened_at="2026-01-01T10:00:00Z")
        story.correct(first, "12", body="13")
        story.edit(second, headline="4")
        story.flag(second, key=True)
        story.retract(third, "5")
        story.summarise("6", first)
        story.fill(45, paragraphs=1)
        yield request.param, story


def test_no_page_says_a_word_in_another_language(house: tuple[str, Story]) -> None:
    language, story = house
    foreign = english(language)
    assert len(foreign) > 80
    waiting, pages = [f"{story.newsroom.url}/", f"{story.url}/search?q=1", f"{story.url}/nothing"], 0
    seen: set[str] = set()
    report = re.compile(r"Report \d+|The bridge stays closed while divers look at its piers\.")
    with httpx.Client(timeout=20) as client:
        while waiting and len(seen) < 60:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            reply = client.get(url, follow_redirects=True)
            if "text/html" not in reply.headers.get("content-type", ""):
                continue
            pages += 1
            read = Read(reply.text)
            said = report.sub("", " ".join(read.said))
            assert [piece.pattern for piece in foreign if piece.search(said)] == [], url
            links = (urldefrag(urljoin(url, link)).url for link in read.links)
            waiting += [link for link in links if link.startswith(story.newsroom.url) and "/desk" not in link]
    assert pages > 20


def test_the_words_are_found_where_they_are(house: tuple[str, Story]) -> None:
    """The search above sees English on an English page."""
    _, story = house
    other = story.newsroom.open_blog(title=TITLE, language="en", place="")
    said = " ".join(Read(httpx.get(other.url, timeout=30).text).said)
    assert sum(bool(piece.search(said)) for piece in english("fr")) > 8
