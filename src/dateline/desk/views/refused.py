"""Refusals as pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dateline.errors import Refusal, TooMany


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "desk/refused.html", {"refusal": refusal}, status=refusal.status)


def too_many(request: HttpRequest, refusal: TooMany) -> HttpResponse:
    response = refused(request, refusal)
    response["Retry-After"] = str(refusal.seconds)
    return response


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's check that a form came from our own page has failed."""
    return render(request, "desk/csrf.html", {"reason": reason}, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "desk/forbidden.html", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "desk/missing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """For what nobody thought of. It asks nothing of the database, which may be what has broken."""
    return HttpResponse(render_to_string("desk/broken.html"), status=500)


def absent(request: HttpRequest, *_: str) -> HttpResponse:
    """For an address of an installed app's that leads nowhere here."""
    raise Http404
