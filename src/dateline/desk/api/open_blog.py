from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import OpenBlog
from dateline.desk.api import replies
from dateline.desk.api.shapes import NewBlog


def open_blog(request: HttpRequest, sent: NewBlog) -> HttpResponse:
    """Open a blog, at once live or as a draft that readers do not know of."""
    given = sent.given()
    slug = given.pop("slug")
    return replies.of_written_blog(request, replies.carry_out(request, slug, OpenBlog(**given)), 201)
