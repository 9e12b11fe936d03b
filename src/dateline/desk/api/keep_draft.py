from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk.api import draft_replies, reading
from dateline.desk.api.conditions import seen_version
from dateline.desk.api.draft_shapes import DraftToKeep
from dateline.desk.drafts.keep import keep
from dateline.desk.drafts.rules import Text


def keep_draft(request: HttpRequest, slug: str, id: str, sent: DraftToKeep) -> HttpResponse:
    """Keep a draft at the desk. If-Match names the version that you saw, `"0"` for a draft that is not there yet."""
    actor = draft_replies.writer_for(request)
    reading.seen(slug, actor)
    text = Text(sent.kind, sent.content, sent.post or "", sent.revision, sent.state, sent.hand, sent.stroke)
    return draft_replies.of_draft(keep(slug, id, text, seen_version(request), actor))
