"""Replies about drafts, and who asks for one."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Actor, Json
from dateline.desk.api.auth import writer
from dateline.desk.drafts import showing
from dateline.desk.drafts.models import Draft
from dateline.errors import Unauthenticated


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
