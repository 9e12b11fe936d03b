from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import WithdrawPost
from dateline.desk.api import replies
from dateline.desk.api.conditions import expected_revision
from dateline.desk.receipts.departing import departing


def withdraw_post(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Take a post back within twenty seconds of its publication: readers see neither it nor a tombstone."""
    command = WithdrawPost(post=id, expected=expected_revision(request))
    with departing(slug, id):
        receipt = replies.carry_out(request, slug, command)
    return replies.of_written_post(request, receipt, id)
