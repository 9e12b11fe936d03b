from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk import copydesk_blogs
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer


def show_blog_copydesk(request: HttpRequest, slug: str) -> HttpResponse:
    """What is set of the copy desk for this blog alone, on top of the newsroom's settings."""
    reading.seen(slug, writer(request))
    return replies.of_json(copydesk_blogs.own(slug).to_json())
