from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import EditPost
from dateline.desk.api import replies, texts
from dateline.desk.api.conditions import expected_revision
from dateline.desk.api.shapes import Texts


def edit_post(request: HttpRequest, slug: str, id: str, sent: Texts) -> HttpResponse:
    """Change a post in small things, without a note to readers; what is not sent is left as it is."""
    command = EditPost(post=id, expected=expected_revision(request), **texts.members(sent))
    return replies.of_written_post(request, replies.carry_out(request, slug, command), id)
