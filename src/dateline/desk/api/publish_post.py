from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog import check
from dateline.blog.changes import PublishPost
from dateline.desk.api import replies, texts
from dateline.desk.api.auth import writer
from dateline.desk.api.shapes import NewPost
from dateline.desk.drafts import showing
from dateline.errors import KeyReused


def publish_post(request: HttpRequest, slug: str, sent: NewPost) -> HttpResponse:
    """Publish a post."""
    post = _id(request)
    try:
        receipt = replies.carry_out(request, slug, PublishPost(post=post, **texts.members(sent)))
    except KeyReused as refusal:
        raise KeyReused(refusal.detail, post=post) from None  # so that its sender can see what it was used for
    return replies.of_written_post(request, receipt, post, 201)


def _id(request: HttpRequest) -> str:
    """A fresh id; under an Idempotency-Key one that follows from it, so that a retry is the same command again."""
    if (key := request.headers.get("Idempotency-Key")) is None:
        return check.new_id()
    if key.startswith(showing.KEY):
        return showing.post_of(key)
    return check.id_from(f"{writer(request).id}\n{key}")
