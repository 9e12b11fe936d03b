"""What a post costs in a blog of ten posts and in one of ten thousand: the transaction, and to an open stream."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import ExitStack

from tests.support.reader import Stream, connect

from bench.context import Context
from bench.report import Goal, Rows

_POSTS = 10_000


def measure(context: Context) -> list[Rows]:
    blogs = {"10 posts": context.newsroom.open_blog(10), f"{_POSTS:,} posts": context.newsroom.open_blog(_POSTS)}
    stored: dict[str, list[float]] = defaultdict(list)
    delivered: dict[str, list[float]] = defaultdict(list)
    pairs = 30 if context.fast else 100
    with context.newsroom.serving() as server, ExitStack() as streams:
        opened = {name: streams.enter_context(connect(server.url, f"/{slug}/stream")) for name, slug in blogs.items()}
        for stream in opened.values():
            stream.until("beat")
        for number in range(pairs + 5):
            for name, slug in blogs.items():
                committed, heard = _step(context, slug, opened[name], number)
                if number >= 5:
                    stored[name].append(committed * 1e3)
                    delivered[name].append(heard * 1e3)
    small, large = blogs
    return [
        Rows(
            name="publish_cost",
            title=f"A post in a blog of {_POSTS:,} posts against one of ten, {pairs} pairs in turns: {what}",
            unit="ms",
            more=False,
            values={large: values[large], small: values[small]},
            goals=[Goal(small, 1.3, 1.1)],
            ours=large,
        )
        for what, values in (("the transaction", stored), ("to the text in an open stream", delivered))
    ]


def _step(context: Context, slug: str, stream: Stream, number: int) -> tuple[float, float]:
    """Seconds until the post was stored, and until the reader had it."""
    before = time.perf_counter()
    cursor = context.newsroom.publish(slug, number, 700)
    committed = time.perf_counter() - before
    stream.deltas_to(cursor)
    return committed, time.perf_counter() - before
