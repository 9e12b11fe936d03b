"""Who may set what the copy desk does: editors and managers, as with what is public."""

from __future__ import annotations

from dateline.blog.changes import Actor
from dateline.errors import Forbidden


def of_blog(asker: Actor, slug: str) -> None:
    """Raises Forbidden for whoever may not set it for this blog."""
    _editor(asker)
    if not asker.may_see(slug):
        raise Forbidden(f"You may act on other blogs, and not on '{slug}'. Ask for a token that names it.")


def of_newsroom(asker: Actor) -> None:
    """Raises Forbidden for whoever may not set what holds for every blog."""
    _editor(asker)
    if asker.blogs is not None:
        raise Forbidden("This holds for every blog, and your token is for some. Ask for a token for all.")


def _editor(asker: Actor) -> None:
    if asker.role == "reporter":
        raise Forbidden("A reporter's token may read and check, and may not change settings. Ask an editor.")
