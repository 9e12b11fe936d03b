"""`/desk/set-up/{secret}`: the first manager, once."""

from __future__ import annotations

from zoneinfo import available_timezones

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dateline.desk.people import joining
from dateline.desk.views.refused import refused
from dateline.errors import Forbidden, Refusal

_FIELDS = ("email", "name", "password", "newsroom", "zone", "language")


def set_up(request: HttpRequest, secret: str) -> HttpResponse:
    if not joining.is_setup(secret):
        return refused(request, Forbidden("This set-up link has been used. Log in, or ask a manager for an account."))
    given = {name: request.POST.get(name, "") for name in _FIELDS}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            person = joining.set_up(secret, **given)
        except Refusal as error:
            refusal = error
        else:
            login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
            UserSession.objects.create_from_request(request)  # as allauth does it where it lets somebody in
            return redirect("desk:home")
    shown = {"given": given, "refusal": refusal, "zones": sorted(available_timezones())}
    return render(request, "desk/set_up.html", shown, status=refusal.status if refusal else 200)
