"""Who may change what the desk keeps for itself: editors and managers, as with what is public."""

from __future__ import annotations

from django.http import HttpRequest

from dateline.blog.changes import Actor, Description
from dateline.desk.api import reading
from dateline.desk.api.auth import writer
from dateline.errors import Forbidden


def of_blog(request: HttpRequest, slug: str) -> Description:
    """The blog, for somebody who may set what holds for it. Raises Forbidden, and Unknown for no such blog."""
    actor = _editor(request)
    if not actor.may_see(slug):
        raise Forbidden(f"You may act on other blogs, and not on '{slug}'. Ask for a token that names it.")
    return reading.seen(slug, actor)[0]


def of_newsroom(request: HttpRequest) -> Actor:
    """Whoever may set what holds for every blog. Raises Forbidden."""
    actor = _editor(request)
    if actor.blogs is not None:
        raise Forbidden("This holds for every blog, and your token is for some. Ask for a token for all.")
    return actor


def _editor(request: HttpRequest) -> Actor:
    actor = writer(request)
    if actor.role == "reporter":
        raise Forbidden("A reporter's token may read and check, and may not change settings. Ask an editor.")
    return actor
