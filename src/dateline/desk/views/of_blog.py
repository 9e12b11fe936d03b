"""What the pages that run a blog have in common: who may open them, and which fields they ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import available_timezones

from babel import Locale
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from dateline.blog.changes import Actor, Description
from dateline.blog.check import new_id
from dateline.desk.people.actor import actor_for
from dateline.desk.views.guarded import person_of
from dateline.errors import Forbidden
from dateline.log import tail
from dateline.typeset import catalog

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Actor, Description, P], HttpResponse]


def running(view: View[P]) -> Callable[..., HttpResponse]:
    """A view that is given who asks and the blog. 404 for one that she has no part in, Forbidden for a reporter.

    What its form then asks for is decided in blog/decide, where it is done.
    """

    @login_required
    @wraps(view)
    def guard(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor = actor_for(person_of(request), slug)
        blog = tail.view(slug).description if actor.may_see(slug) and tail.head(slug) else None
        if blog is None:
            raise Http404
        if actor.role == "reporter":
            raise Forbidden("Only editors and managers of this blog may open this page. Ask one.")
        return view(request, actor, blog, *args, **kwargs)

    return guard


def choices() -> dict[str, object]:
    """What may be chosen in the fields of a blog: zones, and the languages of readers' pages by name."""
    locale = Locale.parse(get_language() or catalog.ENGLISH)
    languages = [(code, locale.languages.get(code, code)) for code in catalog.languages()]
    # `key`: the command's id, so that a form that is sent twice does what it asks for once.
    return {"zones": sorted(available_timezones()), "languages": languages, "key": f"form:{new_id()}{new_id()}"}
