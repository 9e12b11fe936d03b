from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Json
from dateline.copydesk.gathered import COLUMNS, table
from dateline.desk import ledgers
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer
from dateline.errors import Unknown


def list_facts(request: HttpRequest, slug: str) -> HttpResponse:
    """The blog's facts: who said what, which figures, what is planned, which claims are open; each with its post."""
    return replies.of_json(_facts(request, slug))


def table_of_facts(request: HttpRequest, slug: str, table_name: str) -> HttpResponse:
    """One kind of them as CSV: quotes, figures, agenda or claims."""
    facts = _facts(request, slug)
    if table_name not in COLUMNS:
        raise Unknown(f"There is no table '{table_name}'; there are {', '.join(COLUMNS)}.")
    response = HttpResponse(table(facts, table_name), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{table_name}.csv"'
    return response


def _facts(request: HttpRequest, slug: str) -> Json:
    description, _ = reading.seen(slug, writer(request))
    facts = ledgers.facts(slug, description)
    return {**facts, "posts": [replies.located(slug, post) for post in facts["posts"]]}
