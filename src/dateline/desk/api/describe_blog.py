from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import CloseBlog, DescribeBlog, ReopenBlog
from dateline.desk.api import replies
from dateline.desk.api.shapes import BlogChange
from dateline.errors import Invalid


def describe_blog(request: HttpRequest, slug: str, sent: BlogChange) -> HttpResponse:
    """Change what a blog says of itself, or, with `state` alone, close it or make it live."""
    given = sent.given()
    state = given.pop("state", None)
    if "paused" in given and given["paused"] is None:
        given["paused"] = False  # a command's own word for none, as None leaves things as they are
    if state is None:
        return replies.of_written_blog(request, replies.carry_out(request, slug, DescribeBlog(**given)))
    if given:
        # Two commands: the second could be refused when the first is on record already.
        raise Invalid("state", "is sent alone; send the other members in a request of their own")
    command = CloseBlog() if state == "closed" else ReopenBlog()
    return replies.of_written_blog(request, replies.carry_out(request, slug, command))
