"""`/desk/{slug}/facts`: who said what, which figures, what is planned, which claims are open; each with its post."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from dateline.blog.changes import Json, stamp
from dateline.desk import ledgers
from dateline.desk.facts import grouping
from dateline.desk.views.entry import enter
from dateline.log import tail


@require_GET
@login_required
@ensure_csrf_cookie  # marking a post confirmed is a deed of the API
def facts(request: HttpRequest, slug: str) -> HttpResponse:
    entered = enter(request, slug)
    now = datetime.now(ZoneInfo(entered.blog.zone))
    person, subject = request.GET.get("person", ""), request.GET.get("subject", "")
    told = ledgers.facts(slug, entered.blog)
    narrowed = grouping.narrowed(told, person, subject)
    subjects = grouping.subjects(slug, narrowed)
    shown = {
        "blog": entered.blog,
        "actor": entered.actor,
        "edits": entered.edits,
        "cursor": entered.cursor,
        "zone": entered.blog.zone,
        "now": stamp(now),
        "person": person,
        "subject": subject,
        "people": sorted({quote["speaker"] for quote in told["quotes"] if quote["speaker"]}, key=str.casefold),
        "counted": sorted({figure["subject"] for figure in told["figures"] if figure["subject"]}),
        "speakers": grouping.speakers(slug, narrowed),
        "subjects": subjects,
        "charts": any(one.chart for one in subjects),
        "plans": grouping.plans(slug, told, now.date()),
        "claims": _with_standing(slug, grouping.claims(slug, told)),
        "tables": ("quotes", "figures", "agenda", "claims"),
    }
    return render(request, "desk/facts.html", shown)


def _with_standing(slug: str, claims: list[Json]) -> list[Json]:
    """Each with its post's `standing` and `revision`, by which an editor can change it."""
    posts = tail.view(slug, {claim["post"] for claim in claims}).posts
    return [
        {**claim, "standing": post.standing, "revision": post.revision}
        for claim in claims
        if (post := posts.get(claim["post"])) is not None
    ]
