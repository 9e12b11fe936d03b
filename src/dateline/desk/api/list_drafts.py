from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from dateline.desk.api import draft_replies, reading
from dateline.desk.drafts import showing


def list_drafts(
    request: HttpRequest,
    slug: str,
    known: Annotated[str, Query(description="The `mark` that you have seen.")] = "",
) -> HttpResponse:
    """Your drafts for this blog, the newest first; for editors also those that were submitted."""
    actor = draft_replies.writer_for(request)
    reading.seen(slug, actor)
    drafts = showing.seen(slug, actor) if actor.may_see(slug) else []
    mark = showing.mark(drafts)
    return draft_replies.of_json({"mark": mark, "drafts": None if known == mark else showing.told(drafts)})
