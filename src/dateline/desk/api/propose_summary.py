from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk import ledgers
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer


def propose_summary(request: HttpRequest, slug: str) -> HttpResponse:
    """Sentences to choose a summary from, each with its posts; and what of the present one should be withdrawn."""
    description, blog = reading.seen(slug, writer(request))
    proposed, withdrawn = ledgers.proposals(slug, description, blog.summary)
    return replies.of_json({"sentences": proposed, "withdrawn": withdrawn})
