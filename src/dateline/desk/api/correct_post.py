from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import CorrectPost
from dateline.desk.api import replies, texts
from dateline.desk.api.conditions import expected_revision
from dateline.desk.api.shapes import Correction


def correct_post(request: HttpRequest, slug: str, id: str, sent: Correction) -> HttpResponse:
    """Change what was wrong, with a note that readers see."""
    command = CorrectPost(post=id, expected=expected_revision(request), **texts.members(sent))
    return replies.of_written_post(request, replies.carry_out(request, slug, command), id)
