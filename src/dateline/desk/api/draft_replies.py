"""Replies about drafts, and the version that a request says it has seen."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Json
from dateline.desk.api.conditions import NEVER
from dateline.desk.drafts import showing
from dateline.desk.drafts.models import Draft
from dateline.errors import RevisionMissing


def of_draft(draft: Draft) -> HttpResponse:
    response = of_json(showing.told([draft])[0])
    response["ETag"] = f'"{draft.version}"'
    return response


def of_json(value: Json) -> HttpResponse:
    # In ASCII: half of a character, which a browser can send and UTF-8 cannot say, comes back as it was.
    return HttpResponse(json.dumps(value, separators=(",", ":")), content_type="application/json")


def seen_version(request: HttpRequest) -> int:
    """The version of the draft that If-Match names, 0 for a draft that is not there yet. Raises RevisionMissing."""
    tag = request.headers.get("If-Match")
    if tag is None:
        raise RevisionMissing('Send `If-Match: "<version>"`, the version of the draft that you saw; "0" for a new one.')
    inner = tag.strip('"')
    return int(inner) if inner.isascii() and inner.isdigit() and len(inner) < 10 else NEVER
