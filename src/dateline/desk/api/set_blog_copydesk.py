from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk import copydesk_blogs
from dateline.desk.api import replies
from dateline.desk.api.auth import writer
from dateline.desk.api.copydesk_shapes import CopyDeskSettings


def set_blog_copydesk(request: HttpRequest, slug: str, sent: CopyDeskSettings) -> HttpResponse:
    """Set the copy desk for this blog, all of it anew: what is not sent is not set."""
    return replies.of_json(copydesk_blogs.put(writer(request), slug, sent.given()).to_json())
