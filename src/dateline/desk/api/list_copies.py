from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk import copies
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer
from dateline.errors import Forbidden, Unknown


def list_copies(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Where else in the blog words of this post stand, in any of its versions: what a takedown of it leaves."""
    actor = writer(request)
    _, blog = reading.of_newsroom(slug, actor, [id])
    if blog.find(id) is None:
        raise Unknown(f"There is no post '{id}' in this blog.")
    if not reading.sees_all(slug, actor):
        raise Forbidden("Only an editor can look for copies of a text, since drafts of others are among them.")
    return replies.of_json({"copies": copies.of(slug, id)})
