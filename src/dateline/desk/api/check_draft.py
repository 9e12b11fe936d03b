from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from dateline.blog import check
from dateline.blog.changes import stamp
from dateline.copydesk.from_post import post_text
from dateline.desk import ledgers
from dateline.desk.api import reading, replies, texts
from dateline.desk.api.auth import writer
from dateline.desk.api.shapes import DraftToCheck

DRAFT = "draft"


def check_draft(request: HttpRequest, slug: str, sent: DraftToCheck) -> HttpResponse:
    """Read a draft against all that the blog has published. Nothing is stored."""
    post = check.post_id(sent.post) if sent.post else DRAFT
    description, blog = reading.seen(slug, writer(request), [post] if sent.post else [])
    given, now = texts.members(sent), stamp(datetime.now(UTC))
    shown = blog.posts[post].at if post in blog.posts else now
    draft = post_text(
        post,
        check.time(given.get("at"), "at") or shown,
        check.headline(given.get("headline", "")),
        check.body(given.get("body")),
        zone=description.zone,
        language=description.language,
        changed=now if post in blog.posts else "",
    )
    return replies.of_json(ledgers.check(slug, description, draft))
