"""Which posts go where. Everything asks the gate first, so nothing here can be had of a blog that is not public.

Pages are counted from the oldest post, twenty each, so that page 3 holds the same posts for ever and its address can be
cited. The newest 20 to 39 are the live page; counting from the newest would move every post at every publication.
"""

from __future__ import annotations

from bisect import bisect_left

from dateline.blog.changes import Description, Post
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.errors import Unknown
from dateline.typeset import links

PAGE = 20


def described(blog: Blog) -> Description:
    """The description of a public blog; Unknown for any other, which is what readers are told of a draft."""
    if blog.description is None or not is_public(blog.description):
        raise Unknown("There is no such live blog.")
    return blog.description


def window(n_posts: int) -> tuple[int, int | None]:
    """For so many posts: the index (oldest = 0) of the live page's oldest one, and the number of the page below it."""
    first = PAGE * max(0, n_posts // PAGE - 1)
    return first, first // PAGE or None


def on_live_page(blog: Blog) -> list[Post]:
    """Newest first."""
    first, _ = window(len(blog.order))
    return _between(blog, first, len(blog.order))


def on_page(blog: Blog, number: int) -> list[Post]:
    """The twenty posts of an older page, newest first; none for a number whose posts the live page still shows."""
    first, _ = window(len(blog.order))
    if not 1 <= number <= first // PAGE:
        return []
    return _between(blog, PAGE * (number - 1), PAGE * number)


def newest(blog: Blog, count: int) -> list[Post]:
    """Newest first."""
    return _between(blog, max(0, len(blog.order) - count), len(blog.order))


def marked(blog: Blog) -> tuple[list[Post], list[Post]]:
    """The key events and the pinned posts, each newest first. One pass over all: 10,000 posts cost under 1 ms."""
    described(blog)
    found = [post for post in blog.posts.values() if post.key or post.pinned]
    found.sort(key=lambda post: blog.place(post.id), reverse=True)
    return [post for post in found if post.key], [post for post in found if post.pinned]


def post(blog: Blog, post_id: str) -> Post:
    """Unknown when there is none."""
    described(blog)
    if post_id not in blog.posts:
        raise Unknown("There is no such post in this live blog.")
    return blog.posts[post_id]


def newer(blog: Blog, post_id: str) -> str | None:
    """The post just above this one on a page that shows the newest first; None for the newest."""
    above = bisect_left(blog.order, blog.place(post_id)) + 1
    return blog.order[above][2] if above < len(blog.order) else None


def anchor(blog: Blog, post_id: str) -> str:
    """Where the post stands among the others: `/slug#p-x` or `/slug/page/2#p-x`."""
    slug = described(blog).slug
    index = bisect_left(blog.order, blog.place(post_id))
    first, _ = window(len(blog.order))
    page = links.blog(slug) if index >= first else links.page(slug, index // PAGE + 1)
    return f"{page}#p-{post_id}"


def _between(blog: Blog, first: int, end: int) -> list[Post]:
    described(blog)
    return [blog.posts[post_id] for _, _, post_id in reversed(blog.order[first:end])]
