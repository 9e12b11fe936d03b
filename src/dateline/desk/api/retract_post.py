from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import RetractPost
from dateline.desk.api import replies
from dateline.desk.api.conditions import expected_revision
from dateline.desk.api.shapes import Retraction
from dateline.desk.receipts.departing import departing


def retract_post(request: HttpRequest, slug: str, id: str, sent: Retraction) -> HttpResponse:
    """Take a post back: a tombstone with the time and the reason stays. `takedown` erases its text for good."""
    command = RetractPost(post=id, expected=expected_revision(request), **sent.given())
    with departing(slug, id):
        receipt = replies.carry_out(request, slug, command)
    return replies.of_written_post(request, receipt, id)
