from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import FlagPost
from dateline.desk.api import replies
from dateline.desk.api.conditions import expected_revision
from dateline.desk.api.shapes import Flags


def flag_post(request: HttpRequest, slug: str, id: str, sent: Flags) -> HttpResponse:
    """Mark a post as a key event, pin it, or undo either; what is not sent is left as it is."""
    command = FlagPost(post=id, expected=expected_revision(request), **sent.given())
    return replies.of_written_post(request, replies.carry_out(request, slug, command), id)
