"""What a reader of the API is shown: the public what the gate lets through, a token more.

Drafts are there for any token that may see the blog. The text of a retracted post is there for an editor's token and
above, and for nobody once it is taken down, since then it is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.blog import gate
from dateline.blog.changes import Actor, Description, Json, Post
from dateline.blog.fold import Blog
from dateline.errors import Unknown
from dateline.log import tail


def seen(slug: str, reader: Actor | None, posts: Iterable[str] = ()) -> tuple[Description, Blog]:
    """The blog as far as its description, summary and these posts go, if this reader may know of it. Raises Unknown."""
    blog = tail.view(slug, posts) if tail.head(slug) else Blog()
    if blog.description is None or not may_know(blog.description, reader):
        raise Unknown(f"There is no blog '{slug}'.")  # in the same words for one that is kept from this reader
    return blog.description, blog


def of_newsroom(slug: str, reader: Actor, posts: Iterable[str] = ()) -> tuple[Description, Blog]:
    """The same for what is its newsroom's own business (who did what), and nobody's whose token is for other blogs."""
    if not reader.may_see(slug):
        raise Unknown(f"There is no blog '{slug}'.")
    return seen(slug, reader, posts)


def may_know(description: Description, reader: Actor | None) -> bool:
    return gate.is_public(description) or (reader is not None and reader.may_see(description.slug))


def shown(post: Post, slug: str, reader: Actor | None) -> Json:
    """The post as this reader may have it."""
    return (gate.tombstone(post) if post.retraction and not sees_all(slug, reader) else post).to_json()


def shown_in_past(body: Json | None, now: Post, slug: str, reader: Actor | None) -> Json | None:
    """The same of a change of that post: once it is retracted, what it said before is withheld too."""
    if body is None or not now.retraction or sees_all(slug, reader):
        return body
    if now.is_withdrawn:
        return None
    then = Post.from_json(body)
    return gate.tombstone(then).to_json() if then.retraction else None


def sees_all(slug: str, reader: Actor | None) -> bool:
    """Whether this reader is shown what others no longer are."""
    return reader is not None and reader.role != "reporter" and reader.may_see(slug)
