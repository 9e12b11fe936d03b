"""Replies about drafts, and the version that a request says it has seen."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Actor, Json
from dateline.desk.api.auth import writer
from dateline.desk.api.conditions import NEVER
from dateline.desk.drafts import showing
from dateline.desk.drafts.models import Draft
from dateline.errors import RevisionMissing, Unauthenticated


def of_draft(draft: Draft) -> HttpResponse:
    response = of_json(showing.told([draft])[0])
    response["ETag"] = f'"{draft.version}"'
    return response


def of_json(value: Json) -> HttpResponse:
    # In ASCII: half of a character, which a browser can send and UTF-8 cannot say, comes back as it was.
    return HttpResponse(json.dumps(value, separators=(",", ":")), content_type="application/json")


def writer_for(request: HttpRequest) -> Actor:
    """Who writes. A page names in `?person=` whom it was opened for: another who has logged in meanwhile, in another
    tab of the same browser, lends it her cookie and shall not lend it her name. Raises Unauthenticated."""
    actor = writer(request)
    named = request.GET.get("person")
    if named is not None and actor.id != f"person:{named}":
        raise Unauthenticated("Somebody else has logged in in this browser. Log in again to go on from this page.")
    return actor


def seen_version(request: HttpRequest) -> int:
    """The version of the draft that If-Match names, 0 for a draft that is not there yet. Raises RevisionMissing."""
    tag = request.headers.get("If-Match")
    if tag is None:
        raise RevisionMissing('Send `If-Match: "<version>"`, the version of the draft that you saw; "0" for a new one.')
    inner = tag.strip('"')
    return int(inner) if inner.isascii() and inner.isdigit() and len(inner) < 10 else NEVER
