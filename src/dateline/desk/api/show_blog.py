from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk.api import reading, replies
from dateline.desk.api.auth import reader
from dateline.log import tail


def show_blog(request: HttpRequest, slug: str) -> HttpResponse:
    """A blog's description and its summary."""
    description, blog = reading.seen(slug, reader(request))
    head = tail.head(slug)
    assert head is not None  # blogs are never removed
    return replies.of_json({**replies.described(description, head.cursor), "summary": blog.summary})
