"""`/desk/newsroom/audit`: every deed, with a filter, and as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dateline.blog.changes import Actor, moment
from dateline.desk.audit import reading as deeds
from dateline.desk.audit.kinds import FACTS, KINDS
from dateline.desk.audit.note import note
from dateline.desk.newsroom import reading
from dateline.desk.people.models import Person
from dateline.desk.views.guarded import guarded
from dateline.errors import Invalid
from dateline.log import tail

_FORMS = {"csv": ("text/csv; charset=utf-8", deeds.as_csv), "jsonl": ("application/jsonl", deeds.as_json)}


@require_GET
@guarded("audit")
def audit(request: HttpRequest, asker: Actor) -> HttpResponse:
    """A page of it."""
    refusal: Invalid | None = None
    try:
        wanted = deeds.Wanted.of(request.GET)
    except Invalid as error:
        wanted, refusal = deeds.Wanted(), error
    zone = reading.zone()
    page = Paginator(deeds.deeds(wanted, zone), deeds.PAGE).get_page(request.GET.get("page"))
    rows = deeds.told(page.object_list)
    for row in rows:
        row |= {"label": KINDS.get(row["kind"], row["kind"]), "moment": moment(row["at"])}
        row["told"] = [(FACTS.get(name, name), _said(value)) for name, value in row["facts"].items()]
    shown = {
        "rows": rows,
        "page": page,
        "wanted": wanted,
        "query": urlencode(wanted.given()),
        "kinds": KINDS,
        "people": Person.objects.order_by("name"),
        "blogs": sorted(tail.heads()),
        "days": settings.DATELINE.audit_days,
        "zone": zone,
        "refusal": refusal,
    }
    with timezone.override(ZoneInfo(zone)):
        return render(request, "desk/audit.html", shown, status=refusal.status if refusal else 200)


def _said(fact: Any) -> Any:
    return ", ".join(fact) if isinstance(fact, list) else fact


@require_GET
@guarded("audit")
def export(request: HttpRequest, asker: Actor, form: str) -> HttpResponse:
    """All that the filter leaves, as `csv` or `jsonl`."""
    if form not in _FORMS:
        raise Http404
    wanted = deeds.Wanted.of(request.GET)
    kind, written = _FORMS[form]
    note("audit.exported", format=form, filter=[f"{name} {value}" for name, value in wanted.given().items()])
    # Made before it is sent: names are looked up for all at once, and a newsroom's year is some megabytes.
    body = "".join(written(deeds.told(deeds.deeds(wanted, reading.zone()))))
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="audit.{form}"'
    return response
