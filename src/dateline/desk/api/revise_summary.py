from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import ReviseSummary
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer
from dateline.desk.api.shapes import NewSummary


def revise_summary(request: HttpRequest, slug: str, sent: NewSummary) -> HttpResponse:
    """Replace the summary: sentences, each with the posts that support it."""
    receipt = replies.carry_out(request, slug, ReviseSummary(sent.sentences))
    body = next((c.body for c in receipt.changes), None)
    sentences = body["sentences"] if body else reading.seen(slug, writer(request))[1].summary
    return replies.of_json({"sentences": sentences, "cursor": receipt.cursor}, 200, receipt)
