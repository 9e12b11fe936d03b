"""`/desk/newsroom/people/{id}`: one account, its rights, its end and its return."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dateline.blog.changes import Actor
from dateline.desk.models import Token
from dateline.desk.people import changing
from dateline.desk.people.models import Person
from dateline.desk.views.guarded import guarded
from dateline.desk.views.people import invite
from dateline.desk.views.person_form import places, rights_given
from dateline.errors import Refusal, Unknown


@require_http_methods(["GET", "POST"])
@guarded("people")
def person(request: HttpRequest, asker: Actor, id: str) -> HttpResponse:
    """The account; a POST changes what its owner may do."""
    if request.method == "POST":
        given = rights_given(request.POST)
        try:
            shown = changing.change(asker, id, given.role, given.everywhere, given.memberships)
        except Unknown:
            raise
        except Refusal as refusal:
            return _page(request, id, refusal)
        messages.success(request, _("What %(name)s may do has been changed.") % {"name": shown.name})
        return redirect("desk:people")
    return _page(request, id)


@require_POST
@guarded("people")
def link(request: HttpRequest, asker: Actor, id: str) -> HttpResponse:
    """A new link for a password."""
    return invite(request, asker, _known(id))


@require_POST
@guarded("people")
def deactivate(request: HttpRequest, asker: Actor, id: str) -> HttpResponse:
    """End the account."""
    try:
        ended = changing.deactivate(asker, id)
    except Unknown:
        raise
    except Refusal as refusal:
        return _page(request, id, refusal)
    messages.success(request, _("%(name)s is deactivated and logged out everywhere.") % {"name": ended.name})
    return redirect("desk:people")


@require_POST
@guarded("people")
def reactivate(request: HttpRequest, asker: Actor, id: str) -> HttpResponse:
    """Let its owner in again, by a link."""
    return invite(request, asker, changing.reactivate(asker, id))


def _page(request: HttpRequest, id: str, refusal: Refusal | None = None) -> HttpResponse:
    shown = _known(id)
    held = dict(shown.memberships.values_list("slug", "role"))
    context = {
        "person": shown,
        "role": request.POST.get("role") or shown.role,
        "places": places(held=held),
        "tokens": Token.objects.filter(maker=f"person:{shown.pk}", revoked=None).count(),
        "refusal": refusal,
    }
    return render(request, "desk/person.html", context, status=refusal.status if refusal else 200)


def _known(id: str) -> Person:
    found = Person.objects.filter(pk=id).first()
    if found is None:
        raise Unknown("Nobody here has this account.")
    return found
