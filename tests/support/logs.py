"""Small words for tests of the log."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connections

from dateline.blog.changes import Actor, ImportPosts, Json, OpenBlog, PublishPost, RetractPost
from dateline.log.append import Receipt, append

T = TypeVar("T")
EDITOR = Actor("token:4f2a", "editor")


def paragraphs(*texts: str) -> Json:
    """A body document of plain paragraphs."""
    return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": t}]} for t in texts]}


def opened(slug: str = "harbour-fire", **members: Any) -> Receipt:
    return append(slug, OpenBlog(title="Fire in the harbour", **members), actor=EDITOR)


def published(post: str, text: str = "Two engines are there.", slug: str = "harbour-fire", **members: Any) -> Receipt:
    command = PublishPost(post=post, headline=f"Post {post}", body=paragraphs(text), **members)
    return append(slug, command, actor=EDITOR)


def imported(count: int, slug: str = "harbour-fire") -> Receipt:
    """Many posts in one command: the quick way to a long blog."""
    posts = [PublishPost(post=f"i{n}", headline=f"Imported {n}", body=paragraphs("As it was.")) for n in range(count)]
    return append(slug, ImportPosts(posts=posts), actor=EDITOR)


def taken_down(post: str, slug: str = "harbour-fire", expected: int = 1) -> Receipt:
    command = RetractPost(post=post, expected=expected, reason="Names a minor.", takedown=True)
    return append(slug, command, actor=EDITOR)


def at_once(deeds: list[Callable[[], T]]) -> list[T | Exception]:
    """Do all of these in threads that start together; what each gave or raised, in order."""
    results: list[Any] = [None] * len(deeds)
    gate = threading.Barrier(len(deeds))

    def run(i: int) -> None:
        gate.wait()
        try:
            results[i] = deeds[i]()
        except Exception as error:
            results[i] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
