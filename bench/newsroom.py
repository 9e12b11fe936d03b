"""Ours, as a newsroom runs it: blogs in a log, posts appended by one process, `dateline serve` in another."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from tests.support.serving import Server, serve

from bench import machine
from dateline.blog import body
from dateline.blog.changes import Actor, CloseBlog, Command, ImportPosts, Json, OpenBlog, PublishPost
from dateline.blog.check import new_id
from dateline.boot import boot, migrate
from dateline.bus.local import Local
from dateline.cli.demo_story.load import load as load_story
from dateline.config import load

_ACTOR = Actor("bench", "manager")
# Characters of text that make a delta of 1 KB: of a post alone, and of one in a transaction with others, whose delta
# need not say again when the blog was updated.
_ALONE, _TOGETHER = 30, 220


def marker(number: int) -> str:
    """What the load looks for in a delta: its number, and when it was published."""
    return f"@@{number}:{time.monotonic_ns()}@@"


class Newsroom:
    """One data directory. Only one a process, since Django starts once."""

    def __init__(self, data: Path) -> None:
        boot(load(data), serving=True)
        migrate()
        from dateline.log import append  # after boot, as everything that touches models

        append.committed.append(Local(data).hint)
        self._append = append.append
        self._data = data
        self._slugs = count(1)
        story = load_story()
        bodies = [d.command.body for d in (*story.prologue, *story.rest) if isinstance(d.command, PublishPost)]
        self._prose = " ".join(" ".join(body.to_text(document).split()) for document in bodies if document)

    @contextmanager
    def serving(self, **settings: str) -> Iterator[Server]:
        """`dateline serve` on the server's core."""
        with machine.on_the_servers_core():
            starting = serve(self._data, 0, **settings)
            server = starting.__enter__()
        try:
            yield server
        finally:
            starting.__exit__(None, None, None)

    def stream(self, server: Server, slug: str) -> str:
        """The path that a page's script asks for. The page itself is fetched first, as every reader does."""
        with urllib.request.urlopen(f"{server.url}/{slug}") as reply:
            reply.read()
        return f"/{slug}/stream?after={self.cursor(slug)}"

    def open_blog(self, posts: int, characters: int = 700) -> str:
        """A blog of so many posts; its slug."""
        slug = f"bench-{next(self._slugs)}"
        self._append(slug, OpenBlog(f"A blog of {posts} posts"), actor=_ACTOR)
        for start in range(0, posts, 1000):
            numbers = range(start, min(posts, start + 1000))
            self.do(slug, ImportPosts([self._post(f"Update number {n}", n, characters) for n in numbers]))
        return slug

    def open_demo(self) -> str:
        """The demo's whole day, still live; its slug."""
        story, slug, today = load_story(), f"demo-{next(self._slugs)}", datetime.now(UTC).date()
        deeds = [deed for deed in (*story.prologue, *story.rest) if not isinstance(deed.command, CloseBlog)]
        day = today - timedelta(days=1)
        self._append(slug, story.opening(), actor=_ACTOR, now=story.moment(deeds[0], day))
        for deed in deeds:
            self._append(slug, story.command(deed, day), actor=_ACTOR, now=story.moment(deed, day))
        return slug

    def do(self, slug: str, command: Command) -> str:
        """Gives the cursor after it."""
        return self._append(slug, command, actor=_ACTOR).cursor

    def cursor(self, slug: str) -> str:
        from dateline.log import tail

        head = tail.head(slug)
        assert head is not None
        return f"{head.epoch}.{head.seq}"

    def publish(self, slug: str, number: int, characters: int = _ALONE) -> str:
        """One post with a marker; the cursor after it."""
        return self.do(slug, self._post(marker(number), number, characters))

    def publish_all(self, slug: str, first: int, deltas: int) -> None:
        """So many posts in one transaction, so that the server has them to send back to back."""
        numbers = range(first, first + deltas)
        self.do(slug, ImportPosts([self._post(marker(n), n, _TOGETHER) for n in numbers]))

    def _post(self, headline: str, number: int, characters: int) -> PublishPost:
        return PublishPost(new_id(), headline, self._text(number, characters), key=number % 50 == 49)

    def _text(self, number: int, characters: int) -> Json:
        """So many characters of the demo's prose, from another place each time."""
        start = number * 997 % len(self._prose)
        prose = (self._prose[start:] + " " + self._prose) * (1 + characters // len(self._prose))
        return body.from_text(prose[:characters].strip(), "body")
