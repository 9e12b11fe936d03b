"""`/desk/newsroom/me`: one's own name and language. Password, second step and sessions are allauth's pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dateline.blog.changes import Actor
from dateline.desk.people import changing, sessions
from dateline.desk.views.guarded import guarded, person_of
from dateline.errors import Refusal


@require_http_methods(["GET", "POST"])
@guarded("profile")
def me(request: HttpRequest, asker: Actor) -> HttpResponse:
    """The profile; a POST changes it."""
    person, refusal = person_of(request), None
    if request.method == "POST":
        try:
            changing.tell(asker, person.pk, request.POST.get("name", ""), request.POST.get("language", ""))
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:me")
    shown = {
        "given": request.POST if refusal else {"name": person.name, "language": person.language},
        "refusal": refusal,
        "languages": settings.LANGUAGES,
    }
    return render(request, "desk/me.html", shown, status=refusal.status if refusal else 200)


@require_POST
@guarded("session")
def end_session(request: HttpRequest, asker: Actor, number: int) -> HttpResponse:
    """End one of one's own sessions from here."""
    sessions.end(person_of(request), number)
    messages.success(request, _("That session has ended."))
    return redirect("usersessions_list")
