"""`/desk/newsroom/tokens`: with which programs use the API."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dateline.blog.changes import Actor
from dateline.desk import names
from dateline.desk import tokens as all_tokens
from dateline.desk.newsroom import reading
from dateline.desk.people import rights
from dateline.desk.views.guarded import guarded
from dateline.desk.views.person_form import places
from dateline.errors import Invalid, Refusal


@require_http_methods(["GET", "POST"])
@guarded("tokens")
def tokens(request: HttpRequest, asker: Actor) -> HttpResponse:
    """The list; a POST makes one and shows its secret, this once."""
    if request.method == "POST":
        try:
            return _add(request, asker)
        except Refusal as refusal:
            return _page(request, refusal)
    return _page(request)


@require_POST
@guarded("tokens")
def revoke(request: HttpRequest, asker: Actor, id: str) -> HttpResponse:
    """End one at once."""
    with transaction.atomic():
        rights.insist("tokens", asker)
        ended = all_tokens.revoke(id)
    messages.success(request, _("The token “%(name)s” is revoked.") % {"name": ended.name})
    return redirect("desk:tokens")


def _add(request: HttpRequest, asker: Actor) -> HttpResponse:
    sent = request.POST
    blogs = sent.getlist("blog") if sent.get("where") == "some" else None
    if blogs == []:
        raise Invalid("blogs", _("choose at least one blog, or every blog"))
    with transaction.atomic():
        rights.insist("tokens", asker)
        token, secret = all_tokens.add(
            sent.get("role", ""), sent.get("name", ""), _end_of(sent.get("expires", "")), blogs, maker=asker.id
        )
    return render(request, "desk/token_made.html", {"token": token, "secret": secret})


def _end_of(day: str) -> datetime | None:
    """A day's last moment, in the newsroom's zone."""
    if not day:
        return None
    try:
        return datetime.combine(datetime.fromisoformat(day).date(), time.max, ZoneInfo(reading.zone()))
    except ValueError:
        raise Invalid("expires", _("is no day; write it as 2026-05-04")) from None


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = all_tokens.all()[::-1]
    called = names.of(token.maker for token in found if token.maker)
    rows = [{"token": token, "maker": called.get(token.maker, "")} for token in found]
    shown = {
        "rows": rows,
        "refusal": refusal,
        "given": request.POST,
        "places": places(),
        "chosen": request.POST.getlist("blog"),
    }
    with timezone.override(ZoneInfo(reading.zone())):  # in which a token's last day was said
        return render(request, "desk/tokens.html", shown, status=refusal.status if refusal else 200)
