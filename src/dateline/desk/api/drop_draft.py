from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk.api import draft_replies, reading
from dateline.desk.api.conditions import seen_version
from dateline.desk.drafts.drop import drop


def drop_draft(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Throw a draft away, or take it out once it is published; the reply is all that it held."""
    actor = draft_replies.writer_for(request)
    reading.seen(slug, actor)
    return draft_replies.of_draft(drop(slug, id, seen_version(request), actor))
