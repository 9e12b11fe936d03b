from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk.api import reading, replies
from dateline.desk.api.auth import reader
from dateline.errors import Unknown
from dateline.log import tail


def show_post(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """A post; its ETag is the revision to send as If-Match when you change it."""
    _, blog = reading.seen(slug, reader(request), [id])
    head = tail.head(slug)
    post = blog.find(id)
    if head is None or post is None or (post.is_withdrawn and not reading.sees_all(slug, reader(request))):
        raise Unknown(f"There is no post '{id}' in this blog.")
    return replies.of_post(slug, reading.shown(post, slug, reader(request)), head.cursor)
