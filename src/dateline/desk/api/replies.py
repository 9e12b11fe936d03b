"""Replies of the API: JSON as it is stored, with where it can be read and where its blog then stood.

They are written straight from the record and not through their shapes: those describe what this version knows, and
would drop what a newer one has stored.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Command, Description, Json
from dateline.desk.api import reading
from dateline.desk.api.auth import writer
from dateline.log import tail
from dateline.log.append import Receipt, append


def carry_out(request: HttpRequest, slug: str, command: Command) -> Receipt:
    """Append for whoever sent this request, under the Idempotency-Key that came with it."""
    return append(slug, command, actor=writer(request), key=request.headers.get("Idempotency-Key"))


def of_json(value: Json, status: int = 200, receipt: Receipt | None = None) -> HttpResponse:
    # Keys sorted, as the log stores them: the reply to a retry is read from there and is the first one byte for byte.
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    response = HttpResponse(text, status=status, content_type="application/json")
    if receipt is not None and receipt.replayed:
        response["Idempotency-Replayed"] = "true"
    return response


def of_written_post(request: HttpRequest, receipt: Receipt, post: str, status: int = 200) -> HttpResponse:
    """The post as the command left it; as it is now when nothing changed or what it said has been taken down since."""
    body = next((c.body for c in receipt.changes if c.subject == post), None)
    if body is None:
        now = tail.view(receipt.slug, [post]).find(post)
        assert now is not None  # no post is ever removed from the record
        body = reading.shown(now, receipt.slug, writer(request))
    return of_post(receipt.slug, body, receipt.cursor, status, receipt)


def of_post(slug: str, post: Json, cursor: str, status: int = 200, receipt: Receipt | None = None) -> HttpResponse:
    response = of_json({**located(slug, post), "cursor": cursor}, status, receipt)
    response["ETag"] = f'"{post["revision"]}"'
    if status == 201:
        response["Location"] = f"/api/v1/blogs/{slug}/posts/{post['id']}"
    return response


def located(slug: str, post: Json) -> Json:
    return {**post, "url": f"{page(slug)}/p/{post['id']}"}


def described(description: Description, cursor: str) -> Json:
    return {**description.to_json(), "cursor": cursor, "url": page(description.slug)}


def of_written_blog(request: HttpRequest, receipt: Receipt, status: int = 200) -> HttpResponse:
    """The blog's description as the command left it."""
    body = next((c.body for c in receipt.changes if c.subject == "blog"), None)
    description, _ = (
        reading.seen(receipt.slug, writer(request)) if body is None else (Description.from_json(body), None)
    )
    response = of_json(described(description, receipt.cursor), status, receipt)
    if status == 201:
        response["Location"] = f"/api/v1/blogs/{receipt.slug}"
    return response


def page(slug: str) -> str:
    return f"{settings.DATELINE.origin}/{slug}"
