"""Folding, where a random walk seldom comes."""

from __future__ import annotations

import pytest

from dateline.blog.changes import Change, Post
from dateline.blog.fold import Blog, fold
from dateline.errors import LogError


def published(seq: int, post: str, at: str) -> Change:
    body = Post(id=post, revision=1, headline=post, body={"type": "doc", "content": []}, at=at, published_at=at)
    return Change(seq, "post.published", post, at, "cli:test", body.to_json())


def test_a_gap_is_refused() -> None:
    blog = fold([published(1, "a", "2026-05-04T12:00:00.000Z")])
    with pytest.raises(LogError) as caught:
        blog.apply(published(3, "b", "2026-05-04T12:00:00.000Z"))
    assert caught.value.seq == 3
    assert (blog.seq, list(blog.posts)) == (1, ["a"])


def test_posts_of_one_moment_stand_in_the_order_of_publication() -> None:
    blog = fold(published(n, post, "2026-05-04T12:00:00.000Z") for n, post in enumerate("zay", start=1))
    assert [id_ for _, _, id_ in blog.order] == ["z", "a", "y"]


def test_the_post_below() -> None:
    """A page shows the newest first, and a delta says 'put before post X'."""
    log = [published(1, "noon", "2026-05-04T12:00:00.000Z"), published(2, "one", "2026-05-04T13:00:00.000Z")]
    blog = fold([*log, published(3, "half-past", "2026-05-04T12:30:00.000Z")])
    assert [blog.older(id_) for id_ in ("one", "half-past", "noon")] == ["half-past", "noon", None]


def test_an_erased_post_takes_the_place_of_its_first_publication_again() -> None:
    """Its tombstone stands where the post stood, although the change that put it there is erased."""
    at = "2026-05-04T12:00:00.000Z"
    log = [published(1, "a", at), published(2, "b", at)]
    retracted = Change(3, "post.retracted", "a", at, "cli:test", {**(log[0].body or {}), "revision": 2})
    erased = Change(1, "post.published", "a", at, "cli:test", None)
    assert fold([erased, log[1], retracted]).order == fold([*log, retracted]).order


def test_an_empty_log_is_no_blog() -> None:
    assert Blog().description is None
    assert fold([]).seq == 0
