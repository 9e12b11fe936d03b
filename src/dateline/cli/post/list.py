"""`dateline post list`"""

from __future__ import annotations

from dateline.blog.changes import Post
from dateline.cli.common import AsJson, Data, Slug, house, known, show, table


def list_posts(slug: Slug, as_json: AsJson = False, data: Data = None) -> None:
    """List a blog's posts in the order of its page, newest first."""
    house(data)
    from dateline.log import tail

    known(slug)
    blog = tail.blog(slug)
    posts = [blog.posts[post_id] for _, _, post_id in reversed(blog.order)]
    lines = (
        table(map(_row, posts)) if posts else [f"No posts yet. `dateline post publish {slug} --headline …` makes one."]
    )
    show([post.to_json() for post in posts], lines, as_json)


def _row(post: Post) -> tuple[str, ...]:
    marks = [
        name for name, said in (("key", post.key), ("pinned", post.pinned), ("retracted", post.retraction)) if said
    ]
    if post.corrections:
        marks.append("corrected")
    return (post.id, f"r{post.revision}", post.at, post.headline or "(no headline)", " ".join(marks))
