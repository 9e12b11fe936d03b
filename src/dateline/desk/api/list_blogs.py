from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Description
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import reader
from dateline.log import tail


def list_blogs(request: HttpRequest) -> HttpResponse:
    """All blogs that you may know of, in the order in which they were opened."""
    blogs = []
    for slug, head in tail.heads().items():
        change = tail.newest(slug, "blog")
        description = Description.from_json(change.body) if change and change.body else None
        if description and reading.may_know(description, reader(request)):
            blogs.append(replies.described(description, head.cursor))
    return replies.of_json({"blogs": blogs})
