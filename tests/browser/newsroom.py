"""A newsroom with a real server and an editor's token, and one blog of it, worked through the API."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]
NONE_KEPT = httpx.Limits(max_keepalive_connections=0)  # so that a server may be killed and no socket is left


def new_token(data: Path, name: str = "browser", role: str = "editor") -> str:
    command = [sys.executable, "-m", "dateline.cli.main", "token", "add", "--role", role, "--name", name]
    done = subprocess.run([*command, "--data", str(data), "--json"], capture_output=True, check=True)
    return str(json.loads(done.stdout)["token"])


@dataclass
class Newsroom:
    """`url` has no slash at its end."""

    url: str
    token: str
    opened: int = 0
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20, limits=NONE_KEPT), repr=False)

    def open_blog(self, **members: Any) -> Story:
        self.opened += 1
        slug = f"story-{self.opened}"
        asked = {"slug": slug, "title": "Harbour bridge closed", "zone": "Europe/Paris", "place": "Paris", **members}
        story = Story(self, slug)
        story.ask("POST", "", asked, path="/api/v1/blogs")
        return story


@dataclass
class Story:
    """A blog, and the revision that each of its posts has come to."""

    newsroom: Newsroom
    slug: str
    revisions: dict[str, int] = field(default_factory=dict)
    cursor: str = "0.0"

    @property
    def url(self) -> str:
        return f"{self.newsroom.url}/{self.slug}"

    def publish(self, headline: str, body: str = "One paragraph.", **members: Any) -> str:
        post = self.ask("POST", "/posts", {"headline": headline, "body": body, **members})
        return self._noted(post)

    def fill(self, count: int, paragraphs: int = 2) -> list[str]:
        """So many posts, newest first, each of some length, and all of them on the page that is asked for next."""
        text = "\n\n".join(["The bridge stays closed while divers look at its piers. " * 4] * paragraphs)
        times = [f"2026-03-01T{n // 60:02}:{n % 60:02}:00Z" for n in range(count)]
        posts = [self.publish(f"Report {n}", text, at=at) for n, at in enumerate(times)][::-1]
        self.served()
        return posts

    def fill_now(self, count: int) -> list[str]:
        """So many posts of some length, published one after the other, newest first."""
        text = "The ferries sail every ten minutes, and the queue is as long as the quay. " * 6
        return [self.publish(f"News {n}", text) for n in range(count)][::-1]

    def edit(self, post: str, **members: Any) -> None:
        self._noted(self.ask("PUT", f"/posts/{post}", members, post))

    def correct(self, post: str, note: str, **members: Any) -> None:
        self._noted(self.ask("POST", f"/posts/{post}/corrections", {"note": note, **members}, post))

    def retract(self, post: str, reason: str) -> None:
        self._noted(self.ask("POST", f"/posts/{post}/retraction", {"reason": reason}, post))

    def flag(self, post: str, **flags: bool) -> None:
        self._noted(self.ask("PUT", f"/posts/{post}/flags", dict(flags), post))

    def describe(self, **members: str) -> None:
        self.ask("PATCH", "", members)

    def summarise(self, text: str, *posts: str) -> None:
        self.ask("PUT", "/summary", {"sentences": [{"text": text, "posts": list(posts)}]})

    def close(self) -> None:
        self.describe(state="closed")

    def readers(self) -> int:
        """The streams that the server holds open for this blog."""
        name = f'dateline_readers{{blog="{self.slug}"}} '
        lines = httpx.get(f"{self.newsroom.url}/metrics", timeout=20).text.splitlines()
        return next((int(line.removeprefix(name)) for line in lines if line.startswith(name)), 0)

    def served(self) -> Story:
        """Once the server's pages hold everything that was done here."""
        deadline = time.monotonic() + 30
        while True:
            known = httpx.get(f"{self.url}/since/{self.cursor}.json", timeout=20).json()["cursor"]
            if int(known.split(".")[1]) >= int(self.cursor.split(".")[1]):
                return self
            assert time.monotonic() < deadline, "the server does not catch up"
            time.sleep(0.02)

    def ask(self, method: str, below: str, sent: Json, post: str = "", path: str = "") -> Json:
        headers = {"Authorization": f"Bearer {self.newsroom.token}"}
        if post:
            headers["If-Match"] = f'"{self.revisions[post]}"'
        address = self.newsroom.url + (path or f"/api/v1/blogs/{self.slug}{below}")
        reply = self.newsroom.client.request(method, address, json=sent, headers=headers)
        assert reply.is_success, f"{method} {address}: {reply.status_code} {reply.text}"
        told = dict(reply.json())
        self.cursor = told.get("cursor", self.cursor)
        return told

    def _noted(self, post: Json) -> str:
        self.revisions[post["id"]] = post["revision"]
        return str(post["id"])
