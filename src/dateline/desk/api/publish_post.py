from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog import check
from dateline.blog.changes import PublishPost
from dateline.desk.api import replies, texts
from dateline.desk.api.auth import writer
from dateline.desk.api.shapes import NewPost


def publish_post(request: HttpRequest, slug: str, sent: NewPost) -> HttpResponse:
    """Publish a post."""
    post = _id(request)
    receipt = replies.carry_out(request, slug, PublishPost(post=post, **texts.members(sent)))
    return replies.of_written_post(request, receipt, post, 201)


def _id(request: HttpRequest) -> str:
    """A fresh id; under an Idempotency-Key one that follows from it, so that a retry is the same command again."""
    if (key := request.headers.get("Idempotency-Key")) is None:
        return check.new_id()
    return check.id_from(f"{writer(request).id}\n{key}")
