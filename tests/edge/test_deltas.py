"""An open page that was sent every delta shows what a fresh one does."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.blog.changes import (
    CloseBlog,
    CorrectPost,
    DescribeBlog,
    EditPost,
    FlagPost,
    PublishPost,
    ReopenBlog,
    ReviseSummary,
)
from dateline.blog.fold import Blog
from dateline.edge.deltas import Pages, fold_in
from dateline.typeset import fragment, parts
from tests.blog.test_facets import DEEDS, REVISION, run
from tests.typeset.story import SITE

_PART = re.compile(r'<(p|div|nav|header|section) id="(\w+)"')
OF_BLOG = st.one_of(
    st.builds(
        DescribeBlog, title=st.sampled_from(["Fire", "Fires"]), paused=st.sampled_from([None, False, "", "Soon"])
    ),
    st.sampled_from([CloseBlog(), ReopenBlog()]),
)


TOLD = [
    PublishPost("a", "News", byline="Liv Aune"),
    ReviseSummary([{"text": "So it is.", "posts": ["a"]}]),
    EditPost("a", REVISION, headline="Other news"),
    FlagPost("a", REVISION, key=True, pinned=True),
    CorrectPost("a", REVISION, note="Not so.", at="2026-05-04T10:00:00Z"),
]


@settings(max_examples=60)
@given(st.lists(DEEDS | OF_BLOG, max_size=20))
@example(TOLD)
@example(TOLD[:3])
def test_what_deltas_bring_is_what_a_fresh_page_shows(commands: list[Any]) -> None:
    log = run(commands)
    blog = Blog()
    blog.apply(log[0])
    pages = Pages(blog, SITE)
    shown = {name: part(blog, SITE) for name, part in parts.PARTS.items()}
    posts: dict[str, str] = {}
    order: list[str] = []
    for change in log[1:]:
        for op in fold_in(change, blog, pages, SITE) or []:
            if op["op"] == "head":
                starts = [found for found in _PART.finditer(op["html"]) if found[2] in parts.PARTS]
                ends = [found.start() for found in starts[1:]] + [len(op["html"])]
                shown |= {found[2]: op["html"][found.start() : end] for found, end in zip(starts, ends, strict=True)}
            elif op["op"] == "put":
                posts[op["id"]] = op["html"]
                order = [post for post in order if post != op["id"]]
                order.insert(order.index(op["before"]) if op["before"] else len(order), op["id"])
    assert blog.description is not None
    assert shown == {name: part(blog, SITE) for name, part in parts.PARTS.items()}
    assert posts == {id_: fragment.post(blog.description, post, SITE) for id_, post in blog.posts.items()}
    assert order == [id_ for _, _, id_ in reversed(blog.order)]


def test_the_byline_is_drawn_anew_only_when_it_reads_otherwise() -> None:
    drawn = []
    log = run([PublishPost(f"p{n}", "News", byline="Liv Aune" if n < 4 else "Per Holt") for n in range(6)])
    blog = Blog()
    blog.apply(log[0])
    pages = Pages(blog, SITE)
    for change in log[1:]:
        ops = fold_in(change, blog, pages, SITE) or []
        drawn.append(any(op["op"] == "head" and 'id="byline"' in op["html"] for op in ops))
    assert drawn == [True, False, False, False, True, False]
