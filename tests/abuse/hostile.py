"""A newsroom in which every text is an attack: each shape in every field that takes it, in every form of a body."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.abuse.xss_shapes import ADDRESSES, SHAPES, TEXTS
from tests.browser.newsroom import NONE_KEPT

Json = dict[str, Any]
CHUNK = 100  # shapes a blog
TOGETHER = 5  # in a text of Markdown, in which no paragraph begins another
RAW = "raw"  # the blog of unwashed()
PASSWORD = "a long enough password"
EMAIL = "eve@news.test"
NEWSROOM = "</title><script>alert(1)</script>"
# In the places of people and programs, whose names stand beside what they did.
NAMES = ('"><img src=x onerror=alert(1)>', "</script><svg onload=alert(1)>", "'};alert(1);//{{7*7}}")


@dataclass
class Hostile:
    """`stored` and `refused` count shapes by field and outcome; `blogs` lists slugs, `posts` the ids of those posts of
    each that have a shape in every field, `lengths` how many posts there are."""

    url: str
    token: str
    blogs: list[str] = field(default_factory=list)
    posts: dict[str, list[str]] = field(default_factory=dict)
    lengths: Counter[str] = field(default_factory=Counter)
    stored: set[tuple[str, str]] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30, limits=NONE_KEPT), repr=False)

    def fill(self) -> Hostile:
        for number, start in enumerate(range(0, len(SHAPES), CHUNK)):
            self._blog(f"x{number}", SHAPES[start : start + CHUNK])
        for number, shape in enumerate(_packed(TEXTS, 300)):
            self._ask("POST", "/blogs", {"slug": f"t{number}", "title": shape, "state": "live"}, "title", shape)
        self._ask("POST", "/blogs", {"slug": "written", "title": "Written by hand"})
        return self

    def unwashed(self) -> Hostile:
        """Every shape once more as HTML, in a blog of its own: for a server whose parser takes what others refuse."""
        self._ask("POST", "/blogs", {"slug": RAW, "title": "Raw"})
        self.lengths = Counter(self.lengths)
        for shape in SHAPES:
            self._html(RAW, shape)
        self.blogs = [RAW, *self.blogs]
        self.posts = {**self.posts, RAW: []}
        return self

    def of(self, name: str) -> set[str]:
        """The shapes that this field has taken."""
        return {shape for where, shape in self.stored if where == name}

    def _blog(self, slug: str, shapes: tuple[str, ...]) -> None:
        clean = [shape for shape in shapes if _is_plain(shape)]
        self._ask("POST", "/blogs", {
            "slug": slug, "title": _joined(clean, 300), "place": _joined(clean, 80), "zone": "Europe/Paris",
            "standfirst": _joined(clean, 10_000, "\n\n"),
        })  # fmt: skip
        self.blogs.append(slug)
        self.posts[slug] = []
        self._ask("PATCH", f"/blogs/{slug}", {"paused": _joined(clean[::-1], 200)})
        for number, shape in enumerate(shapes):
            self._post(slug, number, shape)
        for start in range(0, len(shapes), TOGETHER):
            self._markdown(slug, shapes[start : start + TOGETHER])
        self._history(slug, clean)

    def _post(self, slug: str, number: int, shape: str) -> None:
        """The shape in every text of one post, as HTML, and as each kind of address."""
        base = f"/blogs/{slug}/posts"
        sent = {
            "headline": shape, "byline": shape, "tags": [shape[:40]], "body": _document(shape), "key": number % 7 == 0,
            "pinned": number % 15 == 0, "sources": [{"name": shape, "url": "https://a.test/"}],
        }  # fmt: skip
        if reply := self._ask("POST", base, sent, "texts", shape):
            self.posts[slug].append(reply["id"])
            self.lengths[slug] += 1
        self._html(slug, shape)
        if shape in ADDRESSES:
            for name, body in _addressed(shape).items():
                self.lengths[slug] += bool(self._ask("POST", base, {"headline": name, **body}, name, shape))

    def _markdown(self, slug: str, shapes: tuple[str, ...]) -> None:
        sent = {"headline": "M", "body": "\n\n".join(shapes), "format": "markdown"}
        if self._ask("POST", f"/blogs/{slug}/posts", sent, "markdown", shapes[0]):
            self.lengths[slug] += 1
            self.stored |= {("markdown", shape) for shape in shapes}

    def _html(self, slug: str, shape: str) -> None:
        """What has no tag is the same text in every format."""
        if "<" in shape:
            sent = {"headline": "H", "body": shape, "format": "html"}
            self.lengths[slug] += bool(self._ask("POST", f"/blogs/{slug}/posts", sent, "html", shape))

    def _history(self, slug: str, shapes: list[str]) -> None:
        """Corrections with notes, edits, retractions with reasons, a summary, all of these shapes."""
        base, posts = f"/blogs/{slug}/posts", iter(self.posts[slug])
        for note in _packed(tuple(shapes), 1900):
            turned = {"body": _document(note), "headline": note[:300]}
            for _ in range(2):
                self._ask("POST", f"{base}/{next(posts)}/corrections", {"note": note, **turned}, if_match="1")
            self._ask("PUT", f"{base}/{next(posts)}", turned, if_match="1")
            self._ask("POST", f"{base}/{next(posts)}/retraction", {"reason": note}, if_match="1")
        pairs = zip(shapes[::2], shapes[1::2], strict=False)
        sentences = [{"text": " ".join(pair), "posts": self.posts[slug][-1:]} for pair in pairs]
        self._ask("PUT", f"/blogs/{slug}/summary", {"sentences": sentences})
        note = _joined(shapes, 2000, "\n\n")
        draft = {"kind": "new", "state": "submitted",
                 "content": {"headline": note, "body": _document(note), "byline": note, "note": note}}  # fmt: skip
        self._ask("PUT", f"/blogs/{slug}/drafts/hostile-{slug}", draft, if_match="0")

    def _ask(
        self, method: str, path: str, sent: Json, name: str = "", shape: str = "", if_match: str = ""
    ) -> Json | None:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if if_match:
            headers["If-Match"] = f'"{if_match}"'
        reply = self.client.request(method, f"{self.url}/api/v1{path}", content=json.dumps(sent), headers=headers)
        if name and reply.status_code == 422:
            self.refused.add((name, shape))
            return None
        assert reply.is_success, f"{method} {path}: {reply.status_code} {reply.text[:500]}"
        if name:
            self.stored.add((name, shape))
        return dict(reply.json())


def people(data: Path) -> str:
    """Eve, an editor whose name is an attack, with two colleagues like her; a token of such a name."""
    for number, name in enumerate(NAMES):
        email = EMAIL if not number else f"eve{number}@news.test"
        _dateline(data, "user", "add", "--email", email, "--name", name, "--role", "manager", "--password")
    return str(json.loads(_dateline(data, "token", "add", "--role", "manager", "--name", NAMES[1], "--json"))["token"])


def _dateline(data: Path, *words: str) -> bytes:
    command = [sys.executable, "-m", "dateline.cli.main", *words, "--data", str(data)]
    return subprocess.run(
        command, input=PASSWORD.encode(), capture_output=True, check=True, env=dict(os.environ)
    ).stdout  # fmt: skip


def _is_plain(shape: str) -> bool:
    """Whether a text may hold all its characters."""
    return not any(ord(c) < 32 and c not in "\t\n\r" for c in shape)


def _joined(shapes: list[str], limit: int, between: str = " ") -> str:
    """As many of them, from the first, as there is room for."""
    text = ""
    for shape in shapes:
        if len(text) + len(between) + len(shape) <= limit:
            text = f"{text}{between}{shape}" if text else shape
    return text


def _packed(shapes: tuple[str, ...], limit: int) -> Iterator[str]:
    """All of them, several to a text."""
    left = [shape for shape in shapes if _is_plain(shape)]
    while left:
        text = _joined(left, limit)
        left = [shape for shape in left if shape not in text]
        yield text


def _document(text: str) -> Json:
    """A body of every kind of block and mark, each with this text wherever one has a text."""
    words = [{"type": "text", "text": text}]
    marked = [{"type": "text", "text": text, "marks": [{"type": mark}]} for mark in ("strong", "em", "strike", "code")]
    linked = [{"type": "text", "text": text, "marks": [{"type": "link", "attrs": {"href": "https://a.test/"}}]}]
    paragraph = {"type": "paragraph", "content": words}
    label = " ".join(text.split())[:1000]
    image = {
        "type": "image",
        "attrs": {"src": "https://a.test/x.png", "alt": label, "caption": label, "credit": label},
    }
    cell = {
        "type": "table_row",
        "content": [{"type": kind, "content": words} for kind in ("table_header", "table_cell")],
    }
    return {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [*marked, *linked]},
            {"type": "heading", "attrs": {"level": 3}, "content": words},
            {"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph]}]},
            {"type": "quote", "attrs": {"speaker": label, "role": label}, "content": [paragraph]},
            image,
            {"type": "gallery", "content": [image]},
            {"type": "embed", "attrs": {"url": "https://video.test/1", "title": label}},
            {"type": "table", "content": [cell]},
        ],
    }


def _addressed(address: str) -> dict[str, Json]:
    """Posts that give this address wherever one is taken."""
    link = {"type": "text", "text": "x", "marks": [{"type": "link", "attrs": {"href": address}}]}
    return {
        "link": {"body": {"type": "doc", "content": [{"type": "paragraph", "content": [link]}]}},
        "embed": {"body": {"type": "doc", "content": [{"type": "embed", "attrs": {"url": address, "title": "x"}}]}},
        "image": {"body": {"type": "doc", "content": [{"type": "image", "attrs": {"src": address, "alt": "x"}}]}},
        "source": {"sources": [{"name": "x", "url": address}]},
        "markdown link": {"body": f"[x]({address}) ![x]({address}) <{address}>", "format": "markdown"},
        "html link": {"body": f'<a href="{address}">x</a><img src="{address}"><p>y</p>', "format": "html"},
    }
