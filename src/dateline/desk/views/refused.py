"""Refusals as pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dateline.errors import Refusal


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "desk/refused.html", {"refusal": refusal}, status=refusal.status)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's check that a form came from our own page has failed."""
    return render(request, "desk/csrf.html", {"reason": reason}, status=403)
