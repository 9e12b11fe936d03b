"""What the newsroom's pages have in common: who may open them, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Actor
from dateline.desk.people import rights
from dateline.desk.people.actor import actor_for
from dateline.desk.people.models import Person
from dateline.desk.views.refused import refused
from dateline.errors import Forbidden, Refusal

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]


def guarded(deed: rights.Deed) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """A view that is given who asks, and that nobody opens who may not do this deed to anything, be it her own.

    What a form then asks for is looked at again where it is done.
    """

    def wrap(view: View[P]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def guard(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = actor_for(person_of(request))
            if not rights.may(deed, actor.role, owns=True):
                return refused(request, Forbidden("Only a manager of this newsroom may open this page. Ask one."))
            try:
                return view(request, actor, *args, **kwargs)
            except Refusal as refusal:
                return refused(request, refusal)

        return guard

    return wrap


def person_of(request: HttpRequest) -> Person:
    """Who is logged in, on a page that nobody else reaches."""
    assert isinstance(request.user, Person)
    return request.user
