from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk import history
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer
from dateline.errors import Unknown


def read_history(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Every change of a post, newest first: who made it, when, and what it did to the text, word by word."""
    actor = writer(request)
    description, blog = reading.of_newsroom(slug, actor, [id])
    post, sees_all = blog.find(id), reading.sees_all(slug, actor)
    if post is None or (post.is_withdrawn and not sees_all):
        raise Unknown(f"There is no post '{id}' in this blog.")
    return replies.of_json({"changes": history.of(description, post, sees_all)})
