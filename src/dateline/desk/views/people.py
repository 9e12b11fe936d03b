"""`/desk/newsroom/people`: who works here, and somebody new."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.blog.changes import Actor
from dateline.desk.people import changing, invitation, joining, rights
from dateline.desk.people.models import Person
from dateline.desk.views.guarded import guarded
from dateline.desk.views.person_form import places, rights_given
from dateline.errors import MailFailed, Refusal


@require_http_methods(["GET", "POST"])
@guarded("people")
def people(request: HttpRequest, asker: Actor) -> HttpResponse:
    """The list; a POST adds somebody and mails her a link, or shows it once."""
    if request.method == "POST":
        try:
            return _add(request, asker)
        except Refusal as refusal:
            return _page(request, refusal)
    return _page(request)


def _add(request: HttpRequest, asker: Actor) -> HttpResponse:
    given = rights_given(request.POST)
    with transaction.atomic():
        rights.insist("people", asker)
        person = joining.add(request.POST.get("email", ""), request.POST.get("name", ""), given.role, everywhere=True)
        if not given.everywhere:
            changing.change(asker, person.pk, given.role, False, given.memberships)
    return invite(request, asker, person)


def invite(request: HttpRequest, asker: Actor, person: Person) -> HttpResponse:
    """Mail somebody a link for a password, and go back to the list; where no mail leaves, a page that shows it once."""
    url = invitation.link(asker, person.pk)
    refusal: Refusal | None = None
    if invitation.is_mailed():
        try:
            invitation.send(person, url)
        except MailFailed as error:
            refusal = error
        else:
            messages.success(request, _("%(name)s has been sent a link.") % {"name": person.name})
            return redirect("desk:people")
    return render(request, "desk/person_link.html", {"person": person, "url": url, "refusal": refusal})


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = Person.objects.prefetch_related("memberships").order_by("-is_active", "name")
    shown = {
        "people": found,
        "refusal": refusal,
        "given": request.POST,
        "is_mailed": invitation.is_mailed(),
        "places": places(request.POST if refusal else None),
        "role": request.POST.get("role", "reporter"),
    }
    return render(request, "desk/people.html", shown, status=refusal.status if refusal else 200)
