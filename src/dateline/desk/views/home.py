"""`/desk/`: the blogs of whoever is logged in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dateline.desk.people.actor import actor_for
from dateline.log import tail


@login_required
def home(request: HttpRequest) -> HttpResponse:
    actor = actor_for(request.user)  # type: ignore[arg-type]  # a Person, since login is required
    blogs = [d for slug in sorted(tail.heads()) if actor.may_see(slug) and (d := tail.view(slug, []).description)]
    blogs.sort(key=lambda described: (described.state == "closed", described.opened_at), reverse=False)
    return render(request, "desk/home.html", {"blogs": blogs, "actor": actor})
