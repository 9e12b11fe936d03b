"""A log to measure: blogs of any length, and a server with one open stream on them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.reader import Stream, connect
from tests.support.serving import Server, serve

from dateline.blog import body
from dateline.blog.changes import Actor, ImportPosts, OpenBlog, PublishPost
from dateline.blog.check import new_id
from dateline.bus.local import Local
from dateline.log import append

ACTOR = Actor("bench", "manager")
TEXT = body.from_text("The river rose again in the night and the lower streets are closed to traffic. " * 9, "body")


class Bench:
    def __init__(self, data: Path) -> None:
        self._data = data
        self._server: Server | None = None

    def blog(self, posts: int) -> str:
        slug = f"bench-{posts}"
        append.append(slug, OpenBlog(f"{posts} posts"), actor=ACTOR)
        for start in range(0, posts, 1000):
            chunk = [_post(i) for i in range(start, min(posts, start + 1000))]
            append.append(slug, ImportPosts(chunk), actor=ACTOR)
        return slug

    @contextmanager
    def server(self) -> Iterator[None]:
        hint = Local(self._data).hint
        append.committed.append(hint)
        with serve(self._data) as self._server:
            yield
        append.committed.remove(hint)

    def measure(self, small: str, large: str, rounds: int, what: str) -> tuple[list[float], list[float]]:
        assert self._server is not None
        with self._open(small) as a, self._open(large) as b:
            steps = [self._step(small, a, what), self._step(large, b, what)]
            seconds: tuple[list[float], list[float]] = ([], [])
            for i in range(rounds):
                for side, step in enumerate(steps):
                    taken = step(i)
                    if i >= rounds // 10:
                        seconds[side].append(taken)
        return seconds

    def _open(self, slug: str) -> Stream:
        assert self._server is not None
        stream = connect(self._server.url, f"/{slug}/stream")
        stream.until("beat")
        return stream

    def _step(self, slug: str, stream: Stream, what: str) -> Callable[[int], float]:
        def step(i: int) -> float:
            before = time.perf_counter()
            receipt = append.append(slug, _post(i), actor=ACTOR)
            committed = time.perf_counter() - before
            stream.deltas_to(receipt.cursor)
            return committed if what == "transaction" else time.perf_counter() - before

        return step


def _post(i: int) -> PublishPost:
    return PublishPost(new_id(), f"Update number {i}", TEXT, key=i % 50 == 0)
