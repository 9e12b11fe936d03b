"""A desk for tests: commands straight to the log of this process's data directory."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.blog import body
from dateline.blog.changes import (
    Actor,
    CloseBlog,
    Command,
    CorrectPost,
    DescribeBlog,
    EditPost,
    FlagPost,
    OpenBlog,
    PublishPost,
    RetractPost,
    ReviseSummary,
)
from dateline.blog.check import new_id

EDITOR = Actor("test:editor", "manager")


@dataclass
class Desk:
    """One blog and what is done to it. Every deed gives the cursor after it."""

    slug: str
    cursor: str = ""

    def do(self, command: Command) -> str:
        from dateline.log.append import append

        self.cursor = append(self.slug, command, actor=EDITOR).cursor
        return self.cursor

    def publish(self, headline: str, text: str = "", **members: Any) -> str:
        """Gives the id of the new post."""
        post = members.pop("post", None) or new_id()
        self.do(PublishPost(post, headline, body.from_text(text, "body") if text else None, **members))
        return str(post)

    def revision(self, post: str) -> int:
        from dateline.log import tail

        change = tail.newest(self.slug, post)
        assert change is not None and change.body is not None
        return int(change.body["revision"])

    def edit(self, post: str, **members: Any) -> str:
        return self.do(EditPost(post, self.revision(post), **members))

    def correct(self, post: str, note: str, **members: Any) -> str:
        return self.do(CorrectPost(post, self.revision(post), note=note, **members))

    def retract(self, post: str, reason: str, takedown: bool = False) -> str:
        return self.do(RetractPost(post, self.revision(post), reason, takedown))

    def flag(self, post: str, **flags: bool) -> str:
        return self.do(FlagPost(post, self.revision(post), **flags))

    def summarise(self, *sentences: tuple[str, list[str]]) -> str:
        return self.do(ReviseSummary([{"text": text, "posts": posts} for text, posts in sentences]))

    def describe(self, **members: Any) -> str:
        return self.do(DescribeBlog(**members))

    def close(self) -> str:
        return self.do(CloseBlog())


def open_blog(title: str = "A test of the tide", **members: Any) -> Desk:
    """A new blog with a slug of its own."""
    desk = Desk(f"t-{secrets.token_hex(5)}")
    desk.do(OpenBlog(title, **{"zone": "Europe/Lisbon", **members}))
    return desk


@contextmanager
def announcing(data: Path) -> Iterator[None]:
    """What this process writes to the log is told to the servers of this data directory at once."""
    from dateline.bus.local import Local
    from dateline.log import append

    hint = Local(data).hint
    append.committed.append(hint)
    yield
    append.committed.remove(hint)
