"""Who may set what the copy desk does: for one blog its editors, for the whole newsroom its managers."""

from __future__ import annotations

from dateline.blog.changes import Actor
from dateline.errors import Forbidden


def of_blog(asker: Actor, slug: str) -> None:
    """Raises Forbidden for whoever may not set it for this blog."""
    if asker.role == "reporter":
        raise Forbidden("A reporter may read and check, and may not change settings. Ask an editor.")
    if not asker.may_see(slug):
        raise Forbidden(f"You may act on other blogs, and not on '{slug}'. Ask for a token that names it.")


def of_newsroom(asker: Actor) -> None:
    """Raises Forbidden for whoever may not set what holds for every blog."""
    if asker.role != "manager":
        raise Forbidden("This holds for every blog, and only a manager may set it. Ask one, or set it for your blog.")
    if asker.blogs is not None:
        raise Forbidden("This holds for every blog, and your token is for some. Ask for a token for all.")
